"""What is refused before any parser sees it, and what dies in the child instead of here."""

import io
import os
import struct
import zipfile
import zlib

import pytest
import xlsxwriter

from tests.uccn.sheets.files import (
    a_book,
    cells_of,
    ods_of,
    ods_parts,
    ods_row,
    refusal_of,
    saved,
    text_cell,
    with_sizes_lying,
    xlsx_of,
    xlsx_parts,
    zipped,
)
from uccn.sheets.reading import Limits, Unreadable, check_container

ROW = f'<row r="1">{text_cell("A1", "城市")}</row><row r="2">{text_cell("A2", "深圳")}</row>'
MEGABYTE = 1024 * 1024


def seconds():
    """Of work, here and in children: how long it takes beside other work says nothing."""
    return sum(os.times()[:4])


def test_i3_zip_bomb_of_a_part_is_refused_by_its_ratio():
    parts = xlsx_parts(ROW) | {"xl/media/bomb.bin": b"\0" * (40 * MEGABYTE)}
    content = zipped(parts)

    refusal = refusal_of(content)

    assert len(content) < 50_000
    assert (
        str(refusal)
        == "The part xl/media/bomb.bin of this file unpacks to more than 200 times its size, as no spreadsheet does."
    )


def test_i3_many_moderate_parts_are_refused_by_their_sum():
    blanks = zlib.compress(b"")  # Keeps the member small and its ratio below the limit.
    parts = xlsx_parts(ROW) | {f"xl/media/{n}.bin": blanks + bytes(range(256)) * 4 * 900 for n in range(120)}

    refusal = refusal_of(zipped(parts), limits=Limits(ratio=2000))

    assert str(refusal) == "Unpacked, this file has more than 100 MB; no more is read. Divide it into smaller files."


@pytest.mark.parametrize("size", [10, 4_000_000_000])
def test_i3_sizes_that_lie_are_counted(size):
    content = with_sizes_lying(xlsx_of(ROW), "xl/worksheets/sheet1.xml", size)

    assert refusal_of(content).code == "lying_size"


def test_i3_five_thousand_members_are_refused():
    parts = xlsx_parts(ROW) | {f"xl/media/{n}.png": b"" for n in range(5000)}

    assert str(refusal_of(zipped(parts))) == "This file consists of 5005 parts; at most 2000 are read."


def test_i3_members_that_overlap_are_refused():
    content = xlsx_of(ROW)
    directory = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", directory + 4)
    changed = bytearray(content)
    struct.pack_into("<I", changed, second + 42, 0)

    assert refusal_of(bytes(changed)).code == "overlap"


def test_i3_more_than_ten_megabytes_are_not_even_opened():
    refusal = refusal_of(b"PK\x03\x04" + b"x" * 11 * MEGABYTE)

    assert str(refusal) == "This file has 11.0 MB; at most 10 MB are read. Divide it into smaller files."


def test_i3_a_bomb_in_the_name_of_the_format_is_not_unpacked():
    content = zipped({"mimetype": b"\0" * (60 * MEGABYTE), "content.xml": ""})

    assert refusal_of(content, limits=Limits(upload_bytes=MEGABYTE)).code == "archive"


def test_i3_far_cell_is_refused_by_name():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "城市")
    sheet.write(1_048_575, 16_383, 1)
    book.close()
    began = seconds()

    refusal = refusal_of(stream.getvalue())

    assert str(refusal) == (
        "Cell XFD1048576 holds something, but only the first 200000 rows and 256 columns are read. "
        "Delete what lies outside the table."
    )
    assert seconds() - began < 10


def test_i3_far_cell_of_fourteen_hundred_bytes_is_refused():
    content = xlsx_of(
        f'<row r="1">{text_cell("A1", "城市")}</row><row r="1048576">{text_cell("XFD1048576", "x")}</row>'
    )

    assert len(content) < 1600
    assert refusal_of(content).code == "far_cell"


def test_i3_far_cell_without_references_kills_no_more_than_the_child():
    # Cells out of order mislead the look at the last cell of a row: then the child's memory is the limit.
    content = xlsx_of(f'<row r="1">{text_cell("XFD1048576", "x")}{text_cell("A1", "城市")}</row>')

    refusal = refusal_of(content)

    assert (
        str(refusal) == "Reading this file would take more memory than allowed. Delete empty sheets, rows and columns."
    )


def test_i3_a_million_empty_formatted_rows_are_read_without_harm():
    content = xlsx_of(ROW + "".join(f'<row r="{line}" s="1" customFormat="1"/>' for line in range(3, 1_048_577)))
    began = seconds()

    cells = cells_of(content)

    assert cells == [("深圳",)]
    assert seconds() - began < 10


def test_i3_formatted_cells_to_the_last_column_are_read_without_harm():
    empty = "".join(f'<c r="{column}1" s="1"/>' for column in ("IW", "ZZ", "XFD"))
    row = f'<row r="1">{text_cell("A1", "城市")}{empty}</row><row r="2">{text_cell("A2", "深圳")}</row>'

    assert cells_of(xlsx_of(row)) == [("深圳",)]


def test_i3_twenty_thousand_columns_are_refused():
    row = ",".join(["城市"] * 20_000).encode()

    assert str(refusal_of(row, "a.csv")) == "Line 1 has 20000 columns; at most 256 are read."


