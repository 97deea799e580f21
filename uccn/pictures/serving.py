"""Answers that hold a picture, for views that have asked already who may see it."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from .names import TYPES

# Whatever a file might hold, it is a picture to every browser and nothing else.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def picture_response(name, **headers):
    kind = TYPES.get(name.rpartition(".")[2])
    try:
        file = default_storage.open(name)
    except FileNotFoundError:
        file = None
    if file is None or kind is None:
        raise Http404
    return FileResponse(file, content_type=kind, headers={**HEADERS, **headers})


def original_response(name, filename):
    """The file as it came, to be saved and never to be opened as a page of ours."""
    try:
        file = default_storage.open(name)
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        file,
        as_attachment=True,
        filename=filename,
        content_type="application/octet-stream",
        headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"},
    )
