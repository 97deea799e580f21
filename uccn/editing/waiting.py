"""Writing what nobody should have to wait for."""

from contextlib import contextmanager

from django.db import OperationalError, connection

MILLISECONDS = 100


@contextmanager
def unless_busy():
    """Give up what is written within if somebody else is writing: SQLite lets one in at a time, an import for long."""
    if connection.vendor != "sqlite":
        yield
        return
    wait(MILLISECONDS)
    try:
        yield
    except OperationalError as error:
        if "locked" not in str(error):
            raise
    finally:
        wait(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)


def wait(milliseconds):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {int(milliseconds)}")
