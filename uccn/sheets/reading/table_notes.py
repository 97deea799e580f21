"""What the reader of a table is told about how it was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from uccn.languages.lists import listed
from uccn.sheets.cells import cell_name, column_name
from uccn.sheets.parsing.wire import Merge, Record, SheetFacts
from uccn.sheets.reading.arrangement import Arrangement, first_filled, is_down
from uccn.sheets.reading.header import heading
from uccn.sheets.reading.notes import Note

# How many places a note lists.
LISTED = 8


def table_notes(sheet: SheetFacts, titles: Sequence[Record], header: range, found: Arrangement) -> Iterator[Note]:
    """From the top of the sheet to its end. `header` has the lines of the headings."""
    if titles:
        text = heading(first_filled(titles[0][1]))
        yield Note("title", {"lines": in_runs(runs(line for line, _ in titles)), "text": text[:60]})
    if len(header) > 1:
        yield Note("double_header", {"lines": in_runs(runs(header))})
    if found.without_heading:
        columns = runs(sorted(found.without_heading))
        yield Note("no_heading", {"columns": in_runs(columns, column_name)})
    yield from merge_notes(sheet.merges, found)
    yield from hidden_notes(sheet, found)
    yield from formula_notes(sheet)
    yield from left_out_notes(found)


def merge_notes(merges: Sequence[Merge], found: Arrangement) -> Iterator[Note]:
    """Of merged cells in the table; a remark below it or a total is merged to look well."""
    left_out = {*found.totals, *found.remarks, *found.repeated}
    inside = [
        merge
        for merge in merges
        if found.last_header_line < merge.first_line <= found.last_line and merge.first_line not in left_out
    ]
    down = [merge for merge in inside if is_down(merge)]
    across = [merge for merge in inside if not is_down(merge)]
    for code, ranges in (("merged_down", down), ("merged_across", across)):
        if ranges:
            yield Note(code, {"ranges": the_first([range_name(merge) for merge in ranges])})


def hidden_notes(sheet: SheetFacts, found: Arrangement) -> Iterator[Note]:
    lines = [
        (max(first, found.last_header_line + 1), min(last, found.last_line))
        for first, last in sheet.hidden_lines
        if first <= found.last_line and last > found.last_header_line
    ]
    if lines:
        yield Note("hidden_lines", {"lines": in_runs(lines)})
    columns = [(first, min(last, found.width - 1)) for first, last in sheet.hidden_columns if first < found.width]
    if columns:
        yield Note("hidden_columns", {"columns": in_runs(columns, column_name)})


def formula_notes(sheet: SheetFacts) -> Iterator[Note]:
    if sheet.formulas:
        yield Note("formulas", {"count": sheet.formulas, "cell": sheet.first_formula})
    if sheet.not_calculated:
        yield Note("not_calculated", {"count": sheet.not_calculated})


def left_out_notes(found: Arrangement) -> Iterator[Note]:
    if found.repeated:
        yield Note("repeated_header", {"lines": in_runs(runs(found.repeated))})
    if found.totals:
        yield Note("totals", {"lines": in_runs(runs(found.totals))})
    if found.remarks:
        yield Note("remark", {"lines": in_runs(runs(found.remarks)), "text": found.first_remark[:60]})
    if found.blank:
        yield Note("blank", {"count": found.blank})


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """1, 2, 3, 7 as (1, 3), (7, 7)."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def in_runs(spans: Sequence[tuple[int, int]], name: Callable[[int], object] = str) -> str:
    return the_first([f"{name(first)}" if first == last else f"{name(first)}-{name(last)}" for first, last in spans])


def range_name(merge: Merge) -> str:
    return f"{cell_name(merge.first_line, merge.first_column)}:{cell_name(merge.last_line, merge.last_column)}"


def the_first(places: Sequence[str]) -> str:
    more = [f"… (+{len(places) - LISTED})"] if len(places) > LISTED else []
    return listed([*places[:LISTED], *more])
