"""Every change as one version of each row it touched."""

from contextlib import contextmanager
from contextvars import ContextVar

import reversion
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from .bulk import keep_as_they_are
from .kept import whole_column, with_parts
from .models import Gone, Way

__all__ = ["Way", "add", "add_many", "change", "gone"]

# Rows whose versions are written all at once when the change is.
waiting = ContextVar("waiting", default=())


@contextmanager
def change(*, by, way, at=None):
    """Make one revision of all that is saved within; outer changes include inner ones.

    QuerySet.update() and bulk writes are not seen: say add(row) for each of their rows, or keep_as_they_are() for many.
    Deletions are not seen either: say gone(row) before.
    """
    if reversion.is_active():
        yield
        return
    outer = waiting.set([])
    try:
        with reversion.create_revision(atomic=not transaction.get_connection().in_atomic_block):
            reversion.set_user(by)
            reversion.set_date_created(at or timezone.now())
            reversion.set_comment(way)
            yield
    finally:
        waiting.reset(outer)


def add(record):
    reversion.add_to_revision(record)


def add_many(records):
    """`add` for rows of which there are some: their versions are written in a few statements, with the change."""
    first, *others = records
    # Without a version there would be no revision.
    add(first)
    waiting.get().extend(others)


def write_waiting(revision, versions, **signal):
    there = {(version._model, version.object_id) for version in versions}
    rows = [row for row in waiting.get() if (type(row), str(row.pk)) not in there]
    keep_as_they_are(rows, by=revision.user, way=revision.comment, revision=revision)


def gone(record):
    """Note that a row is about to be deleted, with all that belongs to it.

    What the row belongs to is kept as it is, a row of its own as it was.
    """
    column = whole_column(type(record))
    if column:
        add(getattr(record, column.name))
    for row in with_parts(record):
        if not column:
            add(row)
        reversion.add_meta(Gone, content_type=ContentType.objects.get_for_model(row), object_id=str(row.pk))
