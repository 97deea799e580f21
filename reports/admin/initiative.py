from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cities.admin.search import CitySearch
from reports.models import Event, Figure, Initiative
from reports.models.form import ItemKind
from reports.sheets.events import EventResource
from reports.sheets.initiatives import InitiativeResource
from reports.sheets.wholes import in_order
from uccn.desk.choices import LoadedAutocomplete
from uccn.desk.formsets import RowFormSet
from uccn.desk.pictures import PictureInput
from uccn.desk.uploads import TakesFiles
from uccn.languages.admin import BilingualAdmin, BilingualForm, BilingualStackedInline
from uccn.languages.codes import both
from uccn.pictures import PictureField
from uccn.sheets.admin import ExportsSheets, ImportsSheets

from .part import PartAdmin
from .permissions import PartOfReport


class EventForm(BilingualForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "cities" in self.fields:
            self.fields["cities"].widget.loaded = self.instance.cities.all()


class EventInline(PartOfReport, BilingualStackedInline):
    model = Event
    form = EventForm
    fieldsets = [(None, {"fields": [("on", "position", "cities"), both("text"), both("note")]})]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("cities")

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = LoadedAutocomplete(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class FigureFormSet(RowFormSet):
    """Figures stand in the report and under the item of their initiative."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.instance.report_id = self.instance.report_id
        form.instance.item_id = self.instance.item_id
        return form


class FigureInline(PartOfReport, BilingualStackedInline):
    model = Figure
    formset = FigureFormSet
    formfield_overrides = {**BilingualAdmin.formfield_overrides, PictureField: {"widget": PictureInput}}
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("picture", "position", "is_decorative"),
                    both("caption"),
                    both("alt"),
                    both("credit"),
                    both("rights"),
                    "map_approval_number",
                ]
            },
        ),
    ]


class EarlierInitiativeField(forms.ModelChoiceField):
    def label_from_instance(self, initiative):
        return f"{initiative.report} · {initiative}"


@admin.register(Initiative)
class InitiativeAdmin(ExportsSheets, ImportsSheets, TakesFiles, CitySearch, PartAdmin):
    resource_class = InitiativeResource
    more_resource_classes = [EventResource]
    more_imports = [Event]
    ordering = in_order()
    kinds = [ItemKind.INITIATIVES]
    list_display = ["label", "title_zh_hans", "title_en", "item_number", "report"]
    list_display_links = ["label", "title_zh_hans", "title_en"]
    list_filter = ["report__due_year", "goals"]
    search_fields = ["title_zh_hans", "title_en", "report__slug"]
    autocomplete_fields = ["partner_cities"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "report",
                    ("item", "parent"),
                    ("label", "position"),
                    both("title"),
                    both("text"),
                    ("starts_on", "ends_on"),
                    both("dates_as_written"),
                    both("place"),
                    "partner_cities",
                    both("other_partners"),
                    "goals",
                ]
            },
        ),
        (None, {"fields": [("follows_up", "outcome"), both("outcome_reason")]}),
    ]
    inlines = [EventInline, FigureInline]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("item")

    @admin.display(description=_("form item"), ordering="item__position")
    def item_number(self, initiative):
        return initiative.item.number

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "follows_up":
            kwargs["form_class"] = EarlierInitiativeField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "goals":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def narrow(self, fields, report):
        fields["parent"].queryset = Initiative.objects.filter(report=report, parent=None)
        earlier = Initiative.objects.filter(report__city=report.city_id).exclude(report=report)
        fields["follows_up"].queryset = earlier.select_related("report")
