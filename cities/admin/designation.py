from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cities.models import Designation
from uccn.desk.columns import date_column
from uccn.languages.admin import BilingualAdmin
from uccn.languages.codes import both

from .search import CitySearch


@admin.register(Designation)
class DesignationAdmin(CitySearch, BilingualAdmin):
    list_display = [
        "city",
        "field",
        date_column("since", _("designated")),
        date_column("until", _("until")),
        "standing",
    ]
    list_filter = ["field", "standing", "since_year", "city__country__unesco_region"]
    list_select_related = ["city", "field"]
    search_fields = ["city__slug", "field__name_zh_hans", "field__name_en"]
    autocomplete_fields = ["city"]
    fieldsets = [
        (None, {"fields": ["city", ("field", "standing"), ("since", "until"), both("source"), both("note")]}),
    ]

    def get_queryset(self, request):
        # Autocompletes name a designation by its city and field.
        return super().get_queryset(request).select_related("city", "field")
