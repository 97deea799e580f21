"""Cells of workbooks: what they hold, and what is said about them."""

import datetime
import io

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.uccn.sheets.files import (
    MAIN,
    a_book,
    cells_of,
    codes,
    note,
    ods_of,
    ods_row,
    refusal_of,
    saved,
    table_of,
    text_cell,
    xlsx_of,
    xlsx_parts,
    zipped,
)
from uccn.sheets.reading import NOT_CALCULATED, CellError

HEADER = f'<row r="1">{text_cell("A1", "城市")}{text_cell("B1", "年份")}</row>'


def ods_table(*rows, more=""):
    return ods_of(f'<table:table table:name="表">{more}{"".join(rows)}</table:table>')


def test_values_keep_their_types():
    row = ["深圳", 2008, 1.5, True, datetime.date(2008, 12, 7), datetime.datetime(2008, 12, 7, 9, 30), None]

    assert cells_of(saved(a_book([["城市", "a", "b", "c", "d", "e", "f"], row]))) == [tuple(row)]


@pytest.mark.parametrize("calendar", [None, CALENDAR_MAC_1904], ids=["1900", "1904"])
def test_i8_dates_are_right_in_both_calendars(calendar):
    book = a_book([["城市", "日期"], ["深圳", datetime.date(2014, 12, 1)]])
    if calendar:
        book.epoch = calendar

    assert cells_of(saved(book)) == [("深圳", datetime.date(2014, 12, 1))]


def test_i8_serial_number_that_is_not_typed_as_a_date_stays_a_number():
    assert cells_of(saved(a_book([["城市", "日期"], ["深圳", 41974]]))) == [("深圳", 41974)]


def test_i8_errors_are_cells_of_their_own():
    row = '<row r="2">' + text_cell("A2", "深圳") + '<c r="B2" t="e"><v>#REF!</v></c></row>'

    assert cells_of(xlsx_of(HEADER + row)) == [("深圳", CellError("#REF!"))]


def test_i8_error_as_result_of_a_formula_is_an_error():
    row = '<row r="2">' + text_cell("A2", "深圳") + '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'

    assert cells_of(xlsx_of(HEADER + row)) == [("深圳", CellError("#DIV/0!"))]


def test_i8_result_of_a_formula_is_read_and_said():
    row = '<row r="2">' + text_cell("A2", "深圳") + '<c r="B2"><f>2000+8</f><v>2008</v></c></row>'

    table = table_of(xlsx_of(HEADER + row))

    assert [row.cells for row in table.rows] == [("深圳", 2008)]
    assert note(table, "formulas") == "Of formulas the last result was read. Cells with formulas: 1, the first B2."
    assert "not_calculated" not in codes(table)


def test_i8_formula_without_a_result_is_flagged():
    table = table_of(saved(a_book([["城市", "年份"], ["深圳", "=2000+8"]])))

    assert [row.cells for row in table.rows] == [("深圳", NOT_CALCULATED)]
    assert note(table, "not_calculated") == (
        "Formulas without a result: 1. Open the file in Excel or WPS, save it and send it again."
    )


def test_i8_formula_that_results_in_no_text_is_a_blank_cell():
    row = '<row r="2">' + text_cell("A2", "深圳") + '<c r="B2" t="str"><f>IF(1,"","x")</f><v></v></c></row>'

    assert cells_of(xlsx_of(HEADER + row)) == [("深圳", None)]


def test_i8_formulas_without_a_result_below_the_last_value_are_not_lost():
    rows = '<row r="2">' + text_cell("A2", "深圳") + '</row><row r="4"><c r="B4"><f>B2</f></c></row>'

    assert cells_of(xlsx_of(HEADER + rows)) == [("深圳", None), (None, NOT_CALCULATED)]


