"""A page of a preview in words: what each row changes, old and new, in the language of whoever looks."""

from dataclasses import dataclass

import msgspec
from django.utils.translation import get_language

from uccn.languages.codes import CHINESE, ENGLISH, SUFFIXES
from uccn.languages.lists import strung
from uccn.texts.differences import compare

from .importing.planning import CHANGED, NEW
from .previews import LONG

# A value of more characters is a long one: the page marks what is different in it.
SHORT = 300
# How many characters around a change in a long one.
AROUND = 60
# In place of a record that is not there any more, or not to be seen.
UNSEEN = "…"


@dataclass(slots=True)
class ShownChange:
    """What becomes of one column. pieces: of a long text, what goes and what comes."""

    title: str
    old: str
    new: str
    is_identity: bool
    pieces: list | None

    @property
    def is_cleared(self):
        return not self.new and bool(self.old)


def changes_of(resource, row):
    """What a row of a preview would change, column by column."""
    _line, outcome, _pk, edits = msgspec.msgpack.decode(row.packed)
    if outcome not in (NEW, CHANGED):
        return []
    found = {}
    for _model, changes in edits:
        for key, old, new in changes:
            if key in found and resource.fields[key].is_cumulative:
                # Several new records stand together.
                found[key].new = strung([found[key].new, new])
            else:
                found[key] = shown_change(resource.fields[key], old, new)
    return list(found.values())


def shown_change(column, old, new):
    is_identity = column.is_identity and old is not None
    old, new = in_words(column.kind, old), in_words(column.kind, new)
    is_long = column.kind.is_long or len(old) > SHORT or len(new) > SHORT
    if len(old) > LONG or len(new) > LONG:
        old, new = around_the_change(old, new)
    pieces = compare(old, new, language_of(column.column_name)) if is_long else None
    return ShownChange(column.title(get_language()), old, new, is_identity, pieces)


def in_words(kind, packed):
    try:
        return "" if packed is None else kind.show(kind.unpacked(packed))
    except KeyError:
        return UNSEEN


def language_of(key):
    return CHINESE if key.endswith(SUFFIXES[CHINESE]) else ENGLISH


def around_the_change(old, new):
    """Both texts from a little before the first difference to a little after the last, or as far as is shown."""
    begin = max(alike(old, new) - AROUND, 0)
    end = max(alike(old[begin:][::-1], new[begin:][::-1]) - AROUND, 0)
    return tuple(piece_of(text, begin, len(text) - end) for text in (old, new))


def alike(one, other):
    """With how many of the same characters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (first, second) in pairs if first != second), min(len(one), len(other)))


def piece_of(text, begin, end):
    end = min(end, begin + LONG)
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"
