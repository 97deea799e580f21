"""Doing what was previewed, whole or not at all."""

import hashlib

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from uccn.languages.lists import listed
from uccn.sheets.models import Batch, Way

from .planning import digest_of
from .refusals import Refused
from .saving import Saver

# How many lines a refusal names.
NAMED = 20


def imported(planner, *, file_name, sha256, by=None, at=None, seen=None, good_rows_only=False, tell=None, finish=None):
    """Carry a plan out in one transaction; returns its batch, or None where there is nothing to do.

    planner: fresh and locking. seen: the digests of the rows as the preview saw them; any that has moved refuses the
    whole file.
    good_rows_only: leave wrong and doubtful rows out instead of refusing the file for them.
    tell: called with the planned rows of each chunk when they are done.
    finish: called with the batch in the same transaction.
    """
    moved = Moved(seen)
    batch = Batch(
        resource=planner.resource.name,
        way=Way.IMPORT,
        file_name=file_name[-255:],
        sha256=sha256,
        by=by,
        at=at or timezone.now(),
    )
    try:
        with transaction.atomic():
            hold(planner.resource.name)
            batch.save()
            saver = Saver(planner.resource, batch)
            carry_out(planner, saver, moved, tell)
            refuse(planner.counts, moved, good_rows_only)
            for name in ("new", "changed", "same"):
                setattr(batch, name, getattr(planner.counts, name))
            saver.chronicle.close()
            batch.left_out = planner.counts.wrong + planner.counts.doubtful + planner.counts.left_out
            batch.save()
            if not batch.new and not batch.changed:
                raise NothingToDo
            if finish:
                finish(batch)
    except NothingToDo:
        return None
    except IntegrityError as error:
        raise Refused("collision", reason=words_of(planner.resource, error)) from error
    return batch


class NothingToDo(Exception):
    """Every row says what is there already: no batch is kept of that."""


class Moved:
    """The lines of which the database says something else now than when they were previewed."""

    def __init__(self, seen):
        self.seen = None if seen is None else iter(seen)
        self.lines = []

    def look_at(self, row):
        if self.seen is not None and next(self.seen, None) != digest_of(row.packed):
            self.lines.append(row.line)


def carry_out(planner, saver, moved, tell):
    for rows in planner.chunks():
        for row in rows:
            moved.look_at(row)
        # Once refused, the rest is only looked at, so that all lines are named.
        if not moved.lines:
            saver.save(rows)
        if tell:
            tell(rows)


def refuse(counts, moved, good_rows_only):
    if moved.lines:
        lines = listed(map(str, moved.lines[:NAMED])) + (" …" if len(moved.lines) > NAMED else "")
        raise Refused("moved", lines=lines)
    if counts.forbidden:
        raise Refused("forbidden")
    if (counts.wrong or counts.doubtful) and not good_rows_only:
        raise Refused("wrong_rows", wrong=counts.wrong, doubtful=counts.doubtful)


def hold(name):
    """One import of a kind at a time. SQLite lets one writer in anyway."""
    if connection.vendor == "postgresql":
        key = int.from_bytes(hashlib.sha256(f"uccn.sheets.{name}".encode()).digest()[:8], "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def words_of(resource, error):
    """The sentence of the constraint that the database names in its error."""
    for model in resource.models:
        for constraint in model._meta.constraints:
            if constraint.name in str(error):
                return constraint.get_violation_error_message()
    return _("another record has the same key already.")
