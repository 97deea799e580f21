from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uccn.access.rows import is_limited
from uccn.sheets.importing.refusals import Refused
from uccn.sheets.importing.rights import may_see, may_undo
from uccn.sheets.importing.undoing import undone
from uccn.sheets.models import Batch
from uccn.sheets.registry import resources

ROWS_PER_PAGE = 50


@admin.register(Batch)
class BatchAdmin(admin.ModelAdmin):
    """Imports are read and undone here; nobody edits or deletes them."""

    list_display = ["number", "resource_name", "file_name", "way", "by", "at", "new", "changed", "left_out", "undone"]
    list_display_links = ["number", "file_name"]
    list_filter = ["way", "resource"]
    list_per_page = 50
    search_fields = ["file_name", "sha256"]

    def has_module_permission(self, request):
        return any(resource.may_change(request.user) for resource in resources.values())

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return self.has_module_permission(request)
        return obj.resource in resources and resources[obj.resource].may_change(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        allowed = [name for name, resource in resources.items() if resource.may_change(request.user)]
        rows = super().get_queryset(request).filter(resource__in=allowed)
        rows = rows.filter(by=request.user) if is_limited(request.user) else rows
        return rows.select_related("by").prefetch_related("undone_by__undone_by")

    def get_urls(self):
        undo = path("<int:pk>/undo/", self.admin_site.admin_view(self.undo), name="sheets_batch_undo")
        return [undo, *super().get_urls()]

    @admin.display(description=gettext_lazy("number"), ordering="pk")
    def number(self, batch):
        return batch.pk

    @admin.display(description=gettext_lazy("kind of records"), ordering="resource")
    def resource_name(self, batch):
        return resources[batch.resource].get_display_name() if batch.resource in resources else batch.resource

    @admin.display(description=gettext_lazy("undone"), boolean=True)
    def undone(self, batch):
        return batch.is_undone

    def change_view(self, request, object_id, form_url="", extra_context=None):
        batch = self.found(request, object_id)
        paginator = Paginator(batch.rows.order_by("pk"), ROWS_PER_PAGE)
        page = paginator.get_page(request.GET.get("page"))
        for row in page:
            row.differences = differences(row)
        return self.page(
            request, "batch", batch, page=page, name=self.resource_name(batch), may_undo=may_undo(batch, request.user)
        )

    def undo(self, request, pk):
        batch = self.found(request, pk)
        if not may_undo(batch, request.user):
            raise PermissionDenied
        try:
            if request.method == "POST":
                undoing = undone(batch, by=request.user, expected=request.POST.get("digest", ""))
                messages.success(
                    request,
                    _("Taken back: %(reversed)s. Kept because edited since: %(kept)s. Failed: %(failed)s.")
                    % {"reversed": undoing.reversed, "kept": len(undoing.kept), "failed": len(undoing.failed)},
                )
                made = undoing.made or batch
                return redirect(reverse("admin:sheets_batch_change", args=[made.pk]))
            undoing = undone(batch, by=request.user, dry_run=True)
        except Refused as error:
            messages.error(request, str(error))
            return redirect(reverse("admin:sheets_batch_change", args=[batch.pk]))
        return self.page(request, "undo", batch, undoing=undoing, digest=undoing.digest.hexdigest())

    def found(self, request, pk):
        if not self.has_module_permission(request):
            raise PermissionDenied
        batch = get_object_or_404(self.get_queryset(request), pk=pk)
        if not may_see(batch, request.user):
            raise Http404
        return batch

    def page(self, request, template, batch, **context):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Import %(number)s") % {"number": batch.pk},
            "batch": batch,
            "media": self.media,
            **context,
        }
        return render(request, f"admin/sheets/{template}.html", context)


def differences(row):
    """Names of fields with their old and new value, as they were kept."""
    before, after = row.before or {}, row.after or {}
    model = apps.get_model(row.model)
    changed = [name for name in {**before, **after} if (before.get(name) or None) != (after.get(name) or None)]
    return [(model._meta.get_field(name).verbose_name, before.get(name), after.get(name)) for name in changed]
