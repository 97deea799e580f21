from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from uccn.access.admin import ReadOnly
from uccn.access.rows import is_limited
from uccn.sheets.forms import FORMATS
from uccn.sheets.models import Export
from uccn.sheets.registry import resources, words_for

from .kinds import KindOfFile, KindOfRecords


@admin.register(Export)
class ExportAdmin(ReadOnly, admin.ModelAdmin):
    """Who took what away. Everybody sees what they may take away themselves; nobody edits or deletes it."""

    list_display = ["at", "by", "resource_name", "records", "file_kind", "rows", "filters"]
    list_filter = [KindOfRecords, KindOfFile, "at"]
    list_per_page = 50
    list_select_related = ["by"]
    search_fields = ["by__username", "filters"]
    fields = ["resource_name", "by", "at", "file_kind", "records", "is_selection", "filters"]
    readonly_fields = fields

    def has_module_permission(self, request):
        return bool(allowed(request.user))

    def has_view_permission(self, request, obj=None):
        return obj.resource in allowed(request.user) if obj else self.has_module_permission(request)

    def get_queryset(self, request):
        rows = super().get_queryset(request).filter(resource__in=allowed(request.user))
        return rows.filter(by=request.user) if is_limited(request.user) else rows

    @admin.display(description=_("rows"))
    def rows(self, export):
        return _("chosen by hand") if export.is_selection else _("as listed")

    @admin.display(description=_("kind of records"), ordering="resource")
    def resource_name(self, export):
        return words_for(export.resource)

    @admin.display(description=_("format"), ordering="format")
    def file_kind(self, export):
        return capfirst(dict(FORMATS).get(export.format, export.format))


def allowed(user):
    return [name for name, resource in resources.items() if resource.may_export(user)]
