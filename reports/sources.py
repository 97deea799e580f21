"""Documents as cities handed them in: kept unchanged under a name of ours, with what proves it."""

import hashlib
import secrets

from django.core.files.storage import default_storage

from uccn.uploads import name_as_text, store

MOST_BYTES = 100 * 1024 * 1024


def digest(upload):
    """SHA-256 of an uploaded file, in hexadecimal."""
    sha256 = hashlib.sha256()
    for chunk in upload.chunks():
        sha256.update(chunk)
    return sha256.hexdigest()


def keep(source, upload, *, by):
    """Store the upload as the source's file and write the row."""
    source.original_name = name_as_text(upload.name)
    source.size = upload.size
    source.sha256 = digest(upload)
    source.uploaded_by = by
    # No upload chooses its own name on our disk.
    source.file = store(default_storage, f"sources/{secrets.token_hex(16)}", upload)
    source.save()
