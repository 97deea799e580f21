"""Files that people hand in: what their names may say, and that none stays without a row that names it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.files.base import File
from django.core.files.storage import Storage

Written = list[tuple[Storage, str]]
written: ContextVar[Written | None] = ContextVar("written", default=None)
LONGEST_NAME = 255
# Controls, marks of direction and joiners, halves of characters.
UNSEEN = {"Cc", "Cf", "Cs"}


@contextmanager
def removed_on_failure() -> Iterator[None]:
    """Files stored within are removed again if an exception leaves: the row that would name them is not written."""
    names: Written = []
    token = written.set(names)
    try:
        yield
    except BaseException:
        for storage, name in names:
            storage.delete(name)
        raise
    finally:
        written.reset(token)


def store(storage: Storage, name: str, content: File) -> str:
    """Write the file and return the name it got."""
    name = storage.save(name, content)
    names = written.get()
    if names is not None:
        names.append((storage, name))
    return name


def name_as_text(name: str) -> str:
    """The name a file came with, for people to read: its last part, without what cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c) not in UNSEEN)
    return shown.strip()[:LONGEST_NAME] or "file"
