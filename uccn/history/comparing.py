"""A record and its rows after two revisions, field by field."""

from dataclasses import dataclass

from django.db import models

from uccn.editing.contest import difference
from uccn.languages.codes import TAGS

from .kept import FIELDS
from .names import names_of
from .states import state_after, versions_by_number


@dataclass
class FieldChange:
    name: str
    label: str
    tag: str
    difference: dict


@dataclass
class RecordChange:
    """A record or row after the one revision beside after the other; `state` is "changed", "added" or "removed".

    `version` is the number of what it was like before, None if it was not there.
    """

    label: str
    name: str
    state: str
    version: int | None
    fields: list


def compared(record, old, new, reader):
    """What changed from after the one revision to after the other; both by number, 0 before the first."""
    before, after = state_after(record, old), state_after(record, new)
    differing = [row for row in {**after, **before} if before.get(row) != after.get(row)]
    versions = versions_by_number({side[row] for side in (before, after) for row in differing if row in side})
    names = names_of(versions.values(), reader)
    found = []
    for row in differing:
        one, other = (versions.get(side.get(row)) for side in (before, after))
        fields = list(changed_fields(row.model, one, other))
        if fields:
            state = "changed" if one and other else "added" if other else "removed"
            name = names[(other or one).pk]
            found.append(RecordChange(row.model._meta.verbose_name, name, state, before.get(row), fields))
    return found


def changed_fields(model, old, new):
    for name in FIELDS[model]:
        column = model._meta.get_field(name)
        if not column.editable or column.primary_key:
            continue
        before, after = (text_of(column, each.field_dict) if each else "" for each in (old, new))
        if before != after:
            tag = TAGS.get(getattr(column, "language", None), "")
            yield FieldChange(name, column.verbose_name, tag, difference(column, before, after))


def text_of(column, values):
    value = values.get(column.attname)
    if value in (None, ""):
        return ""
    if isinstance(column, models.ManyToManyField):
        return ", ".join(map(str, column.related_model._base_manager.filter(pk__in=value)))
    if isinstance(column, models.ForeignKey):
        return str(column.related_model._base_manager.filter(pk=value).first() or value)
    return str(dict(column.flatchoices).get(value, value))
