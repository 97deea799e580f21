from __future__ import annotations

import datetime
import functools
import itertools
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from uccn.sheets.cells import cell_name, column_name
from uccn.sheets.writing.layout import FIRST_DAY, Notes, Sheet, Unwritable, Value, fitted, is_exact, xml_text

MOST_CHARACTERS, MOST_ROWS = 32_767, 1_048_576
DAY_ZERO = datetime.date(1899, 12, 30)
# Choices can be named in the sheet itself if they are no longer than this together.
MOST_CHOICE_CHARACTERS = 255
# How many rows below the last one offer choices too, for those who go on filling in.
SPARE_ROWS = 1_000
letters = functools.cache(column_name)

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class TextSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes whole rows and writes their XML itself, at an eighth of the cost of write_string.

    It also escapes what xlsxwriter 3.3.1 does not: a text like "<r>…</r>" would go into the file as markup.
    """

    def set_styles(self, text: Any, day: Any, moment: Any) -> None:
        self.text_style, self.day_style, self.moment_style = (each._get_xf_index() for each in (text, day, moment))

    def add_row(self, line: int, values: Sequence[Value], style: int | None = None) -> None:
        style = self.text_style if style is None else style
        cells = [
            self.text_cell(line, index, value, style) if isinstance(value, str) else self.cell(line, index, value)
            for index, value in enumerate(values)
            if value is not None and value != ""
        ]
        self.row_data_fh.write(f'<row r="{line}">{"".join(cells)}</row>')
        self._check_dimensions(line - 1, max(0, len(values) - 1))

    def cell(self, line: int, index: int, value: Value) -> str:
        name = f"{letters(index)}{line}"
        if isinstance(value, bool):
            return f'<c r="{name}" t="b"><v>{value:d}</v></c>'
        if isinstance(value, (int, float, Decimal)) and is_exact(value):
            return f'<c r="{name}"><v>{value}</v></c>'
        if isinstance(value, datetime.date) and day_of(value) >= FIRST_DAY:
            is_moment = isinstance(value, datetime.datetime)
            return f'<c r="{name}" s="{self.moment_style if is_moment else self.day_style}"><v>{serial(value)}</v></c>'
        return self.text_cell(line, index, str(value), self.text_style)

    def text_cell(self, line: int, index: int, text: str, style: int) -> str:
        if len(text) * 2 > MOST_CHARACTERS:
            refuse_too_long(text, line, index)
        space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
        shown = xml_text(text, line, index)
        return f'<c r="{letters(index)}{line}" s="{style}" t="inlineStr"><is><t{space}>{shown}</t></is></c>'


def refuse_too_long(text: str, line: int, index: int) -> None:
    # Excel counts in UTF-16, where a rare hanzi is two.
    count = len(text) + sum(character > "\uffff" for character in text)
    if count > MOST_CHARACTERS:
        raise Unwritable("too_long", cell=cell_name(line, index), count=count, most=MOST_CHARACTERS)


def day_of(moment: datetime.date) -> datetime.date:
    return moment.date() if isinstance(moment, datetime.datetime) else moment


def serial(moment: datetime.date) -> float:
    """Excel's count of days, with the time of day as its fraction."""
    days = (day_of(moment) - DAY_ZERO).days
    if not isinstance(moment, datetime.datetime):
        return days
    midnight = datetime.datetime.combine(day_of(moment), datetime.time())
    return days + (moment.replace(tzinfo=None) - midnight) / datetime.timedelta(days=1)


def write_xlsx(stream: IO[bytes], sheets: Sequence[Sheet], notes: Notes | None = None) -> None:
    """Headings bold, frozen and with a filter; texts in cells formatted as text, so that editing wakes no formula.

    Raises Unwritable for a cell or a table larger than Excel takes. Moments are written in the zone they are given in.
    """
    with tempfile.TemporaryDirectory(prefix="sheets-") as folder:
        book = Workbook(stream, {**OPTIONS, "tmpdir": folder})
        styles = [book.add_format({"num_format": form}) for form in ("@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss")]
        heading_style = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "num_format": "@"})
        lists: list[Sequence[str]] = []
        for sheet in map(fitted, sheets):
            add_sheet(book, sheet, styles, heading_style, lists)
        if notes:
            add_notes(book, notes, styles)
        if lists:
            add_lists(book, lists, styles)
        book.close()


def add_sheet(book: Workbook, sheet: Sheet, styles: list[Any], heading_style: Any, lists: list[Sequence[str]]) -> None:
    page = book.add_worksheet(sheet.name, TextSheet)
    page.set_styles(*styles)
    header_line = len(sheet.above) + 1
    page.freeze_panes(header_line, 0)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.characters, styles[0])
    for line, values in enumerate(sheet.above, start=1):
        page.add_row(line, values)
    page.add_row(header_line, [column.heading for column in sheet.columns], heading_style._get_xf_index())
    line = header_line
    for line, values in enumerate(sheet.rows, start=header_line + 1):
        if line > MOST_ROWS:
            raise Unwritable("too_many_rows", most=MOST_ROWS)
        page.add_row(line, values)
    page.autofilter(header_line - 1, 0, max(header_line, line - 1), len(sheet.columns) - 1)
    add_choices(page, sheet, min(line + SPARE_ROWS, MOST_ROWS), lists)


def add_choices(page: TextSheet, sheet: Sheet, last_line: int, lists: list[Sequence[str]]) -> None:
    for index, column in enumerate(sheet.columns):
        if column.choices:
            source: Sequence[str] | str = column.choices
            has_comma = any("," in choice for choice in column.choices)
            if has_comma or len(",".join(column.choices)) > MOST_CHOICE_CHARACTERS:
                letters = column_name(len(lists))
                source = f"=lists!${letters}$1:${letters}${len(column.choices)}"
                lists.append(column.choices)
            # A warning, not a wall: names in other spellings are understood too.
            rule = {"validate": "list", "source": source, "error_type": "warning"}
            page.data_validation(len(sheet.above) + 1, index, last_line - 1, index, rule)


def add_notes(book: Workbook, notes: Notes, styles: list[Any]) -> None:
    page = book.add_worksheet(notes.name, TextSheet)
    page.set_styles(*styles)
    page.set_column(0, 0, 100, book.add_format({"text_wrap": True, "num_format": "@"}))
    for line, text in enumerate(notes.lines, start=1):
        page.add_row(line, [text])


def add_lists(book: Workbook, lists: list[Sequence[str]], styles: list[Any]) -> None:
    page = book.add_worksheet("lists", TextSheet)
    page.set_styles(*styles)
    page.hide()
    for line, choices in enumerate(itertools.zip_longest(*lists), start=1):
        page.add_row(line, choices)
