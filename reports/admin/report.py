from django.contrib import admin
from django.db.models import Exists, OuterRef, Prefetch
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.admin.search import CitySearch
from cities.models import Designation
from reports.models import Edition, Report
from reports.sheets.answers import AnswerResource
from reports.sheets.reports import ReportResource
from uccn.desk.columns import text_column
from uccn.languages.admin import BilingualAdmin
from uccn.languages.codes import CHINESE, ENGLISH, NAMES, both
from uccn.languages.translations.lists import TellsProgress
from uccn.sheets.admin import ExportsSheets, ImportsSheets

from .answers import AnswerInline
from .outline import outline
from .panel import Panel
from .preview import Preview
from .steps import WorkflowSteps


def edition_column(language):
    """The edition readers see in the language, and since when."""

    @admin.display(description=NAMES[language])
    def column(report):
        for edition in report.current_editions:
            if edition.language == language:
                published_on = date_format(localtime(edition.published_at), "DATE_FORMAT")
                return _("edition %(number)d, %(date)s") % {"number": edition.number, "date": published_on}
        return _("not public")

    column.__name__ = f"edition_{language}".replace("-", "_")
    return column


@admin.register(Report)
class ReportAdmin(ExportsSheets, ImportsSheets, CitySearch, TellsProgress, WorkflowSteps, Preview, BilingualAdmin):
    resource_class = ReportResource
    more_resource_classes = [AnswerResource]
    change_form_template = "admin/reports/report/change_form.html"
    list_display = [
        text_column("title", gettext_lazy("title")),
        "city",
        "due_year",
        "state",
        edition_column(CHINESE),
        edition_column(ENGLISH),
    ]
    list_filter = ["state", "due_year", "form", "designation__field", "original_language"]
    search_fields = ["slug", "title_zh_hans", "title_en"]
    autocomplete_fields = ["city", "designation", "previous"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    both("title"),
                    ("city", "designation"),
                    ("form", "original_language"),
                    ("due_year", "period_from", "period_to"),
                    ("submitted_on", "previous"),
                    both("responsible_entity"),
                    "slug",
                ]
            },
        ),
    ]
    inlines = [AnswerInline]

    def get_queryset(self, request):
        reports = (
            super().get_queryset(request).select_related("city", "form", "designation__city", "designation__field")
        )
        current = Edition.objects.current().select_related("published_by").defer("document")
        return reports.prefetch_related(Prefetch("editions", current, to_attr="current_editions")).annotate(
            was_published=Exists(Edition.objects.filter(report=OuterRef("pk")))
        )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "designation":
            kwargs["queryset"] = Designation.objects.select_related("city", "field")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        found = super().get_readonly_fields(request, obj)
        if obj is None:
            return found
        # The answers belong to the items of this form; the address of what was published stays.
        kept = ["form", "slug"] if obj.was_published else ["form"]
        return list(dict.fromkeys([*found, *kept]))

    def get_deleted_objects(self, objs, request):
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        # What protects a report is no right that somebody else might have: nobody deletes what was published.
        return deleted, counts, set() if protected else lacking, protected

    def get_inlines(self, request, obj):
        # Which items there are to answer follows from the form, so the report itself comes first.
        return self.inlines if obj else []

    def render_change_form(self, request, context, *args, **kwargs):
        report = kwargs.get("obj")
        if report:
            panel = Panel(report, request.user)
            may_add = self.has_change_permission(request, report)
            context["panel"] = panel
            context["outline"] = outline(panel, answers_by_item(context), may_add=may_add)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        # The new report opens at once: its answers are still to be written.
        request.POST = request.POST.copy()
        request.POST["_continue"] = "1"
        return super().response_add(request, obj, post_url_continue)


def answers_by_item(context):
    """The admin's answer forms by the number of their form item, as text."""
    return {
        str(answer.form["item"].value()): answer for formset in context["inline_admin_formsets"] for answer in formset
    }
