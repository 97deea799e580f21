from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from reports.models import Assessment
from uccn.desk.columns import date_column, text_column
from uccn.languages.admin import BilingualAdmin
from uccn.languages.codes import both


@admin.register(Assessment)
class AssessmentAdmin(BilingualAdmin):
    list_display = [
        text_column("aspect", _("aspect")),
        text_column("wording", _("wording")),
        "report",
        date_column("given_on", _("date")),
    ]
    list_select_related = ["report"]
    search_fields = ["report__slug", "aspect_zh_hans", "aspect_en"]
    autocomplete_fields = ["report", "source"]
    fieldsets = [
        (
            None,
            {
                "fields": ["report", both("aspect"), both("wording"), both("assessor"), ("given_on", "source")],
                "description": _("Assessments are private: no public page, export or search shows them."),
            },
        ),
    ]
