"""What a row does to one record: fields with their old and new values. The record in memory has the new ones."""

from dataclasses import dataclass, field
from functools import cache

from django.db.models.base import ModelState

from .states import PLAIN


def new_record(model):
    """A blank record. Making one costs models with translated fields a hundred times what this does."""
    record = model.__new__(model)
    record.__dict__ = blank(model) | {"_state": ModelState()}
    return record


@cache
def blank(model):
    return vars(model())


def stored_records(queryset):
    """The records of a queryset, made as quickly: with all columns but those that repeat a text in one language."""
    model, alias = queryset.model, queryset.db
    names = [field.attname for field in model._meta.concrete_fields if not hasattr(model, f"{field.name}_en")]
    records = []
    for values in queryset.values_list(*names):
        record = new_record(model)
        vars(record).update(zip(names, values, strict=True))
        record._state.adding, record._state.db = False, alias
        records.append(record)
    return records


@dataclass(slots=True, eq=False)
class Edit:
    """column: by attribute, the column whose value it is. changes: by attribute, old and new value."""

    record: object
    is_new: bool = False
    changes: dict = field(default_factory=dict)
    columns: dict = field(default_factory=dict)

    @property
    def model(self):
        return type(self.record)

    @property
    def does_something(self):
        return self.is_new or bool(self.changes)

    @property
    def links(self):
        """The names of the links to many records that it changes."""
        return [name for name in self.changes if self.columns[name].is_many]

    @property
    def earlier_values(self):
        """By name, what was there of everything else that it changes."""
        return [(name, old) for name, (old, _new) in self.changes.items() if not self.columns[name].is_many]

    @property
    def packed(self):
        """(column, old, new) of each change, as msgpack can hold it."""
        return [
            (
                (column := self.columns[name]).column_name,
                old if type(old) in PLAIN else column.kind.packed(old),
                new if type(new) in PLAIN else column.kind.packed(new),
            )
            for name, (old, new) in self.changes.items()
        ]

    def put(self, column, value):
        """Set a value if it differs from what is stored. Whether it did."""
        name, kind = column.attribute, column.kind
        if self.is_new:
            if value == kind.empty:
                return False
            stored = () if kind.is_many else None
        else:
            stored = kind.stored(self.record, name)
            if not kind.differs(stored, value):
                return False
        if not kind.is_many:
            setattr(self.record, name, value)
        self.changes[name] = (stored, value)
        self.columns[name] = column
        return True

    def put_all(self, columns, reading):
        cleared = 0
        held = {} if self.is_new else vars(self.record)
        for column in columns:
            key = column.column_name
            if key in reading.values:
                value = reading.values[key]
                if held.get(column.attribute) != value:
                    self.put(column, value)
            elif key in reading.cleared:
                cleared += self.put(column, column.kind.empty)
        return cleared

    def take_back(self):
        for name, (old, _new) in self.changes.items():
            if not self.columns[name].is_many:
                setattr(self.record, name, old)
