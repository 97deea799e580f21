from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.models import Alias, City, Designation
from cities.sheets.cities import CityResource
from uccn.access.admin import LimitedInline
from uccn.desk.choices import read_once
from uccn.desk.forms import RowForm
from uccn.desk.formsets import RowFormSet
from uccn.desk.pictures import PictureInput, ShowsPicture
from uccn.languages.admin import BilingualAdmin, BilingualStackedInline
from uccn.languages.codes import CHINESE, both
from uccn.languages.reading import label
from uccn.languages.translations.lists import TellsProgress
from uccn.pictures import PictureField
from uccn.sheets.admin import ExportsSheets, ImportsSheets

from .search import CitySearch


class DesignationFormSet(RowFormSet):
    """Compares the rows of one form with each other, in the words of the constraints."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        rows = [form.instance for form in self.forms if not self._should_delete_form(form)]
        open_fields = [row.field_id for row in rows if row.field_id and row.until is None]
        if len(open_fields) != len(set(open_fields)):
            raise ValidationError(words_of("designation_open_once"))

    def get_unique_error_message(self, unique_check):
        return words_of("designation_once")


def words_of(name):
    return next(each.violation_error_message for each in Designation._meta.constraints if each.name == name)


class DesignationInline(BilingualStackedInline):
    model = Designation
    formset = DesignationFormSet
    fieldsets = [(None, {"fields": [("field", "standing"), ("since", "until"), both("source"), both("note")]})]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("city", "field")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return read_once(super().formfield_for_foreignkey(db_field, request, **kwargs))


class AliasInline(LimitedInline, admin.StackedInline):
    model = Alias
    form = RowForm
    fields = [("name", "language", "kind")]
    extra = 0


@admin.register(City)
class CityAdmin(ExportsSheets, ImportsSheets, CitySearch, TellsProgress, ShowsPicture, BilingualAdmin):
    resource_class = CityResource
    # What is a city's: its own texts, its designations, its reports.
    translations_counted_by = "city"
    picture_field = "logo"
    list_display = ["name_zh_hans", "name_en", "country", "fields_since"]
    list_display_links = ["name_zh_hans", "name_en"]
    list_filter = [
        "designations__field",
        "country__unesco_region",
        "designations__since_year",
        "designations__standing",
    ]
    search_fields = ["slug"]
    autocomplete_fields = ["country"]
    prepopulated_fields = {"slug": ["name_en"]}
    formfield_overrides = {**BilingualAdmin.formfield_overrides, PictureField: {"widget": PictureInput}}
    fieldsets = [
        (None, {"fields": [both("name"), ("country", "slug"), both("summary"), ("website", "logo")]}),
        (_("Position"), {"fields": [("latitude", "longitude")]}),
    ]
    filter_horizontal = ["focal_points"]
    inlines = [DesignationInline, AliasInline]

    def get_fieldsets(self, request, obj=None):
        found = super().get_fieldsets(request, obj)
        if not request.user.has_perm("cities.appoint_focal_points"):
            return found
        return [*found, (_("Focal points"), {"fields": ["focal_points"]})]

    def get_queryset(self, request):
        return super().get_queryset(request).with_designations()

    def get_ordering(self, request):
        return ["sort_key_zh_hans" if get_language() == CHINESE else "sort_key_en", "slug"]

    @admin.display(description=_("designations"))
    def fields_since(self, city):
        return " · ".join(f"{label(each.field)} {each.since.year}" for each in city.designations.all()) or None
