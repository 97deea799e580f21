import csv
import datetime
import io
import tracemalloc
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from django.utils import translation

from uccn.sheets.writing import Column, Notes, Sheet, Unwritable, write_csv, write_ods, write_xlsx
from uccn.sheets.writing.layout import fitted

COLUMNS = [Column("城市 City", width=20), Column("领域 Field", choices=["设计", "文学"]), Column("年份 Year")]
ROWS = [["深圳", "设计", 2008], ["诺里奇", "文学", 2012]]
FORMULAS = ["=1+1", "+86 21", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "==1+1", " =1", "'=1"]


def csv_of(rows, header=("City",)):
    stream = io.BytesIO()
    write_csv(stream, header, rows)
    return stream.getvalue()


def book_of(*sheets, notes=None):
    stream = io.BytesIO()
    write_xlsx(stream, sheets, notes)
    return stream


def ods_xml(sheet, notes=None):
    stream = io.BytesIO()
    write_ods(stream, [sheet], notes)
    return zipfile.ZipFile(stream).read("content.xml").decode()


def test_csv_has_a_bom_and_the_line_ends_of_excel():
    assert csv_of(ROWS, ["城市 City", "领域", "年份"]) == (
        b"\xef\xbb\xbf" + "城市 City,领域,年份\r\n深圳,设计,2008\r\n诺里奇,文学,2012\r\n".encode()
    )


def test_csv_numbers_and_dates_are_plain():
    row = [-1, 1.5, Decimal("1E+3"), True, datetime.date(2014, 12, 1), datetime.datetime(2014, 12, 1, 9), None]

    assert csv_of([row]).decode().splitlines()[1] == "-1,1.5,1000,TRUE,2014-12-01,2014-12-01 09:00:00,"


@pytest.mark.parametrize("text", FORMULAS)
def test_x5_every_cell_of_a_csv_that_looks_like_a_formula_begins_with_an_apostrophe(text):
    cells = list(csv.reader(io.StringIO(csv_of([[text]], [text]).decode("utf-8-sig"), newline="")))

    assert cells == [["'" + text], ["'" + text]]


@pytest.mark.parametrize("text", FORMULAS)
def test_x5_texts_in_an_xlsx_are_inline_texts_in_cells_formatted_as_text(text):
    sheet = openpyxl.load_workbook(book_of(Sheet("a", [Column(text)], [[text]])), rich_text=True).active

    for cell in (sheet["A1"], sheet["A2"]):
        assert (cell.data_type, cell.number_format) == ("s", "@")


def test_x5_xlsx_holds_no_formula_and_no_link():
    texts = [[text] for text in [*FORMULAS, "http://example.org", "mailto:a@b.c", "<r><t>x</t></r>"]]

    xml = zipfile.ZipFile(book_of(Sheet("a", [Column("x")], texts))).read("xl/worksheets/sheet1.xml").decode()

    assert "<f" not in xml
    assert "hyperlink" not in xml
    assert "<r>" not in xml
    assert xml.count('t="inlineStr"') == len(texts) + 1


@pytest.mark.parametrize("text", FORMULAS)
def test_x5_texts_in_an_ods_are_texts_in_cells_formatted_as_text(text):
    xml = ods_xml(Sheet("a", [Column("x")], [[text]]))

    assert xml.count('<table:table-cell table:style-name="text" office:value-type="string">') == 1
    assert "formula" not in xml


def test_xlsx_headings_are_bold_frozen_and_filtered():
    sheet = openpyxl.load_workbook(book_of(Sheet("城市", COLUMNS, ROWS)))["城市"]

    assert [cell.value for cell in sheet[1]] == ["城市 City", "领域 Field", "年份 Year"]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C3"
    assert sheet.dimensions == "A1:C3"


def test_xlsx_columns_are_as_wide_as_asked_or_as_their_headings():
    sheet = openpyxl.load_workbook(book_of(Sheet("城市", COLUMNS, ROWS))).active

    assert [round(sheet.column_dimensions[letter].width) for letter in "ABC"] == [21, 15, 14]


def test_xlsx_numbers_and_dates_are_typed():
    row = ["x", 2008, Decimal("1.5"), datetime.date(2014, 12, 1), datetime.datetime(2014, 12, 1, 9, 30), True]

    sheet = openpyxl.load_workbook(book_of(Sheet("a", [Column(letter) for letter in "abcdef"], [row]))).active

    assert [cell.value for cell in sheet[2]] == [
        "x",
        2008,
        1.5,
        datetime.datetime(2014, 12, 1),
        datetime.datetime(2014, 12, 1, 9, 30),
        True,
    ]
    assert sheet["D2"].number_format == "yyyy-mm-dd"


