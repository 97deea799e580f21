from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from uccn.access.admin import ReadOnly
from uccn.access.rows import is_limited
from uccn.sheets import jobs, previews
from uccn.sheets.importing.refusals import Refused
from uccn.sheets.importing.rights import may_see, may_undo
from uccn.sheets.importing.undoing import AGAIN, AWAY, BACK
from uccn.sheets.models import Batch, UploadState
from uccn.sheets.registry import resources, words_for
from uccn.sheets.uploads import own_upload, read_progress, take_back

from .differences import left_rows, reversed_rows, with_differences, with_names
from .kinds import KindOfRecords

ROWS_PER_PAGE = 50


@admin.register(Batch)
class BatchAdmin(ReadOnly, admin.ModelAdmin):
    """Imports are read and undone here; nobody edits or deletes them."""

    list_display = ["number", "resource_name", "file_name", "way", "by", "at", "done", "undone"]
    list_display_links = ["number", "file_name"]
    list_filter = ["way", KindOfRecords]
    list_per_page = 50
    search_fields = ["file_name", "sha256"]

    def has_module_permission(self, request):
        return any(resource.may_change(request.user) for resource in resources.values())

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return self.has_module_permission(request)
        return obj.resource in resources and resources[obj.resource].may_change(request.user)

    def get_queryset(self, request):
        allowed = [name for name, resource in resources.items() if resource.may_change(request.user)]
        rows = super().get_queryset(request).filter(resource__in=allowed)
        rows = rows.filter(by=request.user) if is_limited(request.user) else rows
        return rows.select_related("by").prefetch_related("undone_by__undone_by")

    def get_urls(self):
        views = [
            ("<int:pk>/undo/", self.undo, "undo"),
            ("<int:pk>/undo/<str:upload>/", self.undo_page, "undoing"),
            ("<int:pk>/undo/<str:upload>/confirm/", self.undo_confirm, "undo_confirm"),
            ("<int:pk>/undo/<str:upload>/progress/", self.undo_progress, "undo_progress"),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"sheets_batch_{name}") for route, view, name in views
        ]
        return own + super().get_urls()

    @admin.display(description=gettext_lazy("number"), ordering="pk")
    def number(self, batch):
        return batch.pk

    @admin.display(description=gettext_lazy("kind of records"), ordering="resource")
    def resource_name(self, batch):
        return words_for(batch.resource)

    @admin.display(description=gettext_lazy("records"))
    def done(self, batch):
        if batch.undoes_id:
            names = {**reversal_names(), "left_out": _("left as they are")}
            counts = {AWAY: batch.removed, AGAIN: batch.new, BACK: batch.changed, "left_out": batch.left_out}
        else:
            names = {"new": _("new"), "changed": _("changed"), "left_out": _("left out")}
            counts = {name: getattr(batch, name) for name in names}
        return " · ".join(f"{names[name]} {count}" for name, count in counts.items() if count)

    @admin.display(description=gettext_lazy("undone"))
    def undone(self, batch):
        return _("undone") if batch.is_undone else None

    def change_view(self, request, object_id, form_url="", extra_context=None):
        batch = self.found(request, object_id)
        paginator = Paginator(batch.rows.order_by("pk").defer("said"), ROWS_PER_PAGE)
        page = paginator.get_page(request.GET.get("page"))
        with_differences(page)
        context = {"name": self.resource_name(batch), "may_undo": may_undo(batch, request.user)}
        return self.page(request, "batch", batch, page=page, left=self.left(batch, request.user), **context)

    def left(self, batch, user):
        """What an undo left as it is, unless some of it has gone to where the person does not see it."""
        if not (batch.undoes_id and batch.left_out and may_see(batch.undoes, user)):
            return []
        return with_names(left_rows(batch)[: previews.NAMED])

    def undo(self, request, pk):
        """Begin to find out what undoing would do."""
        batch = self.posted(request, pk)
        if batch.is_undone:
            messages.error(request, str(Refused("undone")))
            return redirect(self.address(batch))
        upload = take_back(request, batch)
        jobs.begin(upload, jobs.PLAN, after=UploadState.UPLOADED)
        return redirect("admin:sheets_batch_undoing", batch.pk, upload.pk)

    def undo_page(self, request, pk, upload):
        batch, upload = self.undoing(request, pk, upload)
        jobs.mend(upload)
        if upload.state == UploadState.REFUSED or (upload.state == UploadState.UPLOADED and upload.refusal):
            messages.error(request, upload.refusal)
            return redirect(self.address(batch))
        if upload.state == UploadState.IMPORTED:
            return redirect(self.address(upload.batch or batch))
        if upload.state == UploadState.WORKING:
            done, total = read_progress(upload)
            addresses = {"progress": reverse("admin:sheets_batch_undo_progress", args=[batch.pk, upload.pk])}
            return self.page(request, "working", batch, upload=upload, done=done, total=total, addresses=addresses)
        if upload.state == UploadState.UPLOADED or upload.language != get_language():
            jobs.begin(upload, jobs.PLAN, after=upload.state)
            return redirect("admin:sheets_batch_undoing", batch.pk, upload.pk)
        return self.undo_preview(request, batch, upload)

    def undo_preview(self, request, batch, upload):
        told = previews.read_undoing(upload)
        tabs = [(what, name, len(told[what])) for what, name in reversal_names().items() if told[what]]
        outcomes = [what for what, _name, _count in tabs]
        chosen = request.GET.get("rows")
        outcome = chosen if chosen in outcomes else next(iter(outcomes), "")
        page = Paginator(told.get(outcome, []), ROWS_PER_PAGE).get_page(request.GET.get("page"))
        return self.page(
            request,
            "undo",
            batch,
            upload=upload,
            counts=upload.counts,
            kept=told["kept"],
            failed=told["failed"],
            tabs=tabs,
            outcome=outcome,
            rows=reversed_rows(batch, page),
            number=page.number,
            pages=page.paginator.num_pages,
        )

    def undo_confirm(self, request, pk, upload):
        self.posted(request, pk)
        batch, upload = self.undoing(request, pk, upload)
        if request.POST.get("digest") != upload.counts.get("digest"):
            messages.error(request, _("This is not the preview you saw. Look at it again; nothing has changed."))
        elif not jobs.begin(upload, jobs.CONFIRM, after=UploadState.PLANNED):
            messages.warning(request, _("This import is being undone already."))
        return redirect("admin:sheets_batch_undoing", batch.pk, upload.pk)

    def undo_progress(self, request, pk, upload):
        _batch, upload = self.undoing(request, pk, upload)
        jobs.mend(upload)
        done, total = read_progress(upload)
        return JsonResponse({"working": upload.state == UploadState.WORKING, "done": done, "total": total})

    def undoing(self, request, pk, upload):
        batch = self.found(request, pk)
        self.refuse_others(request, batch)
        return batch, own_upload(request, batch.resource, upload, undoes=batch)

    def posted(self, request, pk):
        batch = self.found(request, pk)
        self.refuse_others(request, batch)
        if request.method != "POST":
            raise PermissionDenied
        return batch

    def refuse_others(self, request, batch):
        if not may_undo(batch, request.user):
            raise PermissionDenied

    def address(self, batch):
        return reverse("admin:sheets_batch_change", args=[batch.pk])

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
            "title": title_of(batch),
            "batch": batch,
            "list_address": reverse("admin:sheets_batch_changelist"),
            "media": self.media,
            **context,
        }
        return render(request, f"admin/sheets/{template}.html", context)


def title_of(batch):
    if batch.undoes_id:
        return _("Import %(number)s: import %(undone)s taken back") % {"number": batch.pk, "undone": batch.undoes_id}
    return _("Import %(number)s") % {"number": batch.pk}


def reversal_names():
    """What becomes of records when an import is undone, what is lost first."""
    return {AWAY: _("removed"), AGAIN: _("brought back"), BACK: _("put back as before")}
