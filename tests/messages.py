"""Says what is wrong with the Chinese catalogue, and changes nothing: `python -m tests.messages`."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

PROJECT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def incomplete(catalogue: Catalog) -> Iterator[str]:
    """What a reader of Chinese would see in English, or not at all."""
    if catalogue.fuzzy:
        yield "the head of the catalogue is marked fuzzy, so it is not compiled"
    for message in texts(catalogue):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(strings):
            yield f"not translated: {message.id!r}"
        if message.fuzzy:
            yield f"marked fuzzy: {message.id!r}"
    for message, faults in catalogue.check():
        yield from (f"{fault}: {message.id!r}" for fault in faults)


def outdated(catalogue: Catalog, fresh: Catalog) -> Iterator[str]:
    """Where the catalogue and the texts in the code have parted; `make messages` mends it."""
    known, used = (set(map(key, texts(each))) for each in (catalogue, fresh))
    yield from (f"in the code, not in the catalogue: {name!r}" for name in sorted(used - known))
    yield from (f"in the catalogue, not in the code: {name!r}" for name in sorted(known - used))


def texts(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def key(message: Message) -> str:
    singular = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
    return f"{message.context}: {singular}" if message.context else singular


def collected() -> Catalog:
    """The texts of the code, collected in a copy of the project."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(PROJECT, copy, ignore=shutil.ignore_patterns(".*", "var", "tests", "fixtures", "__pycache__"))
        command = [sys.executable, "manage.py", "makemessages", "--locale=zh_Hans", "--no-obsolete"]
        environ = {**os.environ, "SECRET_KEY": secrets.token_urlsafe(60)}
        answer = subprocess.run(command, cwd=copy, env=environ, capture_output=True, text=True)
        if answer.returncode:
            sys.exit(answer.stdout + answer.stderr)
        return read(copy / CATALOGUE)


if __name__ == "__main__":
    catalogue = read(PROJECT / CATALOGUE)
    found = [*incomplete(catalogue), *outdated(catalogue, collected())]
    if found:
        sys.exit("\n".join([f"{CATALOGUE}:", *found]))
    print(f"{CATALOGUE}: {len(texts(catalogue))} texts, all translated.")
