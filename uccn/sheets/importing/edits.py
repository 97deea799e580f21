"""What a row does to one record: fields with their old and new values. The record in memory has the new ones."""

from dataclasses import dataclass, field
from functools import cache

from django.db.models.base import ModelState


def new_record(model):
    """A blank record. Making one costs models with translated fields a hundred times what this does."""
    record = model.__new__(model)
    record.__dict__ = blank(model) | {"_state": ModelState()}
    return record


@cache
def blank(model):
    return vars(model())


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
    def packed(self):
        """(column, old, new) of each change, as msgpack can hold it."""
        found = []
        for name, (old, new) in self.changes.items():
            column = self.columns[name]
            pack = column.kind.packed
            found.append((column.column_name, None if old is None else pack(old), None if new is None else pack(new)))
        return found

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
        for column in columns:
            key = column.column_name
            if key in reading.values:
                self.put(column, reading.values[key])
            elif key in reading.cleared:
                cleared += self.put(column, column.kind.empty)
        return cleared

    def take_back(self):
        for name, (old, _new) in self.changes.items():
            if not self.columns[name].is_many:
                setattr(self.record, name, old)
