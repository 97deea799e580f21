"""Two versions of a record and its rows, field by field."""

from dataclasses import dataclass

from django.db import models

from uccn.editing.contest import difference
from uccn.languages.codes import TAGS

from .restoring import names_of, versions_with


@dataclass
class FieldChange:
    name: str
    label: str
    tag: str
    difference: dict


@dataclass
class RecordChange:
    """A record or row of the one version beside the other; `state` is "changed", "added" or "removed"."""

    label: str
    name: str
    is_whole: bool
    state: str
    fields: list


def compared(old, new):
    before, after = ({(each._model, each.object_id): each for each in versions_with(one)} for one in (old, new))
    found = []
    for key in dict.fromkeys([*after, *before]):
        one, other = before.get(key), after.get(key)
        fields = list(changed_fields(key[0], one, other))
        if fields:
            state = "changed" if one and other else "added" if other else "removed"
            name = (other or one).object_repr
            found.append(RecordChange(key[0]._meta.verbose_name, name, key[1] == new.object_id, state, fields))
    return found


def changed_fields(model, old, new):
    for name in names_of(new or old):
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
