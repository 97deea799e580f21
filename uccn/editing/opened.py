"""The values a form was opened with. It carries them along, signed, and brings them back when it is sent."""

import secrets
from dataclasses import dataclass, field
from decimal import Decimal

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import InlineForeignKeyField
from django.utils import timezone

FIELD = "opened"


@dataclass
class Opened:
    """What one person saw on opening one form; `rows` maps "" and "prefix:pk" to the values of their fields."""

    place: str
    user: int
    rows: dict
    # Names of fields and rows on which the person still has to decide.
    undecided: list = field(default_factory=list)
    at: float = field(default_factory=lambda: timezone.now().timestamp())
    nonce: str = field(default_factory=lambda: secrets.token_hex(8))

    def signed(self):
        return signing.dumps(vars(self), salt=FIELD, compress=True)

    @classmethod
    def read(cls, data, place, user):
        """What the person's own form was opened with; None for any other form and for none."""
        opened = cls.load(data.get(FIELD, ""))
        return opened if opened and (opened.place, opened.user) == (place, user.pk) else None

    @classmethod
    def load(cls, text):
        try:
            return cls(**signing.loads(text, salt=FIELD))
        except signing.BadSignature:
            return None


def values_of(form):
    """The values of an unbound form, as texts or lists of texts."""
    return {
        name: as_text(each, form.get_initial_for_field(each, name))
        for name, each in form.fields.items()
        if is_written(form, name)
    }


def is_written(form, name):
    each = form.fields[name]
    not_written = {form._meta.model._meta.pk.name, "DELETE", "ORDER"}
    return not (each.disabled or isinstance(each, InlineForeignKeyField) or name in not_written)


def as_text(each, value):
    if isinstance(each, forms.FileField):
        return str(value or "")
    value = each.prepare_value(value)
    if isinstance(value, (list, tuple, set, QuerySet)):
        return sorted(map(str, value))
    if value is None or value is False:
        return ""
    if isinstance(value, Decimal):
        value = f"{value.normalize():f}"
    return str(value).replace("\r\n", "\n").strip()


def sent_value(each, data, files, name):
    """What was sent for a field, in the same shape; a file that was sent is True."""
    raw = each.widget.value_from_datadict(data, files, name)
    if isinstance(each, forms.FileField):
        return bool(raw) or raw is False
    if isinstance(each, forms.ModelChoiceField):
        return as_text(each, raw)
    try:
        return as_text(each, each.to_python(raw))
    except ValidationError:
        return as_text(forms.Field(), raw)


def send(each, data, name, value):
    """Write the value into data as a browser would send it."""
    data.pop(name, None)
    if isinstance(value, list):
        data.setlist(name, value)
    elif not isinstance(each, forms.BooleanField):
        data[name] = value
    elif value:
        data[name] = "on"
