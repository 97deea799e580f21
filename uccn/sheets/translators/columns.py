"""The columns of the translators' sheet, and the key by which a row says which text it is and which source it saw."""

from dataclasses import dataclass

from django.apps import apps
from django.db import models

from uccn.languages.codes import column
from uccn.languages.translations.pairs import fields_of, translated_models
from uccn.sheets.columns import Column, Headings, Line, RichText, Text
from uccn.texts.fields import RichTextField


@dataclass(frozen=True)
class TextKey:
    """One field of one record, and the digest of the source that the translator had before their eyes."""

    model: type
    pk: int
    field: str
    seen: str

    def __str__(self):
        return f"{self.model._meta.label_lower}/{self.pk}/{self.field}/{self.seen}"


def read_key(text):
    """The key of a cell, None where it is none."""
    label, pk, field, seen, *rest = [*text.split("/"), "", "", ""]
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    is_known = model in translated_models() and field in fields_of(model) and seen
    # No database counts further.
    if not is_known or any(rest) or not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    return TextKey(model, int(pk), field, seen)


def kind_of(model, field, language):
    """How cells with the text of this field are read and written."""
    target = model._meta.get_field(column(field, language))
    kind = RichText() if isinstance(target, RichTextField) else Text() if is_long(target) else Line()
    kind.take_limits(target)
    return kind


def is_long(field):
    return isinstance(field, models.TextField)


def named(key, *args, **options):
    found = Column(key, *args, **options)
    found.column_name = key
    return found


COLUMNS = [
    named("key", "标识（请勿改动）", "Key (leave as it is)", also="标识|key"),
    named("record", "所在", "Where"),
    named("text", "文本", "Text"),
    named("state", "状态", "State"),
    named("source", "原文", "Source"),
    named("old_source", "上次翻译时的原文", "Source when it was translated"),
    named("current", "现有译文", "Translation now"),
    named("new", "新译文", "New translation", also="译文|translation"),
]
HEADINGS = Headings(COLUMNS)