def test_sheet_whose_elements_carry_a_prefix_is_scanned_as_well():
    parts = xlsx_parts("")
    parts["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>'
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>城市</x:t></x:is></x:c></x:row>'
        '<x:row r="2" hidden="1"><x:c r="A2" t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )

    table = table_of(zipped(parts))

    assert [row.cells for row in table.rows] == [(CellError("#N/A"),)]
    assert note(table, "hidden_lines") == "Hidden rows were read too: 2."


def test_cells_without_references_are_counted():
    rows = '<row><c t="inlineStr"><is><t>城市</t></is></c><c t="inlineStr"><is><t>年份</t></is></c></row>'
    rows += '<row><c t="inlineStr"><is><t>深圳</t></is></c><c t="e"><v>#REF!</v></c></row>'

    assert cells_of(xlsx_of(rows)) == [("深圳", CellError("#REF!"))]


def test_i7_hidden_rows_and_columns_are_read_and_said():
    book = a_book(
        [["城市", "国家", "领域"], ["深圳", "中国", "设计"], ["景德镇", "中国", "手工艺"], ["长沙", "中国", "媒体"]]
    )
    for line in (2, 3):
        book.active.row_dimensions[line].hidden = True
    book.active.column_dimensions["B"].hidden = True

    table = table_of(saved(book))

    assert [row.cells[0] for row in table.rows] == ["深圳", "景德镇", "长沙"]
    assert note(table, "hidden_lines") == "Hidden rows were read too: 2-3."
    assert note(table, "hidden_columns") == "Hidden columns were read too: B."


def test_i7_sheet_with_the_table_is_taken_among_several():
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active["A1"] = "请先阅读本说明"
    cities = book.create_sheet("城市")
    for row in [["城市", "国家"], ["深圳", "中国"]]:
        cities.append(row)
    book.create_sheet("Sheet2")
    secret = book.create_sheet("lists")
    secret["A1"] = "设计"
    secret.sheet_state = "hidden"

    table = table_of(saved(book))

    assert table.sheet == "城市"
    assert (
        note(table, "sheet_of_several") == "Read from the sheet “城市”. Other sheets with values were not read: 说明."
    )
    assert note(table, "hidden_sheets") == "Hidden sheets were not read: lists."


def test_i7_sheet_of_known_headings_wins_over_a_longer_one():
    book = a_book([["x", "y"]] * 50, 城市=[["城市", "国家"], ["深圳", "中国"]])

    assert table_of(saved(book)).sheet == "城市"
    assert table_of(saved(book), known=None).sheet == "Sheet"


def test_i7_another_sheet_can_be_asked_for():
    book = a_book([["城市"], ["深圳"]], 二=[["城市"], ["景德镇"]])

    assert cells_of(saved(book), sheet="二") == [("景德镇",)]
    assert str(refusal_of(saved(book), sheet="三")) == "There is no sheet “三” in this file."


def test_s9_workbook_without_values_is_refused_in_words():
    assert str(refusal_of(saved(openpyxl.Workbook()))) == "There are no values in this file."


def test_a_damaged_sheet_does_no_harm_to_the_others():
    stream = io.BytesIO(saved(a_book([["城市"], ["深圳"]], 远=[["x"]])))
    book = openpyxl.load_workbook(stream)
    book["远"]["XFD900000"] = 1

    table = table_of(saved(book))

    assert [row.cells for row in table.rows] == [("深圳",)]
    assert refusal_of(saved(book), sheet="远").code == "far_cell"


def test_ods_values_keep_their_types():
    row = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>深圳</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="2008"><text:p>2,008</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2008-12-07"/>'
        '<table:table-cell office:value-type="date" office:date-value="2008-12-07T09:30:00"/>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
        '<table:table-cell office:value-type="percentage" office:value="0.085"><text:p>8.5%</text:p></table:table-cell>'
        "</table:table-row>"
    )

    assert cells_of(ods_table(ods_row("城市", *"abcde"), row)) == [
        ("深圳", 2008, datetime.date(2008, 12, 7), datetime.datetime(2008, 12, 7, 9, 30), True, 0.085)
    ]


def test_ods_text_is_that_of_its_paragraphs_and_not_of_its_comments():
    cell = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>评论</text:p></office:annotation>'
        '<text:p>一<text:s text:c="2"/>二 <text:span>三</text:span>\n  四<text:tab/>五<text:line-break/>六</text:p>'
        "<text:p>七</text:p></table:table-cell>"
    )

    assert cells_of(ods_table(ods_row("城市"), f"<table:table-row>{cell}</table:table-row>")) == [
        ("一  二 三 四\t五\n六\n七",)
    ]


def test_i8_ods_errors_and_formulas_are_told():
    row = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>深圳</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=#REF!" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1+1"/></table:table-row>'
    )

    table = table_of(ods_table(ods_row("城市", "国家", "年份"), row))

    assert [row.cells for row in table.rows] == [("深圳", CellError("#REF!"), NOT_CALCULATED)]
    assert note(table, "formulas") == "Of formulas the last result was read. Cells with formulas: 2, the first B2."


def test_i7_ods_hidden_merged_and_repeated_rows():
    merged = (
        '<table:table-row><table:table-cell office:value-type="string" table:number-rows-spanned="3">'
        "<text:p>中国</text:p></table:table-cell>"
        '<table:table-cell office:value-type="string"><text:p>深圳</text:p></table:table-cell></table:table-row>'
    )
    covered = (
        '<table:table-row table:number-rows-repeated="2" table:visibility="filter"><table:covered-table-cell/>'
        '<table:table-cell office:value-type="string"><text:p>长沙</text:p></table:table-cell></table:table-row>'
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'

    table = table_of(ods_table(ods_row("国家", "城市"), merged, covered, more=columns))

    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("中国", "深圳")),
        (3, ("中国", "长沙")),
        (4, ("中国", "长沙")),
    ]
    assert note(table, "hidden_lines") == "Hidden rows were read too: 3-4."
    assert note(table, "hidden_columns") == "Hidden columns were read too: B."


def test_ods_sheets_that_are_hidden_are_not_read():
    head = (
        '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    hidden = f'<table:table table:name="藏" table:style-name="ta2">{ods_row("城市")}{ods_row("x")}</table:table>'
    shown = f'<table:table table:name="显">{ods_row("城市")}{ods_row("深圳")}</table:table>'

    table = table_of(ods_of(hidden + shown, head))

    assert (table.sheet, [row.cells for row in table.rows]) == ("显", [("深圳",)])
