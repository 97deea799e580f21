from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import IO

from uccn.sheets.escaping import protected
from uccn.sheets.writing.layout import Column, Value, columns_of, refuse_unwritable

BOM = b"\xef\xbb\xbf"
ROWS_AT_ONCE = 100

# Of these csv.writer makes what we would make.
PLAIN = {str, int, type(None)}
# A cell that may need its apostrophe, in lines as csv.writer leaves them, or something that only looks like one.
PERHAPS_A_FORMULA = re.compile(r"""[,\n](?:"[\r\n]|"?['\t]|"?[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠])""")


def write_csv(
    stream: IO[bytes],
    header: Iterable[str | Column],
    rows: Iterable[Sequence[Value]],
    above: Sequence[Sequence[Value]] = (),
) -> None:
    """UTF-8 with BOM and CRLF, as Excel writes "CSV UTF-8". above: rows that stand above the headings.

    An apostrophe goes before texts that look like formulas or begin with an apostrophe; reading takes it away.
    """
    for piece in csv_pieces(header, rows, above):
        stream.write(piece)


def csv_pieces(
    header: Iterable[str | Column], rows: Iterable[Sequence[Value]], above: Sequence[Sequence[Value]] = ()
) -> Iterator[bytes]:
    """The file of `write_csv`, some rows at a time."""
    yield BOM + some_lines([*above, [column.heading for column in columns_of(header)]], 1)
    line = len(above) + 2
    waiting = iter(rows)
    while some := list(islice(waiting, ROWS_AT_ONCE)):
        yield some_lines(some, line)
        line += len(some)


def some_lines(rows: list[Sequence[Value]], line: int) -> bytes:
    """`line` is the first one's number. Rows without anything to escape, which most are, are written at once."""
    if set(map(type, chain.from_iterable(rows))) <= PLAIN:
        text = as_lines(rows)
        if "\x00" not in text and not PERHAPS_A_FORMULA.search("\n" + text):
            try:
                return text.encode("utf-8")
            except UnicodeEncodeError:
                pass
    texts = [[as_text(value) for value in row] for row in rows]
    for number, cells in enumerate(texts, start=line):
        for index, cell in enumerate(cells):
            refuse_unwritable(cell, number, index)
    return as_lines(texts).encode("utf-8")


def as_lines(rows: Iterable[Sequence[Value]]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


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
