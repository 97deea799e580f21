"""Workbooks, read in a child process with limits: whatever a file does to its parser, this process goes on."""

from __future__ import annotations

import io
import logging
import os
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from uccn.sheets.parsing.limits import Limits
from uccn.sheets.parsing.wire import Chunk, Message, Record, Refusal, SheetFacts, decoder
from uccn.sheets.reading.containers import check_container
from uccn.sheets.reading.notes import Note
from uccn.sheets.reading.refusals import Unreadable

logger = logging.getLogger(__name__)

NEEDED = {
    "xlsx": ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"],
    "ods": ["content.xml"],
}

ROOT = Path(__file__).resolve().parents[3]
# Isolated, so without the project on its path: it is told where the project is.
START = "import sys; sys.path.insert(0, sys.argv[1]); from uccn.sheets.parsing import child; child.main(*sys.argv[2:])"
# The child needs none of the secrets in our environment.
PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")
OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGKILL)


class Workbook:
    """What the child told of a workbook, kept in a file without a name that ends with this object."""

    encoding = ""

    def __init__(self, kind: str, content: bytes, limits: Limits) -> None:
        check_container(content, NEEDED[kind], limits)
        if kind == "ods":
            refuse_encrypted(content)
        self.kind = kind
        self.notes: list[Note] = []
        self.sheets: list[SheetFacts] = []
        self.refusals: dict[int, Refusal] = {}
        self.chunks: list[list[int]] = []
        self.spool = told_by_child(kind, content, limits)
        self.index()

    def refusal_of(self, place: int) -> Refusal | None:
        return self.refusals.get(place)

    def records(self, place: int) -> Iterator[Record]:
        for start in self.chunks[place]:
            message, _ = self.message_at(start)
            if isinstance(message, Chunk):
                yield from message.rows

    def index(self) -> None:
        """Learns where the rows of each sheet are."""
        start = 0
        chunks: list[int] = []
        refusal: Refusal | None = None
        message, following = self.message_at(start)
        while message:
            if isinstance(message, Chunk):
                chunks.append(start)
            elif isinstance(message, Refusal):
                refusal = message
            else:
                if refusal:
                    self.refusals[len(self.sheets)] = refusal
                self.sheets.append(message)
                self.chunks.append(chunks)
                chunks, refusal = [], None
            start = following
            message, following = self.message_at(start)
        if refusal:
            raise Unreadable.because(refusal)

    def message_at(self, start: int) -> tuple[Message | None, int]:
        # Readings from two threads must not move each other's place in the file.
        length = int.from_bytes(os.pread(self.spool.fileno(), 4, start), "big")
        if not length:
            return None, start
        return decoder.decode(os.pread(self.spool.fileno(), length, start + 4)), start + 4 + length


def refuse_encrypted(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        is_listed = "META-INF/manifest.xml" in container.namelist()
        if is_listed and b"encryption-data" in container.read("META-INF/manifest.xml"):
            raise Unreadable("password")


def told_by_child(kind: str, content: bytes, limits: Limits) -> IO[bytes]:
    command = [sys.executable, "-I", "-c", START, str(ROOT), kind, msgspec.json.encode(limits).decode()]
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    # It is closed, and gone, with the Workbook that reads it.
    spool = tempfile.TemporaryFile()  # noqa: SIM115
    with tempfile.TemporaryFile() as upload:
        upload.write(content)
        upload.seek(0)
        try:
            child = subprocess.run(
                command,
                stdin=upload,
                stdout=spool,
                stderr=subprocess.PIPE,
                env=environment,
                timeout=limits.wall_seconds,
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable("time", seconds=limits.wall_seconds) from error
    if child.returncode:
        raise Unreadable(cause_of_death(child, limits), seconds=limits.cpu_seconds)
    return spool


def cause_of_death(child: subprocess.CompletedProcess[bytes], limits: Limits) -> str:
    last_words = child.stderr[-2000:].decode(errors="replace")
    logger.warning("Reading a workbook ended with %s: %s", child.returncode, last_words)
    if child.returncode in OUT_OF_TIME:
        return "time"
    is_out_of_memory = b"memory allocation" in child.stderr or b"MemoryError" in child.stderr
    return "memory" if is_out_of_memory else "crash"
