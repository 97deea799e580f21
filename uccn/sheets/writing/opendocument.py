from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import IO
from xml.sax.saxutils import quoteattr

from uccn.sheets.writing.layout import Notes, Sheet, Value, fitted, is_exact, xml_text

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
BEGINNING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<office:document-content office:version="1.2"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:automatic-styles>"
)
DATE_PARTS = '<number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/>'
DATE_PARTS += '<number:text>-</number:text><number:day number:style="long"/>'
STYLES = (
    '<number:text-style style:name="as-text"><number:text-content/></number:text-style>'
    f'<number:date-style style:name="as-date">{DATE_PARTS}</number:date-style>'
    '<style:style style:name="text" style:family="table-cell" style:data-style-name="as-text"/>'
    '<style:style style:name="date" style:family="table-cell" style:data-style-name="as-date"/>'
    '<style:style style:name="heading" style:family="table-cell" style:data-style-name="as-text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)
# A character of the default font, nearly.
CENTIMETRES = 0.23

PIECE = 256 * 1024

# What the simple way of writing a paragraph would lose.
NOT_PLAIN = re.compile("[\t\n]|^ | $|  ")
BLANKS = re.compile("^ +| +$|(?<= ) +")


def write_ods(stream: IO[bytes], sheets: Sequence[Sheet], notes: Notes | None = None) -> None:
    """OpenDocument 1.2 for LibreOffice and WPS; texts in cells formatted as text. Nothing but a piece is in memory."""
    pages = [*map(fitted, sheets)]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as container:
        # Readers know the format by these first bytes.
        container.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        container.writestr("META-INF/manifest.xml", MANIFEST)
        with container.open("content.xml", "w", force_zip64=True) as content:
            for piece in gathered(document(pages, notes)):
                content.write(piece.encode("utf-8"))


def gathered(parts: Iterator[str]) -> Iterator[str]:
    """Joins small parts to pieces that are worth packing."""
    waiting: list[str] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size >= PIECE:
            yield "".join(waiting)
            waiting, size = [], 0
    yield "".join(waiting)


def document(sheets: Sequence[Sheet], notes: Notes | None) -> Iterator[str]:
    widths = sorted({column.characters for sheet in sheets for column in sheet.columns})
    yield BEGINNING + STYLES
    for width in widths:
        yield f'<style:style style:name="width-{width}" style:family="table-column">'
        yield f'<style:table-column-properties style:column-width="{width * CENTIMETRES:.2f}cm"/></style:style>'
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    for sheet in sheets:
        yield from table(sheet)
    if notes:
        yield f"<table:table table:name={quoteattr(notes.name)}>"
        for line, text in enumerate(notes.lines, start=1):
            yield row([text], line)
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def table(sheet: Sheet) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(sheet.name)}>"
    for column in sheet.columns:
        yield f'<table:table-column table:style-name="width-{column.characters}" table:default-cell-style-name="text"/>'
    headings = [column.heading for column in sheet.columns]
    header_line = len(sheet.above) + 1
    for line, values in enumerate(sheet.above, start=1):
        yield row(values, line)
    yield f"<table:table-header-rows>{row(headings, header_line, 'heading')}</table:table-header-rows>"
    for line, values in enumerate(sheet.rows, start=header_line + 1):
        yield row(values, line)
    yield "</table:table>"


def row(values: Sequence[Value], line: int, style: str = "text") -> str:
    cells = "".join([cell(value, line, index, style) for index, value in enumerate(values)])
    return (
        f"<table:table-row>{cells}</table:table-row>"
        if cells
        else "<table:table-row><table:table-cell/></table:table-row>"
    )


def cell(value: Value, line: int, index: int, style: str) -> str:
    if isinstance(value, str):
        return text_cell(xml_text(value, line, index), style) if value else "<table:table-cell/>"
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        truth = "true" if value else "false"
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{truth}"/>'
    if isinstance(value, datetime.date):
        return date_cell(value)
    if is_exact(value):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return text_cell(str(value), style)


def date_cell(value: datetime.date) -> str:
    iso = (value.replace(tzinfo=None) if isinstance(value, datetime.datetime) else value).isoformat()
    return f'<table:table-cell table:style-name="date" office:value-type="date" office:date-value="{iso}"/>'


def text_cell(text: str, style: str) -> str:
    """`text` is character data already."""
    paragraphs = "".join(map(paragraph, text.split("\n"))) if NOT_PLAIN.search(text) else f"<text:p>{text}</text:p>"
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{paragraphs}</table:table-cell>'


def paragraph(text: str) -> str:
    """One line of a text: XML takes several blanks for one, so all but one are elements."""
    spaced = BLANKS.sub(lambda blanks: f'<text:s text:c="{len(blanks[0])}"/>', text)
    return f"<text:p>{spaced.replace(chr(9), '<text:tab/>')}</text:p>"
