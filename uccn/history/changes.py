"""Every change as one version of each row it touched."""

from contextlib import contextmanager

import reversion
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from .kept import whole_column, with_parts
from .models import Gone, Way

__all__ = ["Way", "add", "change", "gone"]


@contextmanager
def change(*, by, way, at=None):
    """Make one revision of all that is saved within; outer changes include inner ones.

    QuerySet.update() and bulk writes are not seen: say add(row) for each of their rows, or keep_as_they_are() for many.
    Deletions are not seen either: say gone(row) before.
    """
    if reversion.is_active():
        yield
        return
    with reversion.create_revision(atomic=not transaction.get_connection().in_atomic_block):
        reversion.set_user(by)
        reversion.set_date_created(at or timezone.now())
        reversion.set_comment(way)
        yield


def add(record):
    reversion.add_to_revision(record)


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
