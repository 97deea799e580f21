"""The forms of the desk: what stands beside the text of a translation, and what comes back with the form."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import ngettext

from uccn.languages.codes import both, column, other
from uccn.languages.models import Settled, State, Translation
from uccn.texts.source_digest import source_digest

from .comparing import blocks
from .keeping import forget_gone, keep_many, rows_of
from .pairs import fields_of, translated_models
from .settling import Refused, Saying, settle_many
from .work import anchor


@dataclass(frozen=True)
class Mark:
    """How one translation in a form stands, and what can be said of it."""

    row: Translation
    record: object
    html_name: str
    is_ticked: bool = False

    @property
    def anchor(self):
        return anchor(self.record, column(self.row.field, self.row.language))

    @property
    def source_language(self):
        return other(self.row.language)

    @property
    def is_out_of_date(self):
        return self.row.state == State.OUT_OF_DATE

    @property
    def verdict(self):
        return verdict_open(self.row)

    @cached_property
    def blocks(self):
        return blocks(self.row, self.record)


def verdict_open(row):
    """What can be said of the translation as it stands, None where all is said."""
    if row.state == State.REVIEWED:
        return None
    if row.state == State.NOT_NEEDED:
        return Settled.NOTHING
    is_written = row.settled in (Settled.DRAFT, Settled.REVIEWED)
    return Settled.REVIEWED if is_written else Settled.NOT_NEEDED


def marks(forms, posted):
    """{html name of a field: Mark} for all forms of a page, in one query."""
    forms = [form for form in forms if form.instance.pk and type(form.instance) in translated_models()]
    rows = rows_of(key for form in forms for key in keys_of(form.instance))
    found = {}
    for form in forms:
        for key in keys_of(form.instance):
            row = rows.get(key)
            name = column(row.field, row.language) if row else None
            if name in form.fields:
                html_name = form.add_prefix(name)
                found[html_name] = Mark(row, form.instance, html_name, f"{html_name}-settle" in posted)
    return found


def keys_of(record):
    number = ContentType.objects.get_for_model(type(record)).pk
    return [(number, record.pk, field) for field in fields_of(type(record))]


def keep_form(request, form, formsets, *, is_new):
    """Take note of what the form and its rows wrote, and of what was ticked in them."""
    if any(type(gone) in translated_models() for formset in formsets for gone in formset.deleted_objects):
        forget_gone()
    saved = [each for each in saved_forms(form, formsets, is_new) if type(each[0].instance) in translated_models()]
    keep_many([(each.instance, before) for each, before in saved if before != {}], by=request.user)
    said = [saying for each, _before in saved for saying in sayings(each, request.POST)]
    if not said:
        return
    try:
        settle_many(said, by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        words = ngettext("%d translation is settled.", "%d translations are settled.", len(said)) % len(said)
        messages.success(request, words)


def saved_forms(form, formsets, is_new):
    """(form, earlier values of what changed, None for a new record) of all records of the page that are there now."""
    yield form, None if is_new else earlier(form)
    for formset in formsets:
        new, gone = ({record.pk for record in some} for some in (formset.new_objects, formset.deleted_objects))
        for row in formset.forms:
            if row.instance.pk and row.instance.pk not in gone:
                yield row, None if row.instance.pk in new else earlier(row)


def earlier(form):
    return {name: form.initial.get(name) for name in form.changed_data}


def sayings(form, posted):
    record = form.instance
    for field in fields_of(type(record)):
        for name in both(field):
            html_name = form.add_prefix(name)
            if verdict := posted.get(f"{html_name}-settle"):
                yield Saying(record, field, verdict, seen_now(form, field, posted.get(f"{html_name}-seen", "")))


def seen_now(form, field, seen):
    """Who changes the source in the same form has seen what it says then."""
    for name in both(field):
        if name in form.changed_data and source_digest(form.initial.get(name) or "") == seen:
            return source_digest(getattr(form.instance, name) or "")
    return seen
