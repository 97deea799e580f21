from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from uccn.sheets.forms import FORMATS
from uccn.sheets.registry import resources


class KindOfRecords(admin.SimpleListFilter):
    """By what was imported or exported, in words."""

    title = _("kind of records")
    parameter_name = "resource"

    def lookups(self, request, model_admin):
        there = model_admin.get_queryset(request).order_by().values_list("resource", flat=True).distinct()
        return sorted((name, capfirst(resources[name].get_display_name())) for name in there)

    def queryset(self, request, queryset):
        return queryset.filter(resource=self.value()) if self.value() else queryset


class KindOfFile(admin.SimpleListFilter):
    """By the format in which records were taken away, in words."""

    title = _("format")
    parameter_name = "format"

    def lookups(self, request, model_admin):
        return [(name, capfirst(words)) for name, words in FORMATS]

    def queryset(self, request, queryset):
        return queryset.filter(format=self.value()) if self.value() else queryset
