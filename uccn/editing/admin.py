"""The change form of the desk: nobody overwrites what somebody else has saved meanwhile, and nothing typed is lost."""

import hashlib
from copy import copy

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connections, router
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from . import savers
from .contest import in_words
from .gone import gone
from .models import OpenForm, SentForm
from .opened import FIELD, Opened, values_of
from .stale import Comparison
from .waiting import unless_busy

RESTORE = "_restore"
BUTTONS = {"csrfmiddlewaretoken", FIELD, RESTORE}


class SentTwice(Exception):
    """This very form was saved a moment ago."""

    def __init__(self, record_pk):
        self.record_pk = record_pk


class GuardsEdits:
    """For the admin of a model whose change form is a form to write in."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except SentTwice as sent:
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            messages.info(request, _("This form was saved already; it is saved once."))
            return HttpResponseRedirect(reverse(name, args=[sent.record_pk]))
        except IntegrityError:
            # Somebody else has saved the like between the check of the form and its save: now the form says so.
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _changeform_view(self, request, object_id, form_url, extra_context):
        request.comparison = request.compared = request.compared_forms = None
        if request.method == "POST":
            pk = unquote(object_id) if object_id else None
            request.opened = Opened.read(request.POST, self.place(pk), request.user)
            if pk is None:
                self.refuse_twice(request)
            elif answer := self.compare(request, pk):
                return answer
        return super()._changeform_view(request, object_id, form_url, extra_context)

    @property
    def name_of_editing(self):
        return f"{self.opts.app_label}_{self.opts.model_name}_editing"

    def get_urls(self):
        view = self.admin_site.admin_view(self.editing_view)
        return [path("<int:pk>/editing/", view, name=self.name_of_editing), *super().get_urls()]

    @method_decorator(require_POST)
    def editing_view(self, request, pk):
        """The page of a form says that it is open, or with `closed` that it is no more; the answer: who else has it."""
        # First the right, then the row: else the answer would tell whether there is such a record.
        if not self.has_change_permission(request):
            raise PermissionDenied
        record = self.get_object(request, str(pk))
        if record is None:
            raise Http404
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        if "closed" in request.POST:
            with unless_busy():
                OpenForm.objects.close(record, request.user)
            return HttpResponse(status=204)
        now = timezone.now()
        with unless_busy():
            OpenForm.objects.touch(record, request.user, at=now)
        others = OpenForm.objects.of_others(record, request.user, at=now)
        return render(request, "editing/others.html", {"others": others})

    def place(self, pk):
        return f"{self.opts.label_lower} {pk or ''}"

    def refuse_twice(self, request):
        request.digest = ""
        if request.opened and RESTORE not in request.POST:
            request.digest = digest(request)
            sent = SentForm.objects.filter(digest=request.digest).first()
            if sent:
                raise SentTwice(sent.record_pk)

    def get_object(self, request, object_id, from_field=None):
        compared = getattr(request, "compared", None)
        if compared is not None and str(compared.pk) == str(object_id):
            return compared
        return super().get_object(request, object_id, from_field)

    def compare(self, request, pk):
        """Prepare request.POST so that it holds what both wrote, and request.comparison what they disagree on."""
        lock(self.model, pk=pk)
        record = self.get_object(request, pk)
        if record is None:
            return self.offer_back(request, pk)
        if not self.has_change_permission(request, record):
            return None
        fieldsets = self.get_fieldsets(request, record)
        form = self.get_form(request, record, change=True, fields=flatten_fieldsets(fieldsets))(instance=record)
        request.POST, request._files = copy(request.POST), request.FILES.copy()
        forms = self._create_formsets(request, record, change=True)
        for formset in forms[0]:
            lock(formset.model, **{formset.fk.name: record})
        is_complete = all(map(names_its_rows, forms[0]))
        formsets = forms[0] if is_complete else self.formsets_now(request, record)
        comparison = Comparison(request.opened, form, formsets, request.POST, request.FILES)
        if is_complete and not comparison.is_arranged_anew:
            request.compared_forms = forms
        request.comparison = comparison
        request.compared = record
        found = savers.since(request.opened, record, formsets) if comparison.found_something else {}
        request.meanwhile = savers.in_words(found, request.user)
        request.own_save = savers.own_save(found, request.user)
        return None

    def formsets_now(self, request, record):
        """The rows as they would stand in a form that is opened now."""
        opening = copy(request)
        opening.method = "GET"
        return self._create_formsets(opening, record, change=True)[0]

    def offer_back(self, request, pk):
        # Whoever has opened the form knew of the record; nobody else learns whether there is one.
        if (
            request.opened
            and self.has_change_permission(request)
            and not self.model._base_manager.filter(pk=pk).exists()
        ):
            return gone(self, request, pk)
        return None

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = self.form_class(request, obj, change=change, **kwargs)
        faults = self.faults(request, None)
        if request.method == "POST" and RESTORE in request.POST:
            faults = {**faults, None: _("Nothing is saved yet. Here is your text; save it once more.")}
        return type(form)(form.__name__, (Contested, form), {"faults": faults}) if faults else form

    def form_class(self, request, obj, **options):
        """The form as others left it and the form that was sent are of one class: it is made once."""
        made = vars(request).setdefault("_form_classes", {})
        key = obj and obj.pk, repr(options)
        if key not in made:
            made[key] = super().get_form(request, obj, **options)
        return made[key]

    def faults(self, request, prefix):
        comparison = getattr(request, "comparison", None)
        contests = comparison.contests.get(prefix, {}) if comparison else {}
        return {name: in_words(contest, request.meanwhile) for name, contest in contests.items()}

    def get_formset_kwargs(self, request, obj, inline, prefix):
        if request.method != "POST":
            return super().get_formset_kwargs(request, obj, inline, prefix)
        # Django copies what was sent for each of them.
        rows = inline.get_queryset(request)
        return {"instance": obj, "prefix": prefix, "queryset": rows, "data": request.POST, "files": request.FILES}

    def _create_formsets(self, request, obj, change):
        compared = getattr(request, "compared_forms", None)
        formsets, inlines = compared or super()._create_formsets(request, obj, change)
        if request.method == "POST" and getattr(request, "comparison", None):
            for formset in formsets:
                for form in formset.forms:
                    add_faults(form, self.faults(request, form.prefix))
        return formsets, inlines

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if getattr(request, "digest", ""):
            sent, is_first = SentForm.objects.get_or_create(digest=request.digest, defaults={"record_pk": obj.pk})
            if not is_first:
                raise SentTwice(sent.record_pk)

    def log_change(self, request, obj, message):
        if message or not hasattr(request, "opened"):
            super().log_change(request, obj, message)

    def response_change(self, request, obj):
        self.say_what_was_merged(request)
        return super().response_change(request, obj)

    def say_what_was_merged(self, request):
        if request.comparison and request.comparison.theirs:
            messages.warning(request, self.merged(request))

    def merged(self, request):
        fields = ", ".join(dict.fromkeys(map(str, request.comparison.theirs)))
        if at := request.own_save:
            words = _("You saved these yourself at %(time)s, after this page was opened, and they stay so: %(fields)s.")
            return words % {"time": f"{at:%H:%M}", "fields": fields}
        who = request.meanwhile or _("somebody else")
        return _("Changed meanwhile by %(who)s and kept as they left it: %(fields)s.") % {"who": who, "fields": fields}

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if add or self.has_change_permission(request, obj):
            context = {**context, **self.editing(request, context, obj)}
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def editing(self, request, context, record):
        """What templates/admin/change_form.html shows of all this."""
        comparison = getattr(request, "comparison", None)
        place = self.place(record.pk if record else None)
        if comparison:
            opened = Opened(place, request.user.pk, comparison.rows, comparison.undecided)
        else:
            opened = Opened(place, request.user.pk, {} if record is None else rows_of(context))
        found = {"opened": opened.signed()}
        if record:
            found["editing_address"] = reverse(f"admin:{self.name_of_editing}", args=[record.pk])
        if comparison and comparison.contests:
            found["meanwhile"] = request.meanwhile or _("somebody else")
            found["own_save"] = request.own_save
        if comparison and comparison.theirs:
            found["merged"] = self.merged(request)
        return found


class Contested:
    """Mixed into the form of a record that cannot be saved before somebody decides."""

    faults = {}

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            for name, words in self.faults.items():
                self.add_error(name, words)


def add_faults(form, faults):
    if faults:
        form.full_clean()
        for name, words in faults.items():
            form.add_error(name, words)
        # A row without an error of its own is not looked at when it is blank.
        form.empty_permitted = False


def names_its_rows(formset):
    """Whether what was sent for the formset names each row there is now, and no other."""
    rows = [form.instance.pk for form in formset.initial_forms]
    return len(rows) == len(formset.get_queryset()) and set(rows) == {row.pk for row in formset.get_queryset()}


def rows_of(context):
    rows = {"": values_of(context["adminform"].form)}
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        rows |= {f"{formset.prefix}:{form.instance.pk}": values_of(form) for form in formset.initial_forms}
    return rows


def lock(model, **which):
    # On SQLite the transaction of the view holds the whole database; it began before anything was read.
    if connections[router.db_for_write(model)].features.has_select_for_update:
        list(model._base_manager.select_for_update(of=("self",)).filter(**which).values_list("pk"))


def digest(request):
    fields = sorted((name, values) for name, values in request.POST.lists() if name not in BUTTONS)
    files = sorted((name, file.size) for name, file in request.FILES.items())
    told = repr((request.path, request.user.pk, request.opened.nonce, fields, files))
    return hashlib.sha256(told.encode()).hexdigest()
