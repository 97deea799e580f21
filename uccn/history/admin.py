"""The history pages of a record: its changes, the difference of two, and the way back."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError, connection, transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from reversion.models import Version

from uccn.access.columns import may_write_facts
from uccn.access.rows import is_limited

from .changes import Way, add_many, change, gone
from .comparing import compared
from .names import kind_of, names_of
from .restoring import NotKept, restore_deleted, restore_field, restore_row, restore_whole
from .states import belongings, revisions_of, rows_touched

PER_PAGE = 50
# So many rows that a change touched are named.
NAMED = 3


class KeepsHistory:
    """For the admin of a model whose versions are kept."""

    object_history_template = "history/changes.html"

    def _changeform_view(self, request, object_id, form_url, extra_context):
        if request.method != "POST":
            return super()._changeform_view(request, object_id, form_url, extra_context)
        # Within Django's transaction: a version is kept if and only if the change is.
        with change(by=request.user, way=Way.FORM):
            return super()._changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, record, form, change):
        # What did not change has no new version.
        if not change or form.has_changed():
            super().save_model(request, record, form, change)

    def save_formset(self, request, form, formset, change):
        for deleted in getattr(formset, "deleted_forms", []):
            if deleted.instance.pk:
                gone(deleted.instance)
        super().save_formset(request, form, formset, change)
        if rewritten := getattr(formset, "rewritten", None):
            add_many(form.instance for form in rewritten.values())

    def delete_model(self, request, record):
        with change(by=request.user, way=Way.DELETED):
            gone(record)
        super().delete_model(request, record)

    def delete_queryset(self, request, records):
        with change(by=request.user, way=Way.DELETED):
            for record in records:
                gone(record)
        super().delete_queryset(request, records)

    def get_urls(self):
        views = {
            "<int:pk>/history/compare/": ("compare", self.compare_view),
            "<int:pk>/history/<int:number>/restore/": ("restore", self.restore_view),
            "recover/": ("recoverlist", self.recover_list_view),
            "recover/<int:number>/": ("recover", self.recover_view),
        }
        return [
            path(route, self.admin_site.admin_view(view), name=self.name_of_page(suffix))
            for route, (suffix, view) in views.items()
        ] + super().get_urls()

    def name_of_page(self, suffix):
        return f"{self.opts.app_label}_{self.opts.model_name}_{suffix}"

    def address_of(self, suffix, *args):
        return reverse(f"admin:{self.name_of_page(suffix)}", args=args)

    def history_page(self, request, **context):
        return {**self.admin_site.each_context(request), "opts": self.opts, **context}

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        changes = Paginator(revisions_of(record), PER_PAGE).get_page(request.GET.get("p"))
        context = {
            "changes": changes_told(record, changes, request.user),
            "pages": changes,
            "compare_address": self.address_of("compare", record.pk),
        }
        return super().history_view(request, object_id, {**(extra_context or {}), **context})

    def record(self, request, pk):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        record = self.get_object(request, pk)
        if record is None:
            raise Http404
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        return record

    @method_decorator(require_safe)
    def compare_view(self, request, pk):
        record = self.record(request, str(pk))
        changes = revisions_of(record)
        new = get_object_or_404(changes, pk=number_in(request.GET, "new"))
        if "old" in request.GET:
            old = get_object_or_404(changes, pk=number_in(request.GET, "old"))
        else:
            old = changes.filter(pk__lt=new.pk).first()
        if old and old.pk > new.pk:
            old, new = new, old
        context = self.history_page(
            request,
            title=_("What changed"),
            subtitle=str(record),
            record=record,
            old=old,
            new=new,
            way=Way(new.comment).label,
            records=compared(record, old.pk if old else 0, new.pk, request.user),
            may_restore=old is not None and self.has_change_permission(request, record),
            restore_address=old and self.address_of("restore", record.pk, old.pk),
            history_address=self.address_of("history", record.pk),
            change_address=self.address_of("change", record.pk),
            list_address=self.address_of("changelist"),
        )
        return TemplateResponse(request, "history/compare.html", context)

    @method_decorator(require_POST)
    def restore_view(self, request, pk, number):
        """Bring back what was after a revision: the record, the row of `version` or its `field`."""
        record = self.record(request, str(pk))
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        revision = get_object_or_404(revisions_of(record), pk=number)
        try:
            with transaction.atomic(), change(by=request.user, way=Way.RESTORED):
                self.restore(request, record, revision)
                # Now, in words, and not in an error at the end of the transaction.
                connection.check_constraints()
        except NotKept:
            raise Http404 from None
        except IntegrityError:
            messages.error(request, _("This version contradicts what other records say now; nothing is restored."))
        else:
            super().log_change(request, record, _("Restored a version."))
            messages.success(request, _("What is restored is a version of its own; nothing of the history is lost."))
        return HttpResponseRedirect(self.address_of("history", pk))

    def restore(self, request, record, revision):
        version, field = request.POST.get("version"), request.POST.get("field")
        if version is None and field is None:
            return restore_whole(record, revision.pk, by=request.user)
        own = Version.objects.filter(pk__in=belongings(record).values("version"))
        if version is None:
            version = own.get_for_object(record).filter(revision__lte=revision).first()
        else:
            version = own.filter(pk=number_in(request.POST, "version")).first()
        if version is None:
            raise NotKept
        return restore_field(version, field, by=request.user) if field else restore_row(version, by=request.user)

    def has_recover_permission(self, request):
        """Who may delete and add any row of the model; not those who meet the rows of their own city only, nor those
        who write the texts of one language."""
        may_add_and_delete = self.has_right(request, "add") and self.has_right(request, "delete")
        return may_add_and_delete and may_write_facts(request.user) and not is_limited(request.user)

    def deleted(self):
        return Version.objects.get_deleted(self.model).select_related("revision__user")

    def changelist_view(self, request, extra_context=None):
        if self.has_recover_permission(request):
            extra_context = {**(extra_context or {}), "recover_address": self.address_of("recoverlist")}
        return super().changelist_view(request, extra_context)

    @method_decorator(require_safe)
    def recover_list_view(self, request):
        if not self.has_recover_permission(request):
            raise PermissionDenied
        versions = Paginator(self.deleted().defer("serialized_data").order_by("-pk"), PER_PAGE)
        context = self.history_page(
            request,
            title=_("Deleted records"),
            versions=versions.get_page(request.GET.get("p")),
            recover_name=f"admin:{self.name_of_page('recover')}",
            list_address=self.address_of("changelist"),
        )
        return TemplateResponse(request, "history/recover.html", context)

    @method_decorator(require_POST)
    def recover_view(self, request, number):
        if not self.has_recover_permission(request):
            raise PermissionDenied
        version = get_object_or_404(self.deleted(), pk=number)
        try:
            with transaction.atomic(), change(by=request.user, way=Way.RESTORED):
                record = restore_deleted(version, by=request.user)
                connection.check_constraints()
        except IntegrityError:
            messages.error(request, _("This record contradicts what others say now; nothing is recovered."))
            return HttpResponseRedirect(self.address_of("recoverlist"))
        super().log_addition(request, record, _("Recovered."))
        messages.success(request, _("“%(record)s” is there again.") % {"record": record})
        return HttpResponseRedirect(self.address_of("change", record.pk))


def changes_told(record, revisions, reader):
    """Each revision with its way, the kinds and names of the first rows it touched, and the number of the others."""
    touched = rows_touched(record, revisions)
    names = names_of([version for versions in touched.values() for version in versions[:NAMED]], reader)
    return [
        (
            revision,
            Way(revision.comment).label,
            [(kind_of(version), names[version.pk]) for version in touched[revision.pk][:NAMED]],
            len(touched[revision.pk][NAMED:]),
        )
        for revision in revisions
    ]


def number_in(values, name):
    text = values.get(name, "")
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise Http404
    return int(text)
