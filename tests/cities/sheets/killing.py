"""Imports and undoings of imports killed in the midst of a statement, in a database of their own with the tables in it.

The statement is drawn, not the time: a slow machine kills at the same places as a quick one. Says how many were
killed before they had written anything, amid their work and after it, and fails where anything is left of work that
was not done.
"""

import json
import os
import random
import secrets
import signal
import sys
import threading
import time
from collections import Counter
from hashlib import sha256

from django.db import connection
from django.utils import timezone
from reversion.models import Revision, Version

from cities.models import City
from tests.factories import a_country, a_user
from uccn.history.models import Gone
from uccn.languages.models import Translation
from uccn.sheets import jobs
from uccn.sheets.importing import planning, undoing
from uccn.sheets.models import Batch, BatchRow, Upload, UploadState
from uccn.sheets.uploads import folder_of, read_progress, write_progress

# Few rows at a time: every chunk is a moment.
CHUNK, ROWS = 10, 60
BEFORE, AMID, AFTER = "before", "amid", "after"


def set_up():
    planning.CHUNK = undoing.CHUNK = CHUNK
    a_country("CN", name_en="China", name_zh_hans="中国")
    return a_user("ming", is_superuser=True, is_staff=True)


def an_upload(person, first=0, batch=None):
    """Previewed: new towns numbered from the first on, or the undoing of a batch."""
    lines = [f"town-{number},Town {number},China,{'A town. ' * 20}" for number in range(first, first + ROWS)]
    content = "\n".join(["slug,name_en,Country,summary_en", *lines]).encode()
    upload = Upload(
        pk=secrets.token_urlsafe(24),
        resource="cities",
        by=person,
        file_name="towns.csv",
        sha256=sha256(content).hexdigest(),
        at=timezone.now(),
        undoes=batch,
        total=ROWS,
        state=UploadState.WORKING,
        language="en",
    )
    folder_of(upload).mkdir(parents=True)
    (folder_of(upload) / "file").write_bytes(content)
    upload.save(force_insert=True)
    jobs.run(upload.pk, jobs.PLAN)
    upload.refresh_from_db()
    assert upload.state == UploadState.PLANNED, upload.refusal
    return upload


class Statements:
    """Counts the statements of this process, and kills it shortly after the last it may begin."""

    def __init__(self, last=None):
        self.count, self.last = 0, last

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        if self.count == self.last:
            delay = random.uniform(0, 0.001)
            threading.Timer(delay, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return execute(sql, params, many, context)


def confirm(upload, last=None):
    """How many statements it took, where it lived to say so."""
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.WORKING)
    statements = Statements(last)
    with connection.execute_wrapper(statements):
        jobs.run(upload.pk, jobs.CONFIRM)
    return statements.count


def killed(upload, last):
    """Confirm in a child that is killed at its last statement. Where it was then."""
    write_progress(upload, 0, ROWS)
    connection.close()
    child = os.fork()
    if not child:
        confirm(upload, last)
        os._exit(0)
    os.waitpid(child, 0)
    end_of_its_session()
    upload.refresh_from_db()
    if upload.state == UploadState.IMPORTED:
        return AFTER
    done, _total = read_progress(upload)
    jobs.release(upload)
    return AMID if done else BEFORE


def end_of_its_session():
    """PostgreSQL learns only in time that nobody listens to a session any more."""
    if connection.vendor == "postgresql":
        others = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        with connection.cursor() as cursor:
            while cursor.execute(others + " AND backend_type = 'client backend'").fetchone():
                time.sleep(0.002)


def look(towns, batches):
    """So many towns and batches, and every batch with its rows, its versions and the states of its translations."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert cursor.execute("PRAGMA foreign_key_check").fetchall() == []
    slugs = dict(City.objects.filter(slug__startswith="town-").values_list("pk", "slug"))
    assert len(slugs) == towns
    assert Batch.objects.count() == batches
    assert Revision.objects.filter(comment__in=["import", "undo"]).count() == batches
    assert BatchRow.objects.count() == batches * ROWS
    assert Version.objects.filter(content_type__model="city").count() == batches * ROWS
    assert Gone.objects.count() == Batch.objects.filter(way="undo").count() * ROWS
    assert Translation.objects.filter(content_type__model="city").count() == 2 * towns
    there = BatchRow.objects.filter(batch__way="import", object_id__in=slugs).values_list("object_id", "after")
    assert {pk: after["slug"] for pk, after in there} == slugs


def main(kills):
    person = set_up()
    numbers = random.Random(1)
    found = {"import": Counter(), "undo": Counter()}
    batches = 0
    # How many statements each takes where nobody kills it.
    whole = {}
    while sum(sum(counter.values()) for counter in found.values()) < kills:
        for way, before, after in (("import", 0, ROWS), ("undo", ROWS, 0)):
            batch = Batch.objects.latest("pk") if way == "undo" else None
            upload = an_upload(person, batches * ROWS, batch)
            is_done = way not in whole
            if is_done:
                whole[way] = confirm(upload)
            while not is_done:
                # Beyond the last statement nobody is killed.
                moment = killed(upload, numbers.randint(1, whole[way] + whole[way] // 8))
                found[way][moment] += 1
                is_done = moment == AFTER
                if not is_done:
                    look(before, batches)
            batches += 1
            look(after, batches)
    sys.stdout.write(json.dumps(found))
