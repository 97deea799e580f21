"""The limits of rows and columns, for every admin and inline of the desk."""

from functools import cache

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth import get_permission_codename
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.utils.safestring import mark_safe
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from uccn.texts.fields import RichTextField
from uccn.texts.html import sanitise

from .columns import may_write, may_write_facts
from .filters import visible_filter
from .rows import is_limited, may_change, visible


class ReadOnly:
    """What was done and is kept: nobody adds to it, changes or deletes it."""

    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class Limits:
    """What admins and inlines share; `obj` is the parent where Django asks an inline."""

    # Fields that rows cannot do without in their forms, and that the forms themselves hold fast.
    tied_fields = ()

    def has_right(self, request, act):
        return request.user.has_perm(f"{self.opts.app_label}.{get_permission_codename(act, self.opts)}")

    def has_view_permission(self, request, obj=None):
        return self.has_right(request, "view") or self.has_right(request, "change")

    def has_add_permission(self, request, obj=None):
        return self.may_touch(request, "add", obj) and may_write_facts(request.user)

    def has_change_permission(self, request, obj=None):
        return self.may_touch(request, "change", obj)

    def has_delete_permission(self, request, obj=None):
        return self.may_touch(request, "delete", obj) and may_write_facts(request.user)

    def may_touch(self, request, act, obj):
        return self.has_right(request, act) and (obj is None or may_change(obj, request.user))

    def get_queryset(self, request):
        return visible(super().get_queryset(request), request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return self.with_visible_choices(super().formfield_for_foreignkey(db_field, request, **kwargs), request)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return self.with_visible_choices(super().formfield_for_manytomany(db_field, request, **kwargs), request)

    def with_visible_choices(self, field, request):
        if field and is_limited(request.user):
            field.queryset = visible(field.queryset, request.user)
        return field

    def get_fieldsets(self, request, obj=None):
        may_change_row = self.has_change_permission(request, obj)
        return [
            (name, {**options, "fields": [self.shown(each, request, may_change_row) for each in options["fields"]]})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def shown(self, entry, request, may_change_row):
        """An entry of a fieldset: marked-up text that nobody writes here is shown as text, not as markup."""
        if isinstance(entry, list | tuple):
            return tuple(self.shown(each, request, may_change_row) for each in entry)
        is_read_only = not may_change_row or not self.may_write(entry, request)
        return as_read(self.model, entry) if is_read_only and is_rich(self.model, entry) else entry

    def get_readonly_fields(self, request, obj=None):
        declared = list(super().get_readonly_fields(request, obj))
        laid_out = flatten_fieldsets(self.get_fieldsets(request, obj))
        return declared + [
            entry
            for entry in laid_out
            if entry not in declared and (callable(entry) or not self.may_write(entry, request))
        ]

    def may_write(self, entry, request):
        field = field_of(self.model, entry)
        return field is None or entry in self.tied_fields or may_write(field, request.user)

    def get_prepopulated_fields(self, request, obj=None):
        kept = self.get_readonly_fields(request, obj)
        found = super().get_prepopulated_fields(request, obj)
        return {name: sources for name, sources in found.items() if not {name, *sources}.intersection(kept)}


class QuietHistory:
    """A history that tells those without the right nothing, not even whether there is such a row."""

    def history_view(self, request, object_id, extra_context=None):
        # Django looks for the row first.
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)


class LimitedAdmin(QuietHistory, Limits):
    def get_list_filter(self, request):
        entries = super().get_list_filter(request)
        return [visible_filter(self.model, entry) for entry in entries] if is_limited(request.user) else entries

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        ignored = [
            *ignored_fields(form),
            *(each for formset in formsets for row in formset for each in ignored_fields(row)),
        ]
        if ignored:
            names = get_text_list(list(dict.fromkeys(str(field.verbose_name) for field in ignored)), _("and"))
            words = _("You may not write %(fields)s here; this stayed as it was.")
            messages.warning(request, words % {"fields": names})


class LimitedInline(Limits):
    pass


def ignored_fields(form):
    """Fields of the model that came with the request though the form does not have them."""
    options = form._meta.model._meta
    return [
        field
        for field in (*options.fields, *options.many_to_many)
        if field.name not in form.fields and form.add_prefix(field.name) in form.data
    ]


def field_of(model, entry):
    try:
        return None if callable(entry) else model._meta.get_field(entry)
    except FieldDoesNotExist:
        return None


def is_rich(model, entry):
    return isinstance(field_of(model, entry), RichTextField)


@cache
def as_read(model, name):
    def show(record):
        return mark_safe(sanitise(getattr(record, name) or "")) or None

    show.__name__ = name
    show.short_description = model._meta.get_field(name).verbose_name
    return show
