"""Which record a row is about."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from .linked import loaded


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a doubtful row may be about, and why."""

    pk: int
    label: str
    why: str


@dataclass(slots=True)
class Match:
    """record: the one the row is about, None for a new one. why: how it was told.

    candidates: not empty where somebody must say. problem: why nothing can be said.
    """

    record: object = None
    why: str = ""
    candidates: list = field(default_factory=list)
    doubt: str = ""
    problem: str = ""

    @property
    def pk(self):
        """Of the record there was before the file."""
        return self.record.pk if self.record else None


BY_KEY = _("our key")


class KeyMatcher:
    """Finds records by the columns that identify them, for all rows of a chunk with one query."""

    def __init__(self, resource, *, is_locking=False):
        self.resource = resource
        self.is_locking = is_locking
        self.columns = [resource.fields[key] for key in resource.identified_by[0]]
        self.found = {}
        self.lines = {}

    def prepare(self, readings):
        readings = [reading for reading in readings if self.key_of(reading) is not None]
        rows = self.resource.get_queryset()
        for column in self.columns:
            rows = rows.filter(**{f"{column.attribute}__in": {reading.values[column.key] for reading in readings}})
        if self.is_locking:
            rows = rows.select_for_update(of=("self",))
        self.found = {self.stored_key(record): record for record in loaded(self.resource, rows)} if readings else {}

    def key_of(self, reading):
        values = [reading.values.get(column.key) for column in self.columns]
        return None if None in values else tuple(getattr(value, "pk", value) for value in values)

    def stored_key(self, record):
        return tuple(
            getattr(record, f"{column.attribute}_id", None)
            if hasattr(record, f"{column.attribute}_id")
            else getattr(record, column.attribute)
            for column in self.columns
        )

    def match(self, reading):
        key = self.key_of(reading)
        if key is None:
            return Match(
                problem=_("it does not say which record it is: %(expected)s") % {"expected": self.resource.expected}
            )
        if key in self.lines:
            return Match(problem=_("the same as line %(line)s of this file") % {"line": self.lines[key]})
        self.lines[key] = reading.line
        return Match(record=self.found.get(key), why=str(BY_KEY))

    def give_back(self, row):
        """Nothing to do: no later row is about the same record."""

    def answered(self, match, answer):
        return match
