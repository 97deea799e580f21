"""Where the headings of a sheet are, told by what they say."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import NamedTuple

from uccn.sheets.cells import Cell, CellError, is_blank
from uccn.sheets.parsing.wire import Merge

# Rows among which the headings are looked for, and of how many rows they may consist.
SEARCHED, TALLEST = 30, 3

Known = Callable[[str], bool]
"""Whether a text is the heading of a column that the caller knows."""


class Header(NamedTuple):
    """The headings: the first and the last of their rows, by place in what was searched, and one text a column."""

    first: int
    last: int
    names: tuple[str, ...]


def find_header(
    rows: Sequence[Sequence[Cell]], known: Known | None = None, lines: Sequence[int] = (), merges: Sequence[Merge] = ()
) -> Header | None:
    """The row with the most headings that are known, with the rows that belong to it; None if none is known.

    Without `known` it is the first row of several texts. `lines` are the line numbers of the rows, which `merges` use.
    """
    rows = rows[:SEARCHED]
    lines = lines or range(1, len(rows) + 1)
    place = best_place(rows, known) if known else first_row_of_texts(rows)
    if place is None:
        return None
    first, last = joined_by_merges(place, lines, merges)
    if known:
        first, last = joined_by_words(first, last, rows, known)
    return Header(first, last, names_of(rows[first : last + 1], lines[first : last + 1], merges))


def heading(cell: Cell) -> str:
    """The text of a heading on one line, whatever breaks and blanks it was set with."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return " ".join((cell.text if isinstance(cell, CellError) else str(cell)).split())


def known_in(row: Sequence[Cell], known: Known) -> int:
    return len({text for text in map(heading, row) if text and known(text)})


def best_place(rows: Sequence[Sequence[Cell]], known: Known) -> int | None:
    counts = [known_in(row, known) for row in rows]
    most = max(counts, default=0)
    return counts.index(most) if most else None


def first_row_of_texts(rows: Sequence[Sequence[Cell]]) -> int | None:
    widths = [sum(not is_blank(cell) for cell in row) for row in rows]
    if not widths:
        return None
    for place, row in enumerate(rows):
        texts = sum(isinstance(cell, str) and not is_blank(cell) for cell in row)
        if texts == widths[place] and widths[place] * 2 > max(widths):
            return place
    return widths.index(max(widths))


def joined_by_merges(place: int, lines: Sequence[int], merges: Sequence[Merge]) -> tuple[int, int]:
    """A heading merged over two rows makes both rows headings."""
    first = last = place
    for merge in merges:
        if merge.first_line <= lines[place] <= merge.last_line and merge.last_line - merge.first_line < TALLEST:
            first = min(first, *(other for other, line in enumerate(lines) if line >= merge.first_line))
            last = max(last, *(other for other, line in enumerate(lines) if line <= merge.last_line))
    return first, last


def joined_by_words(first: int, last: int, rows: Sequence[Sequence[Cell]], known: Known) -> tuple[int, int]:
    """Chinese headings with English ones below them: the next row belongs to them if half of it is known."""
    while first > 0 and last - first + 1 < TALLEST and is_of_headings(rows[first - 1], known):
        first -= 1
    while last + 1 < len(rows) and last - first + 1 < TALLEST and is_of_headings(rows[last + 1], known):
        last += 1
    return first, last


def is_of_headings(row: Sequence[Cell], known: Known) -> bool:
    filled = sum(not is_blank(cell) for cell in row)
    count = known_in(row, known)
    return count >= 2 and count * 2 >= filled


def names_of(rows: Sequence[Sequence[Cell]], lines: Sequence[int], merges: Sequence[Merge]) -> tuple[str, ...]:
    width = max(len(row) for row in rows)
    columns: list[list[str]] = [[] for _ in range(width)]
    for row, line in zip(rows, lines, strict=True):
        for index, name in enumerate(spread(row, line, merges, width) if len(rows) > 1 else map(heading, row)):
            if name and name not in columns[index]:
                columns[index].append(name)
    names = [" ".join(parts) for parts in columns]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def spread(row: Sequence[Cell], line: int, merges: Sequence[Merge], width: int) -> list[str]:
    """Headings merged over several columns stand over each of them, unless they stand over the whole table."""
    names = [heading(cell) for cell in row] + [""] * (width - len(row))
    for merge in merges:
        if merge.first_line == line and merge.last_column - merge.first_column + 1 < width:
            for index in range(merge.first_column + 1, min(merge.last_column + 1, width)):
                names[index] = names[merge.first_column]
    return names
