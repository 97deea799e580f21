"""What a cell of a spreadsheet can hold, and how its place is named."""

from __future__ import annotations

import datetime

import msgspec


class CellError(msgspec.Struct, frozen=True):
    """A cell that shows an error such as #REF! instead of a value."""

    text: str


# A formula whose result the file does not carry: it was written by a program that does not calculate.
NOT_CALCULATED = CellError("=")

Cell = str | int | float | bool | datetime.date | datetime.datetime | CellError | None


def column_name(index: int) -> str:
    """The letters over a column, counted from 0: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(line: int, index: int) -> str:
    """C14 for line 14 and index 2."""
    return f"{column_name(index)}{line}"


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
