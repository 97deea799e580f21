"""Nobody waits for what need not be written."""

import pytest
from django.db import OperationalError, connection

from uccn.editing.waiting import unless_busy

pytestmark = [pytest.mark.django_db]


def patience():
    """In milliseconds; PostgreSQL lets many write at once, and nobody's patience changes."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA busy_timeout").fetchone()[0]


def test_what_meets_another_writer_is_left_out_after_a_tenth_of_a_second():
    usual = patience()

    with unless_busy():
        assert patience() == (usual and 100)
        if usual:
            raise OperationalError("database is locked")

    assert patience() == usual


def test_another_fault_of_the_database_is_not_hidden():
    with pytest.raises(OperationalError, match="disk"), unless_busy():
        raise OperationalError("disk I/O error")
