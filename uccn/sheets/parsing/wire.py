"""What the child tells its parent: messages of msgpack, each behind its length.

The rows of a sheet come in chunks, then a refusal if the sheet cannot be read, then what else is known of the sheet.
A refusal after the last sheet is one of the whole file.
"""

from __future__ import annotations

import datetime
from typing import IO, Any

import msgspec

from uccn.sheets.cells import Cell, CellError

# Rows in one message: enough to be quick, few enough to be small.
CHUNK = 500

DATE, DATETIME, ERROR = 1, 2, 3

Record = tuple[int, list[Cell]]
"""A row that is not blank: its line as Excel counts, from 1, and its cells from column A on."""


class Merge(msgspec.Struct, frozen=True, array_like=True):
    """A merged range: lines count from 1, columns from 0, both ends belong to it."""

    first_line: int
    first_column: int
    last_line: int
    last_column: int


class SheetFacts(msgspec.Struct, tag=True, kw_only=True):
    """One sheet but for its rows."""

    name: str
    is_visible: bool = True
    merges: list[Merge] = []
    hidden_lines: list[tuple[int, int]] = []
    hidden_columns: list[tuple[int, int]] = []
    formulas: int = 0
    first_formula: str = ""
    not_calculated: int = 0


class Refusal(msgspec.Struct, tag=True, frozen=True):
    """Why a file or a sheet is not read: a code of uccn.sheets.reading.sentences and what its sentence needs."""

    code: str
    facts: dict[str, str | int] = {}


class Chunk(msgspec.Struct, tag=True):
    rows: list[tuple[int, list[Any]]]


class Refused(Exception):
    """Ends the reading of a sheet, or of the whole file, in the child."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, facts)


Message = SheetFacts | Chunk | Refusal


def packed_cell(cell: Cell) -> Any:
    """msgpack has no dates and no errors: they travel as extensions."""
    if isinstance(cell, datetime.datetime):
        return msgspec.msgpack.Ext(DATETIME, cell.isoformat().encode())
    if isinstance(cell, datetime.date):
        return msgspec.msgpack.Ext(DATE, cell.isoformat().encode())
    if isinstance(cell, CellError):
        return msgspec.msgpack.Ext(ERROR, cell.text.encode())
    return cell


def unpacked_cell(code: int, content: memoryview) -> Cell:
    text = bytes(content).decode()
    if code == DATETIME:
        return datetime.datetime.fromisoformat(text)
    if code == DATE:
        return datetime.date.fromisoformat(text)
    return CellError(text)


encoder = msgspec.msgpack.Encoder()
decoder: msgspec.msgpack.Decoder[Message] = msgspec.msgpack.Decoder(Message, ext_hook=unpacked_cell)


def send(message: Message, stream: IO[bytes]) -> None:
    content = encoder.encode(message)
    stream.write(len(content).to_bytes(4, "big"))
    stream.write(content)


class RowSender:
    """Gathers rows to chunks. Cells must be packed already where msgpack needs it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.rows: list[Record] = []

    def add(self, line: int, cells: list[Any]) -> None:
        self.rows.append((line, cells))
        if len(self.rows) == CHUNK:
            self.flush()

    def flush(self) -> None:
        if self.rows:
            send(Chunk(self.rows), self.stream)
        self.rows = []
