"""Which rows of a sheet are rows of its table, and what their cells hold once merged ones are filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from uccn.sheets.cells import Cell, is_blank
from uccn.sheets.parsing.wire import Merge, Record
from uccn.sheets.reading.header import heading

COUNT = r"[-+]?[\d,，.\s]+[%％个個座项項家人次年万萬亿億元]*"
TOTAL = re.compile(rf"([合总小共總]\s*[计計]|(sub|grand )?totals?|sum)\s*[:：]?\s*({COUNT})?", re.I)
REMARK = re.compile(
    r"[*＊※]|[（(【\[]?\s*(\d+\s*[.、]\s*)?"
    r"(注|註|备注|備註|附注|说明|說明|来源|來源|资料来源|数据来源|填表说明|notes?|source|sources|remarks?)\s*\d*\s*[:：]",
    re.I,
)
NUMBER = re.compile(COUNT)


@dataclass
class Arrangement:
    """How the rows below the headings are taken. Going through them once tells which are left out, and why."""

    names: tuple[str, ...]
    header_rows: tuple[tuple[str, ...], ...]
    last_header_line: int
    merges: Sequence[Merge]
    width: int = 0
    count: int = 0
    blank: int = 0
    last_line: int = 0
    totals: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    remarks: list[int] = field(default_factory=list)
    first_remark: str = ""
    without_heading: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.width = len(self.names)

    def survey(self, records: Iterable[Record]) -> None:
        """Goes through all rows and learns what there is."""
        line_before = self.last_header_line
        for line, cells in self.below(records):
            self.blank += line - line_before - 1
            line_before = line
            leaves_out = self.reason(cells)
            if leaves_out is None:
                self.count += 1
                self.last_line = line
                self.widen(cells)
            else:
                leaves_out.append(line)
                if leaves_out is self.remarks:
                    self.first_remark = self.first_remark or heading(first_filled(cells))

    def rows(self, records: Iterable[Record]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        left_out = {*self.totals, *self.repeated, *self.remarks}
        width = self.width
        for line, cells in filled(self.below(records), self.merges, self.last_header_line):
            if line not in left_out:
                yield line, tuple(cells[:width]) + (None,) * (width - len(cells))

    def below(self, records: Iterable[Record]) -> Iterator[Record]:
        for line, cells in records:
            if line > self.last_header_line and not all(map(is_blank, cells)):
                yield line, cells

    def reason(self, cells: Sequence[Cell]) -> list[int] | None:
        """The list of lines that this row belongs to, if it is left out."""
        first = first_filled(cells)
        if not isinstance(first, str):
            return None
        if REMARK.match(first.strip()) and sum(not is_blank(cell) for cell in cells) == 1:
            return self.remarks
        if TOTAL.fullmatch(first.strip()) and only_numbers_after(cells):
            return self.totals
        if heading(first) in self.first_headings and headings(cells) in self.header_rows:
            return self.repeated
        return None

    @property
    def first_headings(self) -> set[str]:
        return {next(filter(None, row), "") for row in self.header_rows}

    def widen(self, cells: Sequence[Cell]) -> None:
        if len(cells) > len(self.names) or not all(self.names):
            for index, cell in enumerate(cells):
                if not is_blank(cell) and (index >= len(self.names) or not self.names[index]):
                    self.without_heading.add(index)
                    self.width = max(self.width, index + 1)


def headings(cells: Sequence[Cell]) -> tuple[str, ...]:
    names = [heading(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def first_filled(cells: Sequence[Cell]) -> Cell:
    return next((cell for cell in cells if not is_blank(cell)), None)


def only_numbers_after(cells: Sequence[Cell]) -> bool:
    others = [cell for cell in cells if not is_blank(cell)][1:]
    return all(not isinstance(cell, str) or NUMBER.fullmatch(cell.strip()) for cell in others)


def is_down(merge: Merge) -> bool:
    return merge.last_line > merge.first_line


def filled(records: Iterable[Record], merges: Sequence[Merge], last_header_line: int) -> Iterator[Record]:
    """Gives each row the value of cells merged downwards; what lies hidden under a merged cell counts for nothing."""
    below = [merge for merge in merges if is_down(merge) and merge.first_line > last_header_line]
    starting = sorted(below, key=lambda merge: -merge.first_line)
    active: list[tuple[Merge, Cell]] = []
    for line, cells in records:
        while starting and starting[-1].first_line <= line:
            merge = starting.pop()
            if merge.first_line == line and merge.first_column < len(cells):
                active.append((merge, cells[merge.first_column]))
        if active:
            active = [(merge, value) for merge, value in active if merge.last_line >= line]
            for merge, value in active:
                lay(cells, line, merge, value)
        yield line, cells


def lay(cells: list[Cell], line: int, merge: Merge, value: Cell) -> None:
    cells += [None] * (merge.first_column + 1 - len(cells))
    if line > merge.first_line:
        cells[merge.first_column] = value
    for index in range(merge.first_column + 1, min(merge.last_column + 1, len(cells))):
        cells[index] = None