def test_i3_a_grid_that_is_both_wide_and_long_is_refused():
    far = f'<row r="150000">{text_cell("IV150000", "x")}</row>'

    assert refusal_of(xlsx_of(ROW + far)).code == "wide_grid"


@pytest.mark.parametrize("make", [xlsx_of, ods_of], ids=["xlsx", "ods"])
def test_i3_cell_of_two_hundred_thousand_characters_is_refused_by_name(make):
    long = "长" * 200_000
    if make is xlsx_of:
        content = xlsx_of(ROW + f'<row r="3">{text_cell("B3", long)}</row>')
    else:
        rows = ods_row("城市", "国家") + ods_row("深圳", "中国") + ods_row("x", long)
        content = ods_of(f'<table:table table:name="a">{rows}</table:table>')

    refusal = refusal_of(content, limits=Limits(ratio=5000))

    assert str(refusal) == "Cell B3 holds more than 100000 characters. Shorten it."


def test_i3_cell_of_two_hundred_thousand_characters_in_a_csv_is_refused_by_line():
    content = "城市,国家\n深圳,".encode() + b"x" * 200_000

    assert refusal_of(content, "a.csv").facts["line"] == 2


@pytest.mark.parametrize(
    "repeat",
    [
        '<table:table-row table:number-rows-repeated="1048576">',
        '<table:table-row><table:table-cell table:number-columns-repeated="1000000000"/>',
    ],
)
def test_i3_repetitions_in_an_ods_are_refused_before_they_are_built(repeat):
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    content = ods_of(f'<table:table table:name="a">{ods_row("城市")}{repeat}{cell}</table:table-row></table:table>')

    assert refusal_of(content).code == "far_cell"


def test_i3_blank_repetitions_to_the_end_of_an_ods_are_read():
    rows = ods_row("城市") + ods_row("深圳")
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows += f'<table:table-row table:number-rows-repeated="1048574">{blank}</table:table-row>'

    assert cells_of(ods_of(f'<table:table table:name="a">{rows}</table:table>')) == [("深圳",)]


BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<worksheet>&b;</worksheet>"
)
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("xml", [BILLION_LAUGHS, EXTERNAL], ids=["billion laughs", "external entity"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "_rels/.rels"])
def test_i4_entities_in_a_part_of_an_xlsx_are_refused(part, xml, encoding):
    began = seconds()

    refusal = refusal_of(zipped(xlsx_parts(ROW) | {part: xml.encode(encoding)}))

    assert (
        str(refusal)
        == f"The part {part} of this file declares its own entities, as no spreadsheet does. It is not read."
    )
    assert seconds() - began < 2


def test_i4_entities_in_an_ods_are_refused():
    assert refusal_of(zipped(ods_parts("") | {"content.xml": BILLION_LAUGHS})).code == "dtd"


def test_i4_a_declaration_over_the_seam_of_two_pieces_is_seen():
    content = zipped(xlsx_parts(ROW) | {"a.xml": b"<" + b" " * (64 * 1024 - 6) + b"<!DOCTYPE x>"}, zipfile.ZIP_STORED)

    assert refusal_of(content).code == "dtd"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_i5_truncated_workbook_is_named_as_such(share):
    content = saved(a_book([["城市"], ["深圳"]]))

    refusal = refusal_of(content[: int(len(content) * share)])

    assert str(refusal) == "This file is cut off or damaged. Open it in Excel or WPS, save it again and send that copy."


def test_i5_workbook_with_a_flipped_byte_is_named_as_damaged():
    content = bytearray(saved(a_book([["城市"], ["深圳"]])))
    place = content.index(b"xl/worksheets/sheet1.xml") + 60
    content[place] ^= 0xFF

    assert refusal_of(bytes(content)).code in ("damaged", "lying_size")


def test_i5_workbook_without_a_needed_part_names_the_part():
    parts = xlsx_parts(ROW)
    del parts["xl/_rels/workbook.xml.rels"]

    assert str(refusal_of(zipped(parts))) == (
        "This file is damaged: its part xl/_rels/workbook.xml.rels is missing. Save it again and send that copy."
    )


def test_i5_workbook_with_broken_xml_is_refused():
    parts = xlsx_parts(ROW)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"][:-20]

    assert refusal_of(zipped(parts)).code == "damaged"


def test_i5_only_the_broken_sheet_is_refused_and_by_its_name():
    broken = xlsx_of('<row r="1"><c r="A1" t="s"><v>9</v></c></row>')

    assert str(refusal_of(broken)) == "The sheet “Sheet1” is damaged. Save the workbook again and send that copy."


def test_container_of_another_kind_can_be_checked_as_well():
    with pytest.raises(Unreadable) as refused:
        check_container(zipped({"word/document.xml": "<a/>"}), needed=["[Content_Types].xml"])

    assert refused.value.facts == {"part": "[Content_Types].xml"}


def test_a_child_that_runs_out_of_time_is_stopped():
    began = seconds()

    refusal = refusal_of(xlsx_of(ROW), limits=Limits(wall_seconds=0))

    assert refusal.code == "time"
    assert seconds() - began < 5
