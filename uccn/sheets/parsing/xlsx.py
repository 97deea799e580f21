"""Office Open XML: calamine reads the values; what it leaves out is found in the XML of each sheet."""

from __future__ import annotations

import datetime
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import IO, Any
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from uccn.sheets.cells import cell_name
from uccn.sheets.parsing.limits import Limits
from uccn.sheets.parsing.sheet_xml import Scan, scanned
from uccn.sheets.parsing.wire import Merge, Record, Refused, RowSender, SheetFacts, packed_cell, send

# calamine decodes the other escapes of Office Open XML itself.
NONCHARACTERS = re.compile("_x(FFF[EF])_")
# Beyond, a float cannot tell one whole number from the next.
MOST_EXACT = 10**15


def read(content: IO[bytes], limits: Limits, out: IO[bytes]) -> None:
    scans = scanned_sheets(content, limits)
    content.seek(0)
    try:
        workbook = CalamineWorkbook.from_filelike(content)
    except CalamineError as error:
        raise Refused("damaged") from error
    for place, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ == SheetTypeEnum.WorkSheet:
            is_visible = sheet.visible == SheetVisibleEnum.Visible
            read_sheet(workbook, place, is_visible, scans.get(sheet.name), limits, out)


def scanned_sheets(content: IO[bytes], limits: Limits) -> dict[str, Scan | Refused]:
    scans: dict[str, Scan | Refused] = {}
    with zipfile.ZipFile(content) as container:
        names = set(container.namelist())
        for name, part in sheet_parts(container):
            if part in names:
                try:
                    scans[name] = scanned(container.read(part), limits)
                except Refused as refused:
                    scans[name] = refused
    return scans


def sheet_parts(container: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet with the part of the container that holds it."""
    try:
        workbook = ElementTree.fromstring(container.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(container.read("xl/_rels/workbook.xml.rels"))
    except ElementTree.ParseError as error:
        raise Refused("damaged") from error
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in workbook.iterfind(".//{*}sheets/{*}sheet"):
        relation_id = next((value for key, value in sheet.items() if key.endswith("}id")), None)
        # A target may be given from the part or, with a slash, from the root.
        yield sheet.get("name", ""), posixpath.join("/xl", targets.get(relation_id, "")).lstrip("/")


def read_sheet(
    workbook: CalamineWorkbook,
    place: int,
    is_visible: bool,
    scan: Scan | Refused | None,
    limits: Limits,
    out: IO[bytes],
) -> None:
    facts = SheetFacts(name=workbook.sheet_names[place], is_visible=is_visible)
    try:
        if not isinstance(scan, Scan):
            raise scan or Refused("damaged_sheet", sheet=facts.name)
        sheet = opened_sheet(workbook, place, facts.name)
        describe(facts, sheet, scan, limits)
        rows = RowSender(out)
        for line, cells in records(sheet, scan, limits):
            rows.add(line, cells)
        rows.flush()
    except Refused as refused:
        send(refused.refusal, out)
    send(facts, out)


def opened_sheet(workbook: CalamineWorkbook, place: int, name: str) -> CalamineSheet:
    try:
        return workbook.get_sheet_by_index(place)
    except CalamineError as error:
        raise Refused("damaged_sheet", sheet=name) from error


def describe(facts: SheetFacts, sheet: CalamineSheet, scan: Scan, limits: Limits) -> None:
    ranges = sheet.merged_cell_ranges or []
    if len(ranges) > limits.merged_ranges:
        raise Refused("too_many_merges", sheet=facts.name, most=limits.merged_ranges)
    facts.merges = [Merge(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges]
    facts.hidden_lines, facts.hidden_columns = scan.hidden_lines, scan.hidden_columns
    facts.formulas, facts.first_formula, facts.not_calculated = scan.formulas, scan.first_formula, scan.not_calculated


def records(sheet: CalamineSheet, scan: Scan, limits: Limits) -> Iterator[Record]:
    left: list[Any] = [None] * (sheet.start[1] if sheet.start else 0)
    flagged = {line: dict(cells) for line, cells in scan.flagged.items()}
    for line, values in enumerate(sheet.iter_rows(), start=1):
        try:
            cells = left + [plain(value, limits.cell_characters) for value in values]
        except TooLong:
            lengths = [len(value) if isinstance(value, str) else 0 for value in values]
            cell = cell_name(line, len(left) + lengths.index(max(lengths)))
            raise Refused("cell_too_long", cell=cell, most=limits.cell_characters) from None
        if line in flagged:
            lay_over(cells, flagged.pop(line))
        if any(cell is not None for cell in cells):
            yield line, cells
    # calamine ends where the values end; formulas without a value may lie below.
    for line in sorted(flagged):
        cells = []
        lay_over(cells, flagged[line])
        yield line, cells


def lay_over(cells: list[Any], flagged: dict[int, Any]) -> None:
    cells += [None] * (max(flagged) + 1 - len(cells))
    for index, error in flagged.items():
        if cells[index] is None:
            cells[index] = packed_cell(error)


class TooLong(Exception):
    pass


def plain(value: Any, most_characters: int) -> Any:
    """A value of calamine as it is sent: "" is a blank cell, a whole number an int."""
    kind = type(value)
    if kind is str:
        if len(value) > most_characters:
            raise TooLong
        if "_xFFF" in value:
            value = NONCHARACTERS.sub(lambda match: chr(int(match[1], 16)), value)
        return value or None
    if kind is float:
        return int(value) if value.is_integer() and -MOST_EXACT < value < MOST_EXACT else value
    if kind is bool or kind is int:
        return value
    if kind is datetime.time:
        return value.isoformat("auto")
    if kind is datetime.timedelta:
        return hours(value)
    return packed_cell(value)


def hours(span: datetime.timedelta) -> str:
    """30:00:00 for a span of thirty hours, as Excel shows it."""
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
