"""What a file would do, row by row, in chunks. The preview shows it, and a confirmed import does exactly it."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from itertools import islice

import msgspec
from django.utils.translation import gettext as _

from uccn.access.columns import may_write
from uccn.access.rows import is_limited, may_change

from .checks import Checks
from .rows import Problem

CHUNK = 1_000
# Bytes of the digest of a row.
DIGEST = 16

NEW, CHANGED, SAME, DOUBTFUL, WRONG, LEFT_OUT = OUTCOMES = ("new", "changed", "same", "doubtful", "wrong", "left-out")


@dataclass(slots=True)
class Change:
    column: object
    old: object
    new: object


@dataclass(eq=False)
class PlannedRow:
    """line: as Excel counts. name: the record as the file names it. match: which record it is about, and why."""

    line: int
    name: str
    match: object = None
    edits: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    cleared: int = 0
    is_left_out: bool = False
    # Whether it would give an existing record another identity than a changed column tells: a second field.
    adds_identity: bool = False

    def refuse(self, reason, column="", **more):
        self.problems.append(Problem(column, str(reason), **more))

    @cached_property
    def outcome(self):
        """What comes of it; to be asked for once nothing more is found wrong."""
        if self.is_left_out:
            return LEFT_OUT
        if self.problems:
            return WRONG
        if self.match.candidates:
            return DOUBTFUL
        if any(edit.does_something for edit in self.edits):
            return NEW if self.match.pk is None else CHANGED
        return SAME

    @property
    def is_forbidden(self):
        return any(problem.is_forbidden for problem in self.problems)

    @property
    def changes(self):
        """Columns with their old and new values. What several new records add under one column stands together."""
        found = {}
        for edit in self.edits:
            for name, (old, new) in edit.changes.items():
                column = edit.columns[name]
                key = column.column_name
                if column.is_cumulative and key in found:
                    new = f"{found[key].new}; {new}"
                found[key] = Change(column, old, new)
        return list(found.values())

    @property
    def changes_identity(self):
        """Whether it would make another thing of a record there is: its country, its field, its year."""
        return self.outcome == CHANGED and (bool(self.moved) or self.adds_identity)

    @property
    def moved(self):
        """The columns of its identity in which it says something else than what is there."""
        return [change.column for change in self.changes if change.column.is_identity and change.old is not None]

    @property
    def packed(self):
        """What the row does to what, in bytes: its preview shows it, and importing it must do the same."""
        edits = [(edit.model._meta.label_lower, edit.packed) for edit in self.edits if edit.does_something]
        return msgspec.msgpack.encode((self.line, self.outcome, self.match and self.match.pk, edits))


def digest_of(packed):
    """If anything has moved since the preview of what a row does to what, this has."""
    return blake2b(packed, digest_size=DIGEST).digest()


@dataclass
class Counts:
    """Of the rows of a plan."""

    new: int = 0
    changed: int = 0
    same: int = 0
    doubtful: int = 0
    wrong: int = 0
    left_out: int = 0
    cleared: int = 0
    forbidden: int = 0

    def add(self, row):
        name = row.outcome.replace("-", "_")
        setattr(self, name, getattr(self, name) + 1)
        if row.outcome in (NEW, CHANGED):
            self.cleared += row.cleared
        self.forbidden += row.is_forbidden


class Planner:
    """Goes through the readings of a file once. `chunks` gives lists of planned rows.

    answers: by line, what somebody has said about a doubtful row: "new", "skip" or the key of a record.
    is_locking: hold the records that are found until the end of the transaction.
    """

    def __init__(self, resource, readings, *, answers=None, is_locking=False):
        self.resource = resource
        self.readings = readings
        self.answers = resource.answers = answers or {}
        self.is_locking = is_locking
        self.matcher = self.checks = None
        self.counts = Counts()

    def chunks(self):
        # Not before: what it reads must be what is there once the transaction has the right to write.
        self.matcher = self.resource.matcher(is_locking=self.is_locking)
        self.checks = Checks(self.matcher.tells_apart)
        readings = iter(self.readings)
        while chunk := list(islice(readings, CHUNK)):
            planned = self.plan([reading for reading in chunk if not reading.example])
            # Whoever writes into the row of an example sees in the preview that it stays out.
            planned += [PlannedRow(each.line, each.example, is_left_out=True) for each in chunk if each.example]
            for row in planned:
                self.counts.add(row)
            yield planned

    def plan(self, readings):
        for reading in readings:
            self.resource.complete(reading)
        self.matcher.prepare(readings)
        rows = [self.planned(reading) for reading in readings]
        sound = [row for row in rows if row.edits and not row.problems]
        self.checks.run(sound)
        if self.resource.user is not None:
            for row in sound:
                self.check_rights(row)
        self.resource.settle(rows)
        for row in rows:
            if row.outcome not in (NEW, CHANGED):
                # A record that stays as it is must not wait in memory with values it will not get.
                self.matcher.give_back(row)
        return rows

    def planned(self, reading):
        row = PlannedRow(reading.line, self.resource.name_of(reading), problems=reading.problems)
        row.match = match = self.matcher.match(reading)
        if match.candidates and (answer := self.answers.get(str(reading.line))):
            if answer == "skip":
                row.is_left_out = True
                return row
            row.match = match = self.matcher.answered(match, answer, reading)
        if match.problem:
            row.refuse(match.problem)
        if not row.problems and not match.candidates:
            row.edits, row.cleared = self.resource.edits(reading, match, row)
        return row

    def check_rights(self, row):
        acting = [edit for edit in row.edits if edit.does_something]
        if reason := next(filter(None, map(self.forbidding, acting)), ""):
            # Of one row one sentence: what it does beside that is forbidden with it.
            row.refuse(reason, is_forbidden=True)
            return
        for edit in acting:
            for name in edit.changes:
                if not edit.is_new and not may_write(edit.model._meta.get_field(name), self.resource.user):
                    row.refuse(_("you may not write this column"), edit.columns[name].key, is_forbidden=True)

    def forbidding(self, edit):
        user = self.resource.user
        if edit.is_new and not self.resource.may_add(user):
            return _("you may not add this")
        return _("you may not change this now") if is_limited(user) and not may_change(edit.record, user) else ""
