"""Rows of several models read with one query: each as a JSON array of its columns, and made into objects again."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db import models
from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast, JSONArray


@dataclass(frozen=True)
class Selection:
    """Some rows of a model; `related` names foreign keys whose rows come along, all their columns or those listed.

    `wanted` lists the columns of the rows themselves where not all of them are.
    """

    rows: models.QuerySet
    related: dict = field(default_factory=dict)
    wanted: list = field(default_factory=list)

    @property
    def parts(self):
        """The model of the rows and of each related one, with the columns to be read: ("", Figure, [...])."""
        yield "", self.rows.model, columns(self.rows.model, self.wanted)
        for name, wanted in self.related.items():
            model = self.rows.model._meta.get_field(name).related_model
            yield name, model, columns(model, wanted)

    def query(self, name):
        values = [
            as_json(column, f"{prefix}__" if prefix else "")
            for prefix, _model, wanted in self.parts
            for column in wanted
        ]
        # The querysets of translated models put the columns of values_list in any order.
        plain = models.QuerySet(self.rows.model, query=self.rows.query.chain(), using=self.rows.db)
        rows = plain.order_by().annotate(read_as=Value(name, output_field=CharField()), read_columns=JSONArray(*values))
        return rows.values_list("read_as", "read_columns")

    def objects(self, found):
        """Lists of column values as objects of the model."""
        parts = [(name, model, wanted) for name, model, wanted in self.parts]
        for values in found:
            record, begin = None, 0
            for name, model, wanted in parts:
                part = restored(model, wanted, values[begin : begin + len(wanted)], self.rows.db)
                begin += len(wanted)
                if record is None:
                    record = part
                else:
                    setattr(record, name, part)
            yield record


def read_together(selections):
    """The objects of every selection, by its name."""
    first, *others = (selection.query(name) for name, selection in selections.items())
    found = {name: [] for name in selections}
    for name, values in first.union(*others, all=True):
        found[name].append(values)
    return {name: list(selection.objects(found[name])) for name, selection in selections.items()}


def columns(model, wanted=None):
    # The base column of a translated text ("title" beside "title_en") holds whatever language was active when saved.
    translated = {
        each.translated_field.name for each in model._meta.concrete_fields if hasattr(each, "translated_field")
    }
    return [
        each
        for each in model._meta.concrete_fields
        if each.name not in translated and (not wanted or each.name in wanted)
    ]


def as_json(column, prefix):
    path = F(f"{prefix}{column.attname}")
    # As a number of JSON an amount would lose its last digits.
    return Cast(path, TextField()) if isinstance(column, models.DecimalField) else path


def restored(model, wanted, values, database):
    """The object, or None where the foreign key that led to it is empty."""
    if values[0] is None:
        return None
    read = [value_of(column, value) for column, value in zip(wanted, values, strict=True)]
    return model.from_db(database, [column.attname for column in wanted], read)


def value_of(column, value):
    if isinstance(column, models.DecimalField) and value is not None:
        return Decimal(value).quantize(Decimal(1).scaleb(-column.decimal_places))
    return column.to_python(value)
