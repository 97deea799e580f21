"""Which sheet of a workbook is read: offices keep empty ones, hidden ones and notes beside the table."""

from __future__ import annotations

from itertools import islice

from uccn.languages.lists import listed
from uccn.sheets.cells import Cell, is_blank
from uccn.sheets.reading.header import SEARCHED, Known, known_in
from uccn.sheets.reading.notes import Note
from uccn.sheets.reading.refusals import Unreadable
from uccn.sheets.reading.source import Source


def chosen_sheet(source: Source, name: str | None, known: Known | None) -> int:
    """The named one; else the one with the most known headings, else the first with a table in it."""
    if name is not None:
        places = [place for place, sheet in enumerate(source.sheets) if sheet.name == name]
        if not places:
            raise Unreadable("no_such_sheet", sheet=name)
        return places[0]
    places = [place for place, sheet in enumerate(source.sheets) if sheet.is_visible and has_values(source, place)]
    if not places:
        raise Unreadable("no_rows")
    return max(places, key=lambda place: merit(beginning(source, place), known))


def beginning(source: Source, place: int) -> list[list[Cell]]:
    return [cells for _, cells in islice(source.records(place), SEARCHED)]


def has_values(source: Source, place: int) -> bool:
    return source.refusal_of(place) is not None or any(
        not is_blank(cell) for cells in beginning(source, place) for cell in cells
    )


def merit(rows: list[list[Cell]], known: Known | None) -> tuple[int, bool]:
    headings = max((known_in(row, known) for row in rows), default=0) if known else 0
    widths = [sum(not is_blank(cell) for cell in row) for row in rows]
    return headings, len(rows) >= 2 and max(widths) >= 2


def sheet_notes(source: Source, chosen: int) -> list[Note]:
    if len(source.sheets) == 1:
        return []
    others = [place for place in range(len(source.sheets)) if place != chosen and has_values(source, place)]
    hidden = listed(source.sheets[place].name for place in others if not source.sheets[place].is_visible)
    visible = listed(source.sheets[place].name for place in others if source.sheets[place].is_visible)
    sheet = source.sheets[chosen].name
    notes = [Note("sheet", {"sheet": sheet})]
    if visible:
        notes = [Note("sheet_of_several", {"sheet": sheet, "others": visible})]
    if hidden:
        notes.append(Note("hidden_sheets", {"sheets": hidden}))
    return notes
