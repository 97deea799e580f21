"""What calamine does not tell of a sheet, found in its XML without building a tree of it.

Patterns are enough here: whoever writes XML that misleads them harms no one, for the process is limited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from uccn.sheets.cells import NOT_CALCULATED, CellError, cell_name
from uccn.sheets.parsing.limits import Limits
from uccn.sheets.parsing.wire import Refused

ROOT = re.compile(rb"<(?:([\w.-]+):)?worksheet\b")
REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
LINE = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
TEXT_RESULT = re.compile(rb"""\bt\s*=\s*["']str["']""")
VALUE = re.compile(rb"<(?:[\w.-]+:)?v[^>]*>([^<]*)<")


class Scan(msgspec.Struct):
    """What was found in one sheet: `flagged` has the cells that show an error, by line and column index."""

    hidden_lines: list[tuple[int, int]] = []
    hidden_columns: list[tuple[int, int]] = []
    formulas: int = 0
    first_formula: str = ""
    not_calculated: int = 0
    flagged: dict[int, dict[int, CellError]] = {}

    def flag(self, line: int, index: int, error: CellError) -> None:
        self.flagged.setdefault(line, {})[index] = error


class Patterns:
    """The patterns of one sheet, whose elements may all carry a prefix."""

    def __init__(self, xml: bytes) -> None:
        root = ROOT.search(xml, 0, 4096)
        prefix = re.escape(root[1] + b":") if root and root[1] else b""

        def pattern(text: bytes) -> re.Pattern[bytes]:
            return re.compile(text.replace(b"~", prefix), re.DOTALL)

        opening = b"<" + (root[1] + b":" if root and root[1] else b"")
        self.row_start = opening + b"row"
        self.cell_starts = (opening + b"c ", opening + b"c>")
        self.row = pattern(rb"<~row\b([^>]*)>")
        # Rows that are only formatted have no end tag; there may be a million of them.
        self.open_row = pattern(rb"<~row\b([^>]*)(?<!/)>")
        self.column = pattern(rb"<~col\b([^>]*)>")
        self.cell = pattern(rb"<~c\b([^>]*)>")
        self.filled_cell = pattern(rb"<~c\b([^>]*)(?<!/)>\s*<~(?:v|is|f)\b")
        self.error_cell = pattern(rb"<~c\b([^>]*\bt\s*=\s*[\"']e[\"'][^>]*)(?<!/)>(.*?)</~c>")
        self.formula = pattern(
            rb"<~f(?=[\s/>])[^>]*?(?:/>|>[^<]*</~f>)\s*(?:(?P<empty><~v\s*/>|<~v>\s*</~v>)|(?P<missing></~c>))?"
        )

    def last_cell(self, xml: bytes, start: int, end: int) -> int:
        """Where the tag of the last cell between the two begins, or -1."""
        return max(xml.rfind(cell_start, start, end) for cell_start in self.cell_starts)


class Place(NamedTuple):
    line: int
    column: int


def scanned(xml: bytes, limits: Limits) -> Scan:
    """Raises Refused where cells with content lie outside the limits."""
    patterns = Patterns(xml)
    check_extent(xml, patterns, limits)
    scan = Scan()
    scan.hidden_columns = list(hidden_columns(xml, patterns))
    scan.hidden_lines = hidden_lines(xml, patterns)
    find_errors(xml, patterns, scan)
    find_formulas(xml, patterns, scan)
    return scan


def column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def check_extent(xml: bytes, patterns: Patterns, limits: Limits) -> None:
    lines, columns = rough_extent(xml, patterns)
    if lines <= limits.rows and columns <= limits.columns and lines * columns <= limits.grid_cells:
        return
    # Formatted cells without content do no harm: only those that hold something count now.
    lines = columns = 0
    for place in filled_places(xml, patterns):
        if place.line > limits.rows or place.column >= limits.columns:
            cell = cell_name(place.line, place.column)
            raise Refused("far_cell", cell=cell, rows=limits.rows, columns=limits.columns)
        lines, columns = max(lines, place.line), max(columns, place.column + 1)
    if lines * columns > limits.grid_cells:
        raise Refused("wide_grid", rows=lines, columns=columns, most=limits.grid_cells)


def rough_extent(xml: bytes, patterns: Patterns) -> tuple[int, int]:
    """The last line and column that have a cell, filled or not, taken from the last cell of each row."""
    lines = columns = line = 0
    end = xml.rfind(b"sheetData>")
    rows = patterns.open_row.finditer(xml)
    row = next(rows, None)
    while row:
        following = next(rows, None)
        numbered = LINE.search(row[1])
        line = int(numbered[1]) if numbered else line + 1
        last = patterns.last_cell(xml, row.end(), following.start() if following else end)
        if last >= 0:
            lines, columns = max(lines, line), max(columns, index_of(xml, last, row.start(), patterns) + 1)
        row = following
    return lines, columns


def filled_places(xml: bytes, patterns: Patterns) -> Iterator[Place]:
    for cell in patterns.filled_cell.finditer(xml):
        yield place_of(xml, cell.start(), patterns)


def place_of(xml: bytes, start: int, patterns: Patterns) -> Place:
    """Where the cell whose tag begins at `start` lies."""
    reference = REFERENCE.search(xml, start, xml.find(b">", start))
    if reference:
        return Place(int(reference[2]), column_index(reference[1]))
    row_start = max(0, xml.rfind(patterns.row_start, 0, start))
    numbered = LINE.search(xml, row_start, xml.find(b">", row_start))
    line = int(numbered[1]) if numbered else xml.count(patterns.row_start, 0, start)
    return Place(line, index_of(xml, start, row_start, patterns))


def index_of(xml: bytes, start: int, row_start: int, patterns: Patterns) -> int:
    """The column of a cell. Its reference may be left out: then the cells before it are counted."""
    reference = REFERENCE.search(xml, start, xml.find(b">", start))
    if reference:
        return column_index(reference[1])
    return sum(1 for _ in patterns.cell.finditer(xml, row_start, start))


def hidden_columns(xml: bytes, patterns: Patterns) -> Iterator[tuple[int, int]]:
    for column in patterns.column.finditer(xml, 0, max(0, xml.find(b"sheetData"))):
        if HIDDEN.search(column[1]):
            first, last = (re.search(rb"\b%s=[\"'](\d+)" % name, column[1]) for name in (b"min", b"max"))
            if first and last:
                yield int(first[1]) - 1, int(last[1]) - 1


def hidden_lines(xml: bytes, patterns: Patterns) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    if b"hidden" not in xml:
        return spans
    line = 0
    for row in patterns.row.finditer(xml):
        numbered = LINE.search(row[1])
        line = int(numbered[1]) if numbered else line + 1
        if HIDDEN.search(row[1]):
            if spans and spans[-1][1] == line - 1:
                spans[-1] = (spans[-1][0], line)
            else:
                spans.append((line, line))
    return spans


def find_errors(xml: bytes, patterns: Patterns, scan: Scan) -> None:
    if b't="e"' not in xml and b"t='e'" not in xml:
        return
    for cell in patterns.error_cell.finditer(xml):
        value = VALUE.search(cell[2])
        scan.flag(*place_of(xml, cell.start(), patterns), CellError(value[1].decode() if value else "#N/A"))


def find_formulas(xml: bytes, patterns: Patterns, scan: Scan) -> None:
    for formula in patterns.formula.finditer(xml):
        scan.formulas += 1
        start = patterns.last_cell(xml, 0, formula.start())
        if scan.formulas == 1:
            place = place_of(xml, start, patterns)
            scan.first_formula = cell_name(place.line, place.column)
        # A formula may well result in an empty text; then its cell says that it is a text.
        is_text = formula["empty"] and TEXT_RESULT.search(xml, start, xml.find(b">", start))
        if (formula["empty"] or formula["missing"]) and not is_text:
            scan.not_calculated += 1
            scan.flag(*place_of(xml, start, patterns), NOT_CALCULATED)
