from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from reports.models import (
    Attendance,
    Budget,
    Contribution,
    EvaluationService,
    Figure,
    Indicator,
    Initiative,
    Link,
)
from reports.models.form import ItemKind
from reports.sheets.attendance import AttendanceResource
from uccn.desk.columns import date_column, text_column
from uccn.desk.pictures import PictureInput, ShowsPicture
from uccn.languages.admin import BilingualAdmin
from uccn.languages.codes import both
from uccn.pictures import PictureField
from uccn.sheets.admin import ExportsSheets, ImportsSheets

from .part import PartAdmin

# What may be illustrated with figures of either meaning.
WRITTEN = [ItemKind.TEXT, ItemKind.INITIATIVES, ItemKind.LINKS, ItemKind.BUDGET]


@admin.register(Indicator)
class IndicatorAdmin(PartAdmin):
    kinds = WRITTEN
    list_display = [
        "name_zh_hans",
        "name_en",
        "value",
        text_column("unit", _("unit")),
        date_column("period", _("period")),
        "change",
        "report",
    ]
    list_display_links = ["name_zh_hans", "name_en"]
    list_filter = ["report__due_year"]
    search_fields = ["name_zh_hans", "name_en", "report__slug"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "report",
                    ("item", "position"),
                    both("name"),
                    ("qualifier", "value", "change", "period"),
                    both("unit"),
                    both("as_written"),
                    both("source"),
                ]
            },
        ),
    ]


@admin.register(Figure)
class FigureAdmin(ShowsPicture, PartAdmin):
    kinds = WRITTEN
    list_display = ["caption_zh_hans", "caption_en", "has_picture", "is_described", "report"]
    list_display_links = ["caption_zh_hans", "caption_en"]
    list_filter = ["is_decorative", "report__due_year"]
    search_fields = ["caption_zh_hans", "caption_en", "report__slug"]
    formfield_overrides = {**BilingualAdmin.formfield_overrides, PictureField: {"widget": PictureInput}}
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "report",
                    ("item", "initiative", "position"),
                    "picture",
                    both("caption"),
                    both("alt"),
                    "is_decorative",
                    both("credit"),
                    both("rights"),
                    "map_approval_number",
                ]
            },
        ),
    ]

    def narrow(self, fields, report):
        fields["initiative"].queryset = Initiative.objects.filter(report=report)

    @admin.display(description=_("picture"), boolean=True)
    def has_picture(self, figure):
        return not figure.is_lost

    @admin.display(description=_("described in both languages"), boolean=True)
    def is_described(self, figure):
        return figure.is_lost or figure.is_decorative or bool(figure.alt_zh_hans and figure.alt_en)


@admin.register(Budget)
class BudgetAdmin(PartAdmin):
    kinds = [ItemKind.BUDGET]
    list_display = ["__str__", "amount", "currency", "period", "report"]
    list_filter = ["currency", "period"]
    search_fields = ["as_written_zh_hans", "as_written_en", "report__slug"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "report",
                    ("item", "position"),
                    ("amount", "currency", "is_approximate"),
                    ("period", "starts_on", "ends_on"),
                    both("as_written"),
                ]
            },
        ),
    ]


@admin.register(Link)
class LinkAdmin(PartAdmin):
    kinds = WRITTEN
    list_display = ["url", "title_zh_hans", "title_en", "report"]
    search_fields = ["url", "title_zh_hans", "title_en", "report__slug"]
    fieldsets = [(None, {"fields": ["report", ("item", "position"), both("title"), "url"]})]


@admin.register(Contribution)
class ContributionAdmin(PartAdmin):
    kinds = [ItemKind.CONTRIBUTIONS]
    list_display = ["__str__", "kind", "amount", "currency", "report"]
    list_filter = ["kind"]
    search_fields = ["as_written_zh_hans", "as_written_en", "report__slug"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "report",
                    ("item", "position"),
                    ("kind", "amount", "currency"),
                    both("objective"),
                    ("starts_on", "ends_on"),
                    both("as_written"),
                ]
            },
        ),
    ]


@admin.register(Attendance)
class AttendanceAdmin(ExportsSheets, ImportsSheets, PartAdmin):
    resource_class = AttendanceResource
    list_display = ["meeting", "as_written_zh_hans", "as_written_en", "report"]
    list_filter = ["meeting__year"]
    search_fields = ["meeting__slug", "meeting__place_zh_hans", "meeting__place_en", "report__slug"]
    autocomplete_fields = ["meeting"]
    fieldsets = [(None, {"fields": ["report", "meeting", both("as_written"), both("note")]})]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("meeting")


@admin.register(EvaluationService)
class EvaluationServiceAdmin(PartAdmin):
    list_display = ["year", "place_zh_hans", "place_en", "city", "count", "report"]
    list_display_links = ["year", "place_zh_hans", "place_en"]
    list_filter = ["year"]
    search_fields = ["place_zh_hans", "place_en", "report__slug"]
    autocomplete_fields = ["city"]
    fieldsets = [(None, {"fields": ["report", ("year", "count"), both("place"), "city", both("as_written")]})]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("city")
