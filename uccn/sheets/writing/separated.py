from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO

from uccn.sheets.escaping import protected
from uccn.sheets.writing.layout import Column, Value, columns_of, refuse_unwritable


class Encoded:
    """Hands the lines of csv.writer on as UTF-8, so that nothing is kept and the stream is not closed."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def write(self, line: str) -> int:
        if "\x00" in line:
            raise UnicodeError("NUL")
        return self.stream.write(line.encode("utf-8"))


def write_csv(stream: IO[bytes], header: Iterable[str | Column], rows: Iterable[Sequence[Value]]) -> None:
    """UTF-8 with BOM and CRLF, as Excel writes "CSV UTF-8".

    An apostrophe goes before texts that look like formulas or begin with an apostrophe; reading takes it away.
    """
    stream.write(b"\xef\xbb\xbf")
    writer = csv.writer(Encoded(stream), lineterminator="\r\n")
    writer.writerow([protected(column.heading) for column in columns_of(header)])
    for line, row in enumerate(rows, start=2):
        cells = [as_text(value) for value in row]
        try:
            writer.writerow(cells)
        except UnicodeError:
            for index, cell in enumerate(cells):
                refuse_unwritable(cell, line, index)
            raise


def as_text(value: Value) -> str:
    if isinstance(value, str):
        # Most texts begin with a letter; asking for that first halves the cost of a cell.
        return value if value[:1].isalnum() else protected(value)
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None).isoformat(" ")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
