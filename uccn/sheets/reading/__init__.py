"""Reads office spreadsheets as offices make them: `read` gives a Table, or raises Unreadable with a sentence."""

from __future__ import annotations

from itertools import islice

from uccn.sheets.cells import NOT_CALCULATED, Cell, CellError, cell_name
from uccn.sheets.parsing.limits import LIMITS, MEGABYTE, Limits
from uccn.sheets.parsing.wire import Record
from uccn.sheets.reading.arrangement import Arrangement, headings
from uccn.sheets.reading.containers import check_container, megabytes
from uccn.sheets.reading.header import SEARCHED, Header, Known, find_header
from uccn.sheets.reading.kinds import kind_of
from uccn.sheets.reading.notes import Note
from uccn.sheets.reading.refusals import Unreadable
from uccn.sheets.reading.separated import SeparatedValues
from uccn.sheets.reading.sheet_choice import chosen_sheet, sheet_notes
from uccn.sheets.reading.source import Source
from uccn.sheets.reading.table import Row, Rows, Table
from uccn.sheets.reading.table_notes import table_notes
from uccn.sheets.reading.workbooks import Workbook

__all__ = [
    "LIMITS",
    "NOT_CALCULATED",
    "Cell",
    "CellError",
    "Header",
    "Limits",
    "Note",
    "Row",
    "Rows",
    "Table",
    "Unreadable",
    "cell_name",
    "check_container",
    "find_header",
    "read",
]


def read(
    content: bytes, filename: str, *, known: Known | None = None, sheet: str | None = None, limits: Limits = LIMITS
) -> Table:
    """The table in a file, or Unreadable.

    known: says whether a text is the heading of a column; without it the first row of texts is taken for headings.
    sheet: the name of the sheet to read, if not the one that looks like it.
    The rows are read from the file when they are gone through, so the content of a csv stays in memory with its table.
    """
    source = opened(content, limits)
    place = chosen_sheet(source, sheet, known)
    if refusal := source.refusal_of(place):
        raise Unreadable.because(refusal)
    beginning = list(islice(source.records(place), SEARCHED))
    seen = tuple(Row(line, tuple(cells)) for line, cells in beginning)
    lines = [line for line, _ in beginning]
    merges = source.sheets[place].merges
    header = find_header([cells for _, cells in beginning], known, lines, merges)
    arrangement = arranged(source, place, header, beginning)
    notes = [*name_notes(filename, source), *source.notes, *sheet_notes(source, place)]
    header_lines = range(0)
    if header:
        header_lines = range(lines[header.first], lines[header.last] + 1)
        notes += table_notes(source.sheets[place], beginning[: header.first], header_lines, arrangement)
    return Table(
        kind=source.kind,
        sheet=source.sheets[place].name,
        encoding=source.encoding,
        header=arrangement.names + ("",) * (arrangement.width - len(arrangement.names)),
        header_lines=tuple(header_lines),
        rows=Rows(source, place, arrangement),
        seen=seen,
        notes=tuple(notes),
    )


def opened(content: bytes, limits: Limits) -> Source:
    if len(content) > limits.upload_bytes:
        raise Unreadable("too_large", size=megabytes(len(content)), most=limits.upload_bytes // MEGABYTE)
    kind = kind_of(content)
    return SeparatedValues(content, limits) if kind == "csv" else Workbook(kind, content, limits)


def arranged(source: Source, place: int, header: Header | None, beginning: list[Record]) -> Arrangement:
    if header is None:
        # Nothing lies below headings that are not there.
        return Arrangement((), (), 0, ())
    header_rows = beginning[header.first : header.last + 1]
    arrangement = Arrangement(
        names=header.names,
        header_rows=tuple(headings(cells) for _, cells in header_rows),
        last_header_line=header_rows[-1][0],
        merges=source.sheets[place].merges,
    )
    arrangement.survey(source.records(place))
    return arrangement


def name_notes(filename: str, source: Source) -> list[Note]:
    """A word on a file that is of another kind than its name says."""
    suffix = filename.rpartition(".")[2].lower() if "." in filename else ""
    usual = {"csv": ("csv", "tsv", "txt"), "xlsx": ("xlsx", "xlsm", "xltx", "xltm"), "ods": ("ods", "ots")}
    if suffix and suffix not in usual[source.kind]:
        return [Note("named_otherwise", {"suffix": suffix, "kind": source.kind})]
    return []
