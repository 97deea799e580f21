from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain, islice
from xml.sax.saxutils import escape

from django.utils.translation import gettext_lazy as _

from uccn.sheets.cells import cell_name
from uccn.sheets.escaping import NOT_PLAIN_IN_XML, escaped_for_xml

Value = str | int | float | Decimal | bool | datetime.date | datetime.datetime | None

NARROWEST, WIDEST = 8, 60
# Rows that the width of a column is measured by, and the widest it is made for their sake.
MEASURED, WIDE_ENOUGH = 100, 40
# Excel counts days from 1900 and has 29 February 1900, which never was.
FIRST_DAY = datetime.date(1900, 3, 1)
# Whole numbers of more digits than Excel keeps are written as texts.
MOST_EXACT = 10**15

IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")

SENTENCES = {
    "too_long": _(
        "Cell %(cell)s holds %(count)s characters; an Excel workbook takes %(most)s. Export as .ods or .csv."
    ),
    "too_many_rows": _("An Excel workbook takes %(most)s rows. Export as .csv."),
    "nul": _("Cell %(cell)s holds a character that no file can hold."),
}


class Unwritable(ValueError):
    """A table that the format cannot hold whole. As text it is a sentence in the language then active."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return str(SENTENCES[self.code]) % self.facts


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in characters (else by what stands in it), and what may be chosen in it."""

    heading: str
    width: int | None = None
    choices: Sequence[str] = ()

    @property
    def characters(self) -> int:
        return self.width or max(NARROWEST, min(WIDEST, display_width(self.heading) + 4))


@dataclass(frozen=True)
class Sheet:
    """A table. A row has at most as many values as there are columns. None is a blank cell, and so is "".

    above: rows that stand above the headings.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]] = field(repr=False)
    above: Sequence[Sequence[Value]] = field(default=(), repr=False)


def fitted(sheet: Sheet) -> Sheet:
    """The same table with columns as wide as their heading and their first rows ask."""
    rows = iter(sheet.rows)
    first = list(islice(rows, MEASURED))
    columns = [replace(column, width=fitting(column, index, first)) for index, column in enumerate(sheet.columns)]
    return replace(sheet, columns=columns, rows=chain(first, rows))


def fitting(column: Column, index: int, rows: Iterable[Sequence[Value]]) -> int:
    if column.width:
        return column.width
    texts = (str(row[index])[:WIDE_ENOUGH] for row in rows if index < len(row) and row[index])
    return max([column.characters, *(min(WIDE_ENOUGH, display_width(text) + 2) for text in texts)])


@dataclass(frozen=True)
class Notes:
    """A sheet of plain sentences, one a line, for the people who fill in the others."""

    name: str
    lines: Sequence[str]


def columns_of(headings: Iterable[str | Column]) -> list[Column]:
    return [heading if isinstance(heading, Column) else Column(heading) for heading in headings]


def is_exact(number: float | Decimal) -> bool:
    """Whether a spreadsheet keeps the number as it is."""
    if isinstance(number, Decimal):
        return number.is_finite() and len(number.as_tuple().digits) <= 15
    return math.isfinite(number) and (isinstance(number, float) or abs(number) < MOST_EXACT)


def display_width(text: str) -> int:
    """Hanzi take the room of two letters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def refuse_unwritable(text: str, line: int, index: int) -> None:
    if IMPOSSIBLE.search(text):
        raise Unwritable("nul", cell=cell_name(line, index))


def xml_text(text: str, line: int, index: int) -> str:
    """The text as character data. The place is where it would be refused."""
    if not NOT_PLAIN_IN_XML.search(text):
        return text
    refuse_unwritable(text, line, index)
    return escape(escaped_for_xml(text))
