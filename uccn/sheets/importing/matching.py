"""Which record a row is about."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from uccn.sheets.columns.kinds import Line

from .linked import loaded

# How many records a sentence names.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a doubtful row may be about, and why.

    pk: of the record; minus the line of an earlier row that adds it.
    """

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


class KeyMatcher:
    """Finds records by the columns that identify them, for all rows of a chunk with one query."""

    def __init__(self, resource, *, is_locking=False):
        self.resource = resource
        self.is_locking = is_locking
        self.columns = [resource.fields[key] for key in resource.identified_by[0]]
        # Of the rows of a chunk by their lines, and the records by these.
        self.keys, self.found = {}, {}
        # The records of keys that more than one has.
        self.several = {}
        self.lines = {}
        self.why = gettext("our key")

    @property
    def tells_apart(self):
        """Groups of fields by which it finds that a row is about the same record as an earlier one."""
        return (tuple(column.attribute for column in self.columns),)

    def prepare(self, readings):
        self.keys = {reading.line: self.key_of(reading) for reading in readings}
        keys = list(filter(None, self.keys.values()))
        self.found, self.several = {}, {}
        for record in self.stored(keys) if keys else ():
            key = self.stored_key(record)
            if self.found.setdefault(key, record) is not record:
                self.several.setdefault(key, [self.found[key]]).append(record)

    def stored(self, keys):
        rows = self.resource.get_queryset().filter(self.wanted(keys) | Q(pk__in=self.untidy))
        if self.is_locking:
            # Of the records alone, not of what the rights of the person are read from.
            rows = self.resource.model._base_manager.filter(pk__in=rows.order_by().values("pk")).select_for_update()
        return loaded(self.resource, rows)

    def wanted(self, keys):
        wanted = Q()
        for column, values in zip(self.columns, zip(*keys, strict=True), strict=True):
            wanted &= Q(**{f"{column.attribute}__in": set(values)})
        return wanted

    @cached_property
    def untidy(self):
        """Records whose key no cell can say as it is stored: with blanks around it, or in other characters alike."""
        texts = [column for column in self.columns if isinstance(column.kind, Line)]
        if not texts:
            return []
        rows = self.resource.get_queryset().order_by().values_list("pk", *(column.attribute for column in texts))
        return [
            pk
            for pk, *values in rows
            if any(column.kind.tidied(value) != value for column, value in zip(texts, values, strict=True))
        ]

    def key_of(self, reading):
        values = [reading.values.get(key, unsaid) for key, unsaid in self.unsaid]
        return None if None in values else tuple(getattr(value, "pk", value) for value in values)

    @cached_property
    def unsaid(self):
        """What a blank cell of each column means: a record without that text, if there is one."""
        return [
            (column.key, column.kind.empty if self.resource.may_be_empty(column) else None) for column in self.columns
        ]

    def stored_key(self, record):
        return tuple(self.stored_part(record, column) for column in self.columns)

    def stored_part(self, record, column):
        if hasattr(record, f"{column.attribute}_id"):
            return getattr(record, f"{column.attribute}_id")
        value = getattr(record, column.attribute)
        return column.kind.tidied(value) if isinstance(column.kind, Line) else value

    def match(self, reading):
        key = self.keys[reading.line]
        if key is None and any(problem.column in self.resource.identified_by[0] for problem in reading.problems):
            # What its key says is known to be wrong, and needs no second sentence.
            return Match()
        if key is None or (self.is_nameless(key) and key not in self.found):
            return Match(
                problem=_("it does not say which record it is: %(expected)s") % {"expected": self.resource.expected}
            )
        record = self.found.get(key)
        if key in self.several:
            record = self.told_from_others(self.several[key], reading)
            if record is None:
                names = ", ".join(map(str, self.several[key][:NAMED]))
                return Match(
                    problem=_("nothing here tells which of several records is meant: %(names)s") % {"names": names}
                )
            key = (record.pk,)
        # As a hash: the keys of a long file would fill the memory.
        line = self.lines.setdefault(hash(key), reading.line)
        if line != reading.line:
            return Match(problem=_("the same as line %(line)s of this file") % {"line": line})
        return Match(record=record, why=self.why if record else "")

    def is_nameless(self, key):
        return "" in key

    def told_from_others(self, records, reading):
        """The one that the row's other columns mean, the most telling first; None where more than one may be meant."""
        for column in map(self.resource.fields.get, self.resource.told_apart_by):
            if column.key in reading.values:
                value = reading.values[column.key]
                fitting = [each for each in records if not column.kind.differs(column.stored(each), value)]
                records = fitting or records
        return records[0] if len(records) == 1 else None

    def give_back(self, row):
        """Nothing to do: no later row is about the same record."""

    def answered(self, match, answer, reading):
        return match
