"""Run in a site of its own: imports in processes of their own, killed or two at once. Says what it found wrong."""

import os
import random
import secrets
import signal
import sys
import time
from hashlib import sha256

from django.contrib.auth import get_user_model
from django.utils import timezone
from reversion.models import Revision

from cities.models import City
from uccn.sheets import jobs
from uccn.sheets.models import Batch, BatchRow, Upload, UploadState
from uccn.sheets.uploads import folder_of

ROWS = 500
# Longer than a process takes to start and to import so many rows.
LONGEST = 8


def an_upload(first, batch=None):
    """Of new cities numbered from the first on, or to undo a batch."""
    content = b""
    if batch is None:
        lines = [f"town-{number},Town {number},China,{'A town. ' * 20}" for number in range(first, first + ROWS)]
        content = "\n".join(["slug,name_en,Country,summary_en", *lines]).encode()
    upload = Upload(
        pk=secrets.token_urlsafe(24),
        resource="cities",
        by=get_user_model().objects.get(is_superuser=True),
        file_name="towns.csv",
        sha256=sha256(content).hexdigest(),
        at=timezone.now(),
        undoes=batch,
        total=ROWS,
    )
    folder_of(upload).mkdir(parents=True)
    (folder_of(upload) / "file").write_bytes(content)
    upload.save(force_insert=True)
    return upload


def begin(upload, act, after):
    assert jobs.begin(upload, act, after=after)


def ended(*uploads):
    for upload in uploads:
        while upload.state == UploadState.WORKING:
            time.sleep(0.1)
            upload.refresh_from_db()
            jobs.mend(upload)


def killed(upload, act, after):
    begin(upload, act, after)
    process = int((folder_of(upload) / "process").read_text())
    time.sleep(random.uniform(0, LONGEST))
    # It may have ended before; until somebody asks after it, its number is not given to another.
    os.kill(process, signal.SIGKILL)
    ended(upload)


def planned(upload):
    begin(upload, jobs.PLAN, UploadState.UPLOADED)
    ended(upload)
    assert upload.state == UploadState.PLANNED, upload.state
    return upload


def towns():
    return City.objects.filter(slug__startswith="town-").count()


def audit():
    """Every batch with its rows and versions, and no version of an import without a batch."""
    for batch in Batch.objects.all():
        assert batch.rows.count() == batch.new + batch.changed == ROWS, batch.pk
        assert batch.revision is not None
    assert BatchRow.objects.count() == Batch.objects.count() * ROWS
    assert Revision.objects.filter(comment__in=["import", "undo"]).count() == Batch.objects.count()


def kill(times):
    for number in range(times):
        before, batches = towns(), Batch.objects.count()
        upload = an_upload(number * ROWS)
        killed(upload, jobs.PLAN, UploadState.UPLOADED)
        assert (towns(), Batch.objects.count()) == (before, batches)
        if upload.state == UploadState.UPLOADED:
            planned(upload)
        killed(upload, jobs.CONFIRM, UploadState.PLANNED)
        is_done = upload.state == UploadState.IMPORTED
        assert (towns() - before, Batch.objects.count() - batches) == ((ROWS, 1) if is_done else (0, 0))
        audit()
        if not is_done:
            begin(upload, jobs.CONFIRM, UploadState.PLANNED)
            ended(upload)
        undoing = planned(an_upload(0, Batch.objects.latest("pk")))
        killed(undoing, jobs.CONFIRM, UploadState.PLANNED)
        assert towns() - before == (0 if undoing.state == UploadState.IMPORTED else ROWS)
        audit()


def at_once():
    other, same, again = planned(an_upload(50_000)), planned(an_upload(60_000)), planned(an_upload(60_000))
    for upload in (other, same, again):
        begin(upload, jobs.CONFIRM, UploadState.PLANNED)
    ended(other, same, again)
    states = sorted([same.state, again.state])
    assert other.state == UploadState.IMPORTED
    # Whichever came second finds the rows of the first and is refused, with a new preview.
    assert states == [UploadState.IMPORTED, UploadState.PLANNED], states
    refused = same if same.state == UploadState.PLANNED else again
    assert "Something has changed since the preview" in refused.refusal
    assert refused.counts["same"] == ROWS
    assert towns() == 2 * ROWS
    audit()


def main(what, *numbers):
    {"kill": kill, "at_once": at_once}[what](*map(int, numbers))
    sys.stdout.write("nothing wrong")
