"""Spreadsheets as offices and attackers make them."""

import io
import struct
import zipfile

import openpyxl

from uccn.sheets.reading import read
from uccn.sheets.reading.refusals import Unreadable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

ODS_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")]
)

KNOWN = {
    "城市",
    "City",
    "城市 City",
    "国家",
    "Country",
    "国家 Country",
    "领域",
    "Field",
    "年份",
    "Year",
    "入选年份",
    "国家名称",
}


def known(text):
    return text in KNOWN


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def a_book(rows, **sheets):
    """A workbook of one sheet with the rows, and of further ones."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name, more in sheets.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(row)
    return book


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return stream.getvalue()


def xlsx_parts(sheet_data, head="", tail=""):
    """The parts of a workbook whose only sheet has this XML."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{head}<sheetData>{sheet_data}</sheetData>{tail}'
        "</worksheet>",
    }


def xlsx_of(sheet_data, **more):
    return zipped(xlsx_parts(sheet_data, **more))


def text_cell(name, text):
    return f'<c r="{name}" t="inlineStr"><is><t>{text}</t></is></c>'


def ods_parts(tables, head=""):
    return {
        "mimetype": ODS_MIMETYPE,
        "content.xml": f'<office:document-content {ODS_NAMESPACES} xmlns:calcext="urn:org:documentfoundation:names:'
        f'experimental:calc:xmlns:calcext:1.0">{head}<office:body><office:spreadsheet>{tables}</office:spreadsheet>'
        "</office:body></office:document-content>",
    }


def ods_of(tables, head=""):
    return zipped(ods_parts(tables, head))


def ods_row(*texts):
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f"<table:table-row>{cells}</table:table-row>"


def with_sizes_lying(content, name, size):
    """The container with another unpacked size written in the directory for the member."""
    changed = bytearray(content)
    place = 0
    while True:
        place = content.index(b"PK\x01\x02", place)
        (length,) = struct.unpack_from("<H", content, place + 28)
        if content[place + 46 : place + 46 + length].decode() == name:
            struct.pack_into("<I", changed, place + 24, size)
            return bytes(changed)
        place += 4


def table_of(content, filename="城市.xlsx", **options):
    options.setdefault("known", known)
    return read(content, filename, **options)


def cells_of(content, filename="城市.xlsx", **options):
    return [row.cells for row in table_of(content, filename, **options).rows]


def codes(table):
    return [note.code for note in table.notes]


def note(table, code):
    return next(each for each in table.notes if each.code == code).text


def refusal_of(content, filename="城市.xlsx", **options):
    try:
        table_of(content, filename, **options)
    except Unreadable as refusal:
        return refusal
    raise AssertionError("the file was read")
