"""A sheet as its reader sees it: headings, rows, and what was noticed on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from uccn.sheets.cells import Cell
from uccn.sheets.reading.arrangement import Arrangement
from uccn.sheets.reading.notes import Note
from uccn.sheets.reading.source import Source


@dataclass(frozen=True)
class Row:
    """A row of values. `line` is its number in Excel; there is a cell for every column of the table."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Rows:
    """The rows of a table, read anew from the file each time they are gone through."""

    source: Source = field(repr=False)
    place: int
    arrangement: Arrangement = field(repr=False)

    def __len__(self) -> int:
        return self.arrangement.count

    def __iter__(self) -> Iterator[Row]:
        if not self.arrangement.count:
            return
        for line, cells in self.arrangement.rows(self.source.records(self.place)):
            yield Row(line, cells)


@dataclass(frozen=True)
class Table:
    """One sheet of a file. Without recognised headings `header` and `rows` are empty, and `seen` has what is there.

    kind: "xlsx", "ods" or "csv". encoding: of a csv, as shown to people. header: one text a column, "" where none is.
    header_lines: the lines the headings stand in. seen: the first rows of the sheet, as they are.
    """

    kind: str
    sheet: str
    encoding: str
    header: tuple[str, ...]
    header_lines: tuple[int, ...]
    rows: Rows
    seen: tuple[Row, ...]
    notes: tuple[Note, ...]
