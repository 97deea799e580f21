"""What a process leaves that is killed while it writes (THREATS K1)."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings
from django.db import connection

KILL = "import django; django.setup(); from tests.cities.sheets.killing import main; main(50)"


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker, tmp_path_factory):
    """The address of a copy of the test database, made before any test has begun its transaction."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            path = tmp_path_factory.mktemp("killed") / "db.sqlite3"
            with closing(sqlite3.connect(path)) as copy:
                connection.ensure_connection()
                connection.connection.backup(copy)
            yield f"sqlite:///{path}"
        else:
            own = connection.settings_dict
            name = f"{own['NAME']}_killed"
            # Nobody may be connected to what is copied.
            connection.close()
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{own["NAME"]}"')
            yield os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.django_db
def test_k1_an_import_or_undo_killed_at_any_of_fifty_moments_leaves_all_or_nothing(database, tmp_path):
    environment = {**os.environ, "DATABASE_URL": database, "SHEETS_ROOT": str(tmp_path / "sheets")}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"

    ended = subprocess.run(
        [sys.executable, "-c", KILL],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    moments = {
        moment: sum(counts.get(moment, 0) for counts in found.values()) for moment in ("before", "amid", "after")
    }
    assert sum(moments.values()) >= 50
    assert all(moments.values()), moments
    assert found["import"]["amid"]
    assert found["undo"]["amid"]