def test_numbers_longer_than_excel_keeps_are_texts():
    sheet = openpyxl.load_workbook(
        book_of(Sheet("a", [Column("x")], [[44030519900101123], [Decimal("0." + "1" * 20)]]))
    ).active

    assert [sheet["A2"].value, sheet["A3"].value] == ["44030519900101123", "0." + "1" * 20]


def test_xlsx_offers_choices_also_below_the_last_row():
    sheet = openpyxl.load_workbook(book_of(Sheet("城市", COLUMNS, ROWS))).active

    (rule,) = sheet.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref), rule.errorStyle) == ('"设计,文学"', "B2:B1003", "warning")


def test_xlsx_long_choices_and_those_with_commas_are_kept_on_a_hidden_sheet():
    columns = [Column("a", choices=["x" * 200, "y" * 100]), Column("b", choices=["Korea, Republic of"])]

    book = openpyxl.load_workbook(book_of(Sheet("城市", columns, [])))

    assert [rule.formula1 for rule in book["城市"].data_validations.dataValidation] == [
        "lists!$A$1:$A$2",
        "lists!$B$1:$B$1",
    ]
    assert book["lists"].sheet_state == "hidden"
    assert book["lists"]["B1"].value == "Korea, Republic of"


def test_notes_stand_on_a_sheet_of_their_own():
    notes = Notes("说明", ["空白保留原值", "=清空"])

    book = openpyxl.load_workbook(book_of(Sheet("城市", COLUMNS, ROWS), notes=notes))

    assert book.sheetnames == ["城市", "说明"]
    assert [row[0].value for row in book["说明"].rows] == ["空白保留原值", "=清空"]
    assert "空白保留原值" in ods_xml(Sheet("城市", COLUMNS, ROWS), notes)


def test_xlsx_refuses_a_text_longer_than_excel_takes_and_names_the_cell():
    with pytest.raises(Unwritable) as refused:
        book_of(Sheet("a", [Column("x"), Column("y")], [["a", "𠮷" * 16_384]]))

    assert str(refused.value) == (
        "Cell B2 holds 32768 characters; an Excel workbook takes 32767. Export as .ods or .csv."
    )
    with translation.override("zh-hans"):
        assert "B2" in str(refused.value)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
@pytest.mark.parametrize(
    "write", [csv_of, lambda rows: book_of(Sheet("a", COLUMNS, rows)), lambda rows: ods_xml(Sheet("a", COLUMNS, rows))]
)
def test_i9_what_no_file_can_hold_is_refused_with_its_cell(write, text):
    with pytest.raises(Unwritable, match="Cell B3 holds a character that no file can hold"):
        write([["x", "y"], ["x", text]])


def test_a_write_that_fails_leaves_no_files_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with pytest.raises(Unwritable):
        book_of(Sheet("a", COLUMNS, [["x", "\0"]]))

    assert list(tmp_path.iterdir()) == []


def test_ods_begins_with_its_type_unpacked():
    stream = io.BytesIO()
    write_ods(stream, [Sheet("a", COLUMNS, ROWS)])

    first = zipfile.ZipFile(stream).infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert stream.getvalue()[38:84] == b"application/vnd.oasis.opendocument.spreadsheet"


class OneWay(io.RawIOBase):
    """A response being sent: what is written is gone."""

    size = 0

    def writable(self):
        return True

    def write(self, piece):
        self.size += len(piece)
        return len(piece)


@pytest.mark.parametrize("kind", ["csv", "ods", "xlsx"])
def test_ten_thousand_rows_need_less_than_ten_megabytes(kind):
    columns = [Column(f"列 {index}") for index in range(6)]
    rows = ([f"深圳 {line} {index}" for index in range(6)] for line in range(10_000))
    stream = OneWay()
    tracemalloc.start()
    if kind == "csv":
        write_csv(stream, columns, rows)
    else:
        {"ods": write_ods, "xlsx": write_xlsx}[kind](stream, [Sheet("a", columns, rows)])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert stream.size > 100_000
    assert peak < 10 * 1024 * 1024


def test_columns_are_as_wide_as_their_first_rows_ask():
    rows = ([f"jingdezhen-{number}", "景德镇", "长" * 1000, None] for number in range(300))
    sheet = fitted(Sheet("a", [Column("地址名"), Column("城市", width=12), Column("文本"), Column("无")], rows))

    assert [column.width for column in sheet.columns] == [15, 12, 40, 8]
    assert sum(1 for _row in sheet.rows) == 300
