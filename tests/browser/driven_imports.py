"""Run in a site of its own: imports in processes of their own, several at once. Says what it found wrong."""

import secrets
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


def an_upload(first):
    """Of new cities numbered from the first on."""
    lines = [f"town-{number},Town {number},China,{'A town. ' * 20}" for number in range(first, first + ROWS)]
    content = "\n".join(["slug,name_en,Country,summary_en", *lines]).encode()
    upload = Upload(
        pk=secrets.token_urlsafe(24),
        resource="cities",
        by=get_user_model().objects.get(is_superuser=True),
        file_name="towns.csv",
        sha256=sha256(content).hexdigest(),
        at=timezone.now(),
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


def main():
    at_once()
    sys.stdout.write("nothing wrong")
