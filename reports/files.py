"""Which files the register and the reports name, and whether each is there as it was handed in."""

import hashlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.core.files.storage import default_storage

from cities.models import City
from uccn.pictures.names import copies, original_name, widths

from .document import Document
from .models import Edition, Figure, Source


@dataclass
class Findings:
    """Files by their names below MEDIA_ROOT."""

    checked: int = 0
    missing: list[str] = field(default_factory=list)
    # There, but not as they were handed in.
    damaged: list[str] = field(default_factory=list)
    # There, and named by nothing.
    orphans: list[str] = field(default_factory=list)

    @property
    def is_whole(self):
        return not (self.missing or self.damaged)


def check():
    named = named_files()
    stored = set(walk(""))
    findings = Findings(checked=len(named))
    for name, sha256 in sorted(named.items()):
        if name not in stored:
            findings.missing.append(name)
        elif sha256 and sha256 != digest(name):
            findings.damaged.append(name)
    findings.orphans = sorted(stored - named.keys())
    return findings


def named_files():
    """{name: its SHA-256, or "" where none is on record}."""
    named = dict(Source.objects.values_list("file", "sha256"))
    for logo in City.objects.exclude(logo="").values_list("logo", flat=True):
        named |= dict.fromkeys([logo], "")
    figures = Figure.objects.exclude(picture="").values_list("picture", "width", "original_sha256")
    for name, width, sha256 in figures:
        named |= dict.fromkeys([name, *(copies(name, widths(width)) if sha256 else ())], "")
        if sha256:
            named[original_name(name)] = sha256
    # What readers see stays, whatever has become of the working row.
    for document in Edition.objects.values_list("document", flat=True).iterator():
        for figure in Document.from_json(document).figures():
            if figure.picture:
                name = figure.picture.file
                kept = [*copies(name, figure.picture.widths), original_name(name)] if figure.picture.widths else []
                named = dict.fromkeys([name, *kept], "") | named
    return named


def walk(folder):
    if folder and not default_storage.exists(folder):
        return
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (str(PurePosixPath(folder, name)) for name in files)
    for name in folders:
        yield from walk(str(PurePosixPath(folder, name)))


def digest(name):
    with default_storage.open(name) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
