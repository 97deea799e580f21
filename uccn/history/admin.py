"""The history pages of a record: its versions, the difference of two, and the way back."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from reversion.models import Version

from .changes import Way, add, change
from .comparing import compared
from .restoring import FieldNotKept, restore_field, restore_missing, restore_whole


class KeepsHistory:
    """For the admin of a model whose versions are kept."""

    object_history_template = "history/versions.html"

    def log_addition(self, request, record, message):
        self.keep(request, record)
        return super().log_addition(request, record, message)

    def log_change(self, request, record, message):
        if message:
            self.keep(request, record)
        return super().log_change(request, record, message)

    def keep(self, request, record, way=Way.FORM):
        with change(by=request.user, way=way):
            add(self.model._base_manager.get(pk=record.pk))

    def delete_model(self, request, record):
        self.keep(request, record, Way.DELETED)
        super().delete_model(request, record)

    def delete_queryset(self, request, records):
        with change(by=request.user, way=Way.DELETED):
            for record in records:
                add(record)
        super().delete_queryset(request, records)

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        views = {
            "<int:pk>/history/compare/": ("compare", self.compare_view),
            "<int:pk>/history/<int:version>/restore/": ("restore", self.restore_view),
            "recover/": ("recoverlist", self.recover_list_view),
            "recover/<int:version>/": ("recover", self.recover_view),
        }
        return [
            path(route, self.admin_site.admin_view(view), name=f"{name}_{suffix}")
            for route, (suffix, view) in views.items()
        ] + super().get_urls()

    def versions(self, record):
        found = Version.objects.get_for_object(record)
        return found.select_related("revision__user", "revision__change").order_by("-revision__date_created", "-pk")

    def history_view(self, request, object_id, extra_context=None):
        record = self.record(request, unquote(object_id))
        context = {
            "versions": self.versions(record).defer("serialized_data")[:200],
            "address": f"admin:{self.opts.app_label}_{self.opts.model_name}_compare",
        }
        return super().history_view(request, object_id, {**(extra_context or {}), **context})

    def record(self, request, pk):
        record = self.get_object(request, pk)
        if record is None:
            raise Http404
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        return record

    def compare_view(self, request, pk):
        record = self.record(request, str(pk))
        versions = self.versions(record)
        numbers = [request.GET.get(name, "") for name in ("old", "new")]
        if not all(number.isdecimal() for number in numbers):
            raise Http404
        old, new = (get_object_or_404(versions, pk=number) for number in numbers)
        context = {
            **self.admin_site.each_context(request),
            "title": _("What changed"),
            "subtitle": str(record),
            "opts": self.opts,
            "record": record,
            "old": old,
            "new": new,
            "records": compared(old, new),
            "may_restore": self.has_change_permission(request, record),
            "restore_name": f"admin:{self.opts.app_label}_{self.opts.model_name}_restore",
        }
        return TemplateResponse(request, "history/compare.html", context)

    @method_decorator(require_POST)
    def restore_view(self, request, pk, version):
        record = self.record(request, str(pk))
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        version = get_object_or_404(self.versions(record), pk=version)
        field_name = request.POST.get("field", "")
        try:
            with transaction.atomic(), change(by=request.user, way=Way.RESTORED):
                if field_name:
                    restore_field(self.get_form(request, record, change=True), record, version, field_name)
                else:
                    restore_whole(record, version)
                add(self.model._base_manager.get(pk=record.pk))
        except FieldNotKept:
            raise Http404 from None
        except IntegrityError:
            messages.error(request, _("This version contradicts what other records say now; nothing is restored."))
        else:
            super().log_change(request, record, _("Restored a version."))
            messages.success(request, _("What is restored is a version of its own; nothing of the history is lost."))
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
        return HttpResponseRedirect(reverse(name, args=[pk]))

    def has_recover_permission(self, request):
        return self.has_add_permission(request)

    def recover_list_view(self, request):
        if not self.has_recover_permission(request):
            raise PermissionDenied
        deleted = Version.objects.get_deleted(self.model).select_related("revision__user").defer("serialized_data")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Deleted records"),
            "opts": self.opts,
            "versions": deleted[:200],
            "recover_name": f"admin:{self.opts.app_label}_{self.opts.model_name}_recover",
        }
        return TemplateResponse(request, "history/recover.html", context)

    @method_decorator(require_POST)
    def recover_view(self, request, version):
        if not self.has_recover_permission(request):
            raise PermissionDenied
        version = get_object_or_404(Version.objects.get_deleted(self.model), pk=version)
        try:
            with transaction.atomic(), change(by=request.user, way=Way.RESTORED):
                record = restore_missing(version)
                add(record)
        except IntegrityError:
            messages.error(request, _("This record contradicts what others say now; nothing is recovered."))
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_recoverlist"
            return HttpResponseRedirect(reverse(name))
        super().log_addition(request, record, _("Recovered."))
        messages.success(request, _("“%(record)s” is there again.") % {"record": record})
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[record.pk]))
