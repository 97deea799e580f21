"""OpenDocument spreadsheets, read as they stream by: calamine would drop errors, hidden rows and doubled blanks."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from typing import IO, Any
from xml.parsers import expat

from uccn.sheets.cells import NOT_CALCULATED, Cell, CellError, cell_name
from uccn.sheets.escaping import unescaped
from uccn.sheets.parsing.limits import Limits
from uccn.sheets.parsing.opendocument_text import Paragraph
from uccn.sheets.parsing.wire import Merge, Refused, RowSender, SheetFacts, packed_cell, send

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
CALC_EXTENSION = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "

VALUE_TYPE, VALUE = OFFICE + "value-type", OFFICE + "value"
DATE_VALUE, BOOLEAN_VALUE, STRING_VALUE = OFFICE + "date-value", OFFICE + "boolean-value", OFFICE + "string-value"
EXTENDED_TYPE = CALC_EXTENSION + "value-type"
FORMULA, VISIBILITY = TABLE + "formula", TABLE + "visibility"
ROWS_REPEATED, COLUMNS_REPEATED = TABLE + "number-rows-repeated", TABLE + "number-columns-repeated"
ROWS_SPANNED, COLUMNS_SPANNED = TABLE + "number-rows-spanned", TABLE + "number-columns-spanned"
CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")

Attributes = dict[str, str]


def read(content: IO[bytes], limits: Limits, out: IO[bytes]) -> None:
    with zipfile.ZipFile(content) as container, container.open("content.xml") as xml:
        reader = Reader(limits, out)
        try:
            reader.parser.ParseFile(xml)
        except expat.ExpatError as error:
            raise Refused("damaged") from error


def value_of(attributes: Attributes, text: str) -> Cell:
    """The value of a cell. Its text is what the cell shows, its attributes what it is."""
    if attributes.get(EXTENDED_TYPE) == "error":
        return CellError(text)
    kind = attributes.get(VALUE_TYPE)
    if kind in ("float", "currency", "percentage"):
        return number(attributes[VALUE])
    if kind == "date":
        return date(attributes[DATE_VALUE])
    if kind == "boolean":
        return attributes[BOOLEAN_VALUE] == "true"
    if attributes.get(FORMULA) and kind is None and not text:
        return NOT_CALCULATED
    return unescaped(text or attributes.get(STRING_VALUE, "")) or None


def number(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < 10**15 else value


def date(text: str) -> Cell:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment.date() if moment.time() == datetime.time() else moment.replace(tzinfo=None)


class Reader:
    """Follows the elements of content.xml and sends sheet after sheet.

    Of a cell only the paragraphs directly in it count, not those of comments and drawings.
    """

    def __init__(self, limits: Limits, out: IO[bytes]) -> None:
        self.limits, self.out = limits, out
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.path: list[str] = []
        self.invisible_styles: set[str] = set()
        self.style = ""
        self.sheet: SheetFacts | None = None
        self.refused: Refused | None = None
        self.rows = RowSender(out)
        self.paragraph: Paragraph | None = None
        self.starts: dict[str, Callable[[Attributes], None]] = {
            STYLE + "style": self.start_style,
            STYLE + "table-properties": self.start_table_properties,
            TABLE + "table": self.start_table,
            TABLE + "table-source": self.start_source,
            TABLE + "table-column": self.start_column,
            TABLE + "table-row": self.start_row,
            TABLE + "table-cell": self.start_cell,
            TABLE + "covered-table-cell": self.start_cell,
            TEXT + "p": self.start_paragraph,
        }
        self.ends: dict[str, Callable[[], None]] = {
            TABLE + "table": self.end_table,
            TABLE + "table-row": self.end_row,
            TABLE + "table-cell": self.end_cell,
            TABLE + "covered-table-cell": self.end_cell,
            TEXT + "p": self.end_paragraph,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        self.path.append(name)
        if self.paragraph:
            self.paragraph.start(name, attributes)
        elif handler := self.starts.get(name):
            handler(attributes)

    def end(self, name: str) -> None:
        self.path.pop()
        if self.paragraph and self.paragraph.end():
            return
        if handler := self.ends.get(name):
            handler()

    def start_style(self, attributes: Attributes) -> None:
        self.style = attributes.get(STYLE + "name", "")

    def start_table_properties(self, attributes: Attributes) -> None:
        if attributes.get(TABLE + "display") == "false":
            self.invisible_styles.add(self.style)

    def start_table(self, attributes: Attributes) -> None:
        # Tables within cells and within the record of changes are no sheets.
        if self.path[-2] != OFFICE + "spreadsheet":
            return
        is_visible = attributes.get(TABLE + "style-name") not in self.invisible_styles
        self.sheet = SheetFacts(name=attributes.get(TABLE + "name", ""), is_visible=is_visible)
        self.refused = None
        self.line, self.column = 1, 0
        self.grid_cells = 0

    def start_source(self, attributes: Attributes) -> None:
        # A copy of another file's sheet, kept for links to it.
        self.sheet = None

    def end_table(self) -> None:
        if self.sheet and self.path[-1] == OFFICE + "spreadsheet":
            self.rows.flush()
            if self.refused:
                send(self.refused.refusal, self.out)
            send(self.sheet, self.out)
            self.sheet = None

    def start_column(self, attributes: Attributes) -> None:
        if self.sheet:
            count = int(attributes.get(COLUMNS_REPEATED, 1))
            if attributes.get(VISIBILITY, "visible") != "visible":
                self.sheet.hidden_columns.append((self.column, self.column + count - 1))
            self.column += count

    def start_row(self, attributes: Attributes) -> None:
        self.cells: list[Any] = []
        self.index = 0
        self.row_attributes = attributes

    def end_row(self) -> None:
        if not self.sheet:
            return
        count = int(self.row_attributes.get(ROWS_REPEATED, 1))
        if self.row_attributes.get(VISIBILITY, "visible") != "visible":
            self.sheet.hidden_lines.append((self.line, self.line + count - 1))
        if self.cells and not self.refused:
            self.check_extent(self.line + count - 1, count * len(self.cells))
        if self.cells and not self.refused:
            for line in range(self.line, self.line + count):
                self.rows.add(line, self.cells)
        self.line += count

    def check_extent(self, last_line: int, grid_cells: int) -> None:
        self.grid_cells += grid_cells
        columns = len(self.cells)
        if last_line > self.limits.rows:
            self.refuse_far_cell(last_line, columns - 1)
        elif self.grid_cells > self.limits.grid_cells:
            self.refused = Refused("wide_grid", rows=last_line, columns=columns, most=self.limits.grid_cells)

    def refuse_far_cell(self, line: int, index: int) -> None:
        cell = cell_name(line, index)
        self.refused = Refused("far_cell", cell=cell, rows=self.limits.rows, columns=self.limits.columns)

    def start_cell(self, attributes: Attributes) -> None:
        self.cell_attributes = attributes
        self.paragraphs: list[str] = []

    def end_cell(self) -> None:
        if not self.sheet:
            return
        attributes = self.cell_attributes
        count = int(attributes.get(COLUMNS_REPEATED, 1))
        if len(attributes) > 0 or self.paragraphs:
            if ROWS_SPANNED in attributes or COLUMNS_SPANNED in attributes:
                self.note_span(attributes)
            value = self.checked(value_of(attributes, "\n".join(self.paragraphs)))
            if FORMULA in attributes:
                self.note_formula(value)
            if value is not None:
                self.put(value, count)
        self.index += count

    def put(self, value: Cell, count: int) -> None:
        if self.index + count > self.limits.columns:
            self.refuse_far_cell(self.line, self.index + count - 1)
            return
        self.cells += [None] * (self.index - len(self.cells))
        self.cells += [packed_cell(value)] * count

    def checked(self, value: Cell) -> Cell:
        if isinstance(value, str) and len(value) > self.limits.cell_characters and not self.refused:
            cell = cell_name(self.line, self.index)
            self.refused = Refused("cell_too_long", cell=cell, most=self.limits.cell_characters)
        return value

    def note_formula(self, value: Cell) -> None:
        assert self.sheet
        self.sheet.formulas += 1
        self.sheet.first_formula = self.sheet.first_formula or cell_name(self.line, self.index)
        self.sheet.not_calculated += value == NOT_CALCULATED

    def note_span(self, attributes: Attributes) -> None:
        lines, columns = int(attributes.get(ROWS_SPANNED, 1)), int(attributes.get(COLUMNS_SPANNED, 1))
        if self.sheet and lines * columns > 1:
            last = (self.line + lines - 1, self.index + columns - 1)
            self.sheet.merges.append(Merge(self.line, self.index, *last))
            if len(self.sheet.merges) > self.limits.merged_ranges:
                self.refused = Refused("too_many_merges", sheet=self.sheet.name, most=self.limits.merged_ranges)

    def start_paragraph(self, attributes: Attributes) -> None:
        if self.path[-2] in CELLS:
            self.paragraph = Paragraph()
            self.parser.CharacterDataHandler = self.paragraph.add

    def end_paragraph(self) -> None:
        if self.paragraph:
            self.paragraphs.append(self.paragraph.text())
            self.parser.CharacterDataHandler = None
            self.paragraph = None
