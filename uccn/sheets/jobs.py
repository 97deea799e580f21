"""Planning and confirming an import or its undoing: at once where that is quick, else in a process that outlives the
page."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from uccn.sheets.importing.confirming import imported
from uccn.sheets.importing.opening import Opened, remember
from uccn.sheets.importing.planning import Planner
from uccn.sheets.importing.readings import Readings
from uccn.sheets.importing.refusals import Refused
from uccn.sheets.importing.undoing import undone
from uccn.sheets.reading import Unreadable

from . import previews
from .models import Upload, UploadState
from .previews import Written, digests_of
from .registry import resource_named
from .uploads import content_of, delete_files, folder_of, write_progress

# Files of fewer bytes are worked on while their sender waits: that takes less than a second.
QUICK = 60_000
# As with so many records of an import that is undone.
FEW = 200
PLAN, CONFIRM, CONFIRM_GOOD = ACTS = ("plan", "confirm", "confirm-good")


def begin(upload, act, *, after):
    """Work on the upload if it is in the state `after`, and nobody else has begun. Whether this did."""
    language = get_language()
    begun = Upload.objects.filter(pk=upload.pk, state=after).update(
        state=UploadState.WORKING, language=language, refusal=""
    )
    if not begun:
        return False
    upload.refresh_from_db()
    write_progress(upload, 0, upload.total)
    # Of earlier work: what is gone is not what begins now.
    (folder_of(upload) / "process").unlink(missing_ok=True)
    if is_quick(upload):
        run(upload.pk, act)
    else:
        process = subprocess.Popen(
            [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "work_on_upload", upload.pk, act],
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
        )
        # One that is done already has taken its folder with it.
        with suppress(FileNotFoundError):
            (folder_of(upload) / "process").write_text(str(process.pid))
    return True


def is_quick(upload):
    if upload.undoes_id:
        return upload.total < FEW
    return (folder_of(upload) / "file").stat().st_size < QUICK


def run(pk, act):
    upload = Upload.objects.select_related("by", "undoes").get(pk=pk, state=UploadState.WORKING)
    try:
        with override(upload.language):
            if upload.undoes:
                undo(upload, dry_run=act == PLAN)
            elif act == PLAN:
                plan(upload)
            else:
                confirm(upload, good_rows_only=act == CONFIRM_GOOD)
    finally:
        release(upload)


def release(upload):
    """Whatever went wrong, nothing was changed: its owner is told so, and may begin again."""
    state = UploadState.PLANNED if upload.counts else UploadState.UPLOADED
    with override(upload.language):
        refusal = _(
            "The work on this file stopped before it was done. Nothing was changed. Try again; if it happens again, "
            "tell whoever looks after this site."
        )
    Upload.objects.filter(pk=upload.pk, state=UploadState.WORKING).update(state=state, refusal=refusal)


def resource_of(upload):
    return resource_named(upload.resource)(user=upload.by)


def readings_of(upload, resource):
    return Readings(folder_of(upload) / "readings", resource)


def opened(upload):
    columns = upload.columns if upload.columns else None
    return Opened(resource_of(upload), content_of(upload), upload.file_name, columns)


def plan(upload):
    """Write the preview, unless somebody must say first what the columns mean."""
    # Of an earlier preview nothing holds from here on.
    upload.counts = {}
    upload.save(update_fields=["counts"])
    try:
        found = opened(upload)
    except (Refused, Unreadable) as error:
        if upload.columns:
            # The file can be read: it is what was said of its columns that cannot be followed.
            return end(upload, UploadState.UPLOADED, refusal=str(error))
        delete_files(upload)
        return end(upload, UploadState.REFUSED, refusal=str(error))
    upload.notes = [note.text for note in found.table.notes]
    upload.total = len(found.table.rows)
    write_columns(upload, found)
    if found.mapping.doubtful:
        return end(upload, UploadState.UPLOADED)
    readings = readings_of(upload, found.resource).kept(found.readings())
    planner = Planner(found.resource, readings, answers=upload.answers)
    written = Written(upload, found.resource)
    done = 0
    for rows in planner.chunks():
        for row in rows:
            written.add(row)
        done += len(rows)
        write_progress(upload, done, upload.total)
    written.close()
    if upload.columns and upload.is_remembered:
        remember(upload.resource, found.shape, upload.columns)
    upload.counts = {**asdict(planner.counts), "digest": written.digest}
    return end(upload, UploadState.PLANNED)


def write_columns(upload, found):
    """What somebody must see who is to say what the headings mean."""
    first = [row.cells for row in islice(found.table.rows, 3)]
    columns = [
        {
            "index": index,
            "heading": heading,
            "values": [str(row[index]) for row in first if row[index] is not None],
            "key": found.mapping.keys[index],
            "choices": found.mapping.doubtful.get(index, []),
        }
        for index, heading in enumerate(found.table.header)
        if heading
    ]
    told = {"columns": columns, "unknown": found.mapping.unknown_headings, "remembered": found.is_remembered}
    (folder_of(upload) / "columns").write_text(json.dumps(told))


def read_columns(upload):
    try:
        return json.loads((folder_of(upload) / "columns").read_text())
    except FileNotFoundError:
        # The work stopped before anything was known of them.
        return {"columns": [], "unknown": [], "remembered": False}


def confirm(upload, *, good_rows_only):
    resource = resource_of(upload)
    done = 0

    def tell(rows):
        nonlocal done
        done += len(rows)
        write_progress(upload, done, upload.total)

    def finish(batch):
        # In the same transaction: whoever looks after a crash sees both or neither.
        Upload.objects.filter(pk=upload.pk).update(state=UploadState.IMPORTED, batch=batch)

    try:
        batch = imported(
            Planner(resource, readings_of(upload, resource), answers=upload.answers, is_locking=True),
            file_name=upload.file_name,
            sha256=upload.sha256,
            by=upload.by,
            seen=digests_of(upload),
            good_rows_only=good_rows_only,
            tell=tell,
            finish=finish,
        )
    except Refused as error:
        plan(upload)
        return Upload.objects.filter(pk=upload.pk).update(refusal=str(error))
    if batch is None:
        Upload.objects.filter(pk=upload.pk).update(state=UploadState.IMPORTED)
    return delete_files(upload)


def undo(upload, *, dry_run):
    expected = None if dry_run else upload.counts["digest"]
    done = 0

    def tell(records):
        nonlocal done
        done += records
        write_progress(upload, done, upload.total)

    def finish(undoing):
        Upload.objects.filter(pk=upload.pk).update(state=UploadState.IMPORTED, batch=undoing.made)

    try:
        undoing = undone(upload.undoes, by=upload.by, dry_run=dry_run, expected=expected, tell=tell, finish=finish)
    except Refused as error:
        if error.code in ("undone", "not_yours"):
            return end(upload, UploadState.REFUSED, refusal=str(error))
        undo(upload, dry_run=True)
        return Upload.objects.filter(pk=upload.pk).update(refusal=str(error))
    if dry_run:
        previews.write_undoing(upload, undoing)
        upload.counts = {
            "reversed": undoing.reversed,
            "kept": len(undoing.kept),
            "failed": len(undoing.failed),
            "digest": undoing.digest.hexdigest(),
        }
        return end(upload, UploadState.PLANNED)
    if undoing.made is None:
        Upload.objects.filter(pk=upload.pk).update(state=UploadState.IMPORTED)
    return delete_files(upload)


def end(upload, state, refusal=""):
    upload.state = state
    upload.refusal = refusal
    upload.save()


def mend(upload):
    """If the process that worked on the upload is gone, so is its work."""
    if upload.state == UploadState.WORKING and is_gone(upload):
        release(upload)
        upload.refresh_from_db()


def is_gone(upload):
    try:
        pid = int((folder_of(upload) / "process").read_text())
        # A child that has ended counts as there until somebody asks after it.
        with suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        os.kill(pid, 0)
    except (FileNotFoundError, ValueError):
        return False
    except ProcessLookupError:
        return True
    return False
