"""Files handed in for an import: kept in a private folder under a random name, gone when imported, refused or old."""

import hashlib
import json
import os
import secrets
import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Upload, UploadState

KEPT_FOR = timedelta(hours=24)


def session_of(request):
    return hashlib.sha256((request.session.session_key or "").encode()).hexdigest()


def folder_of(upload):
    return Path(settings.SHEETS_ROOT) / upload.pk


def take_in(request, resource_name, file, at=None):
    """Keep a file that somebody has sent."""
    delete_old(at or timezone.now())
    content = file.read()
    upload = Upload(
        id=secrets.token_urlsafe(24),
        resource=resource_name,
        by=request.user,
        session=session_of(request),
        file_name=Path(file.name).name[-255:],
        sha256=hashlib.sha256(content).hexdigest(),
        at=at or timezone.now(),
    )
    folder = folder_of(upload)
    folder.mkdir(parents=True, mode=0o700)
    (folder / "file").write_bytes(content)
    upload.save(force_insert=True)
    return upload


def take_back(request, batch, at=None):
    """Note that somebody wants to undo an import."""
    delete_old(at or timezone.now())
    upload = Upload(
        id=secrets.token_urlsafe(24),
        resource=batch.resource,
        by=request.user,
        session=session_of(request),
        file_name=batch.file_name,
        sha256=batch.sha256,
        at=at or timezone.now(),
        undoes=batch,
        total=batch.rows.count(),
    )
    folder_of(upload).mkdir(parents=True, mode=0o700)
    upload.save(force_insert=True)
    return upload


def content_of(upload):
    content = (folder_of(upload) / "file").read_bytes()
    if hashlib.sha256(content).hexdigest() != upload.sha256:
        raise PermissionDenied(_("The file is not the one that was uploaded."))
    return content


def own_upload(request, resource_name, pk, undoes=None):
    """The upload, if it is this person's, of this session and of this kind; nobody learns of any other."""
    own = Upload.objects.filter(pk=pk, by=request.user, session=session_of(request))
    found = own.filter(resource=resource_name, undoes=undoes).first()
    if found is None or (found.state != UploadState.IMPORTED and found.at < timezone.now() - KEPT_FOR):
        raise PermissionDenied(_("There is no such upload of yours in this session. Upload the file again."))
    return found


def delete_files(upload):
    shutil.rmtree(folder_of(upload), ignore_errors=True)


def delete_old(now):
    for upload in Upload.objects.filter(at__lt=now - KEPT_FOR):
        delete_files(upload)
        upload.delete()


def write_progress(upload, done, total):
    """Into a file, for the database lets nobody else write meanwhile."""
    part = folder_of(upload) / "progress.part"
    part.write_text(json.dumps([done, total]))
    os.replace(part, folder_of(upload) / "progress")


def read_progress(upload):
    try:
        return json.loads((folder_of(upload) / "progress").read_text())
    except FileNotFoundError:
        return [0, 0]
