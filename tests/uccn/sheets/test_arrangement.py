"""Sheets as offices lay them out: titles, headings in two rows, merged cells, totals and remarks."""

import openpyxl
import pytest

from tests.uccn.sheets.files import a_book, codes, known, note, saved, table_of
from uccn.sheets.reading import find_header

TITLE = ["联合国教科文组织创意城市网络中国成员城市一览表（2023年）"]


def messy_book():
    """A title, headings in two languages, a country merged over its cities, totals, remarks, an empty Sheet2."""
    book = a_book(
        [
            TITLE,
            ["填表单位：联盟推进办公室", None, None, "单位：个"],
            [],
            ["国家", "城市", "领域", "入选年份"],
            ["Country", "City", "Field", "Year"],
            ["中国", "深圳 Shenzhen", "设计", "2008年"],
            [None, "景德镇 Jingdezhen", "手工艺与民间艺术", "２０１４"],
            [None, "长沙 Changsha", "媒体艺术", 2017],
            ["英国", "诺里奇 Norwich", "文学", 2012],
            [],
            ["小计", None, None, 4],
            ["合  计：", "4个", None, None],
            ["注：长沙为2017年新增。"],
            ["数据来源：教科文组织"],
        ],
        Sheet2=[],
    )
    sheet = book.active
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A6:A8")
    sheet.merge_cells("A13:D14")
    return book


def test_i7_messy_office_sheet_is_read_as_its_reader_would():
    table = table_of(saved(messy_book()))

    assert table.header == ("国家 Country", "城市 City", "领域 Field", "入选年份 Year")
    assert table.header_lines == (4, 5)
    assert [(row.line, row.cells) for row in table.rows] == [
        (6, ("中国", "深圳 Shenzhen", "设计", "2008年")),
        (7, ("中国", "景德镇 Jingdezhen", "手工艺与民间艺术", "２０１４")),
        (8, ("中国", "长沙 Changsha", "媒体艺术", 2017)),
        (9, ("英国", "诺里奇 Norwich", "文学", 2012)),
    ]
    assert [each.text for each in table.notes] == [
        "Read from the sheet “Sheet”.",
        "Left out above the headings: 1-2 (“联合国教科文组织创意城市网络中国成员城市一览表（2023年）”).",
        "The headings stand in 4-5 and were joined.",
        "Cells merged over several rows: their value was taken for each of the rows (A6:A8).",
        "Rows with totals left out: 11-12.",
        "A remark below the table was left out: 13 (“注：长沙为2017年新增。”).",
        "Blank rows left out: 1.",
    ]


def test_i7_headings_in_the_first_row_need_no_known_words():
    table = table_of(saved(a_book([["甲", "乙"], ["a", 1], ["b", 2]])), known=None)

    assert table.header == ("甲", "乙")
    assert [row.line for row in table.rows] == [2, 3]


def test_i7_headings_without_known_words_are_found_below_a_title():
    table = table_of(saved(a_book([TITLE, [], ["甲", "乙", "丙"], ["a", 1, 2], ["b", 2, 3]])), known=None)

    assert (table.header_lines, table.header) == ((3,), ("甲", "乙", "丙"))


def test_i7_sheet_without_known_headings_shows_what_was_seen_and_has_no_rows():
    table = table_of(saved(a_book([["甲", "乙"], ["a", 1]])))

    assert (table.header, list(table.rows), len(table.rows)) == ((), [], 0)
    assert [(row.line, row.cells) for row in table.seen] == [(1, ("甲", "乙")), (2, ("a", 1))]


def test_i7_headings_merged_over_two_rows_and_over_two_columns_are_joined():
    book = a_book([["城市", "国家名称", None], [None, "中文", "英文"], ["深圳", "中国", "China"]])
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")

    table = table_of(saved(book))

    assert table.header == ("城市", "国家名称 中文", "国家名称 英文")
    assert [row.line for row in table.rows] == [3]


def test_i7_line_breaks_within_headings_are_blanks():
    assert table_of(saved(a_book([["城市\nCity", "国家"], ["深圳", "中国"]]))).header == ("城市 City", "国家")


def test_i7_duplicate_headings_are_both_kept():
    table = table_of(saved(a_book([["城市", "年份", "年份"], ["深圳", 2008, 2009]])))

    assert table.header == ("城市", "年份", "年份")
    assert [row.cells for row in table.rows] == [("深圳", 2008, 2009)]


def test_i7_headings_repeated_for_print_are_left_out():
    table = table_of(saved(a_book([["城市", "国家"], ["深圳", "中国"], ["城市", "国家"], ["长沙", "中国"]])))

    assert [row.line for row in table.rows] == [2, 4]
    assert note(table, "repeated_header") == "The headings are repeated in 3; these rows were left out."


@pytest.mark.parametrize(
    "word", ["合计", "总计", "小计", "共计", "合 計", "Total", "TOTAL:", "Grand total", "Subtotal", "Sum", "合计：350"]
)
def test_i7_totals_are_left_out_and_said(word):
    table = table_of(saved(a_book([["城市", "年份"], ["深圳", 2008], [word, 12]])))

    assert [row.line for row in table.rows] == [2]
    assert note(table, "totals") == "Rows with totals left out: 3."


@pytest.mark.parametrize("row", [["Total", "中国", 2008], ["合计市", None, 2008], ["Sumter", None, None]])
def test_i7_what_only_resembles_a_total_is_a_row(row):
    table = table_of(saved(a_book([["城市", "国家", "年份"], ["深圳", "中国", 2008], row])))

    assert [each.line for each in table.rows] == [2, 3]


@pytest.mark.parametrize(
    "remark",
    ["注：见附表", "备注: 2023年", "Note: provisional", "Source: UNESCO", "（注：略）", "* 不含港澳台", "说明：无"],
)
def test_i7_remarks_are_left_out_and_said(remark):
    table = table_of(saved(a_book([["城市", "国家"], ["深圳", "中国"], [remark]])))

    assert [row.line for row in table.rows] == [2]
    assert note(table, "remark") == f"A remark below the table was left out: 3 (“{remark}”)."


def test_i7_row_that_begins_with_a_remark_but_goes_on_is_kept():
    table = table_of(saved(a_book([["说明", "城市", "国家"], ["Note: new", "深圳", "中国"]])))

    assert [row.cells for row in table.rows] == [("Note: new", "深圳", "中国")]


def test_i7_value_merged_over_columns_belongs_to_the_first():
    book = a_book([["城市", "国家", "领域"], ["深圳", "中国", "设计"]])
    book.active.merge_cells("B2:C2")

    table = table_of(saved(book))

    assert [row.cells for row in table.rows] == [("深圳", "中国", None)]
    assert note(table, "merged_across") == (
        "Cells merged over several columns: their value belongs to the first column only (B2:C2)."
    )


def test_i7_block_merged_over_rows_and_columns_fills_its_first_column():
    book = a_book([["国家", "领域", "城市"], ["中国", None, "深圳"], [None, None, "长沙"]])
    book.active.merge_cells("A2:B3")

    assert [row.cells for row in table_of(saved(book)).rows] == [("中国", None, "深圳"), ("中国", None, "长沙")]


def test_i7_merged_cell_does_not_fill_blank_rows():
    book = a_book([["国家", "城市"], ["中国", "深圳"], [], ["英国", "诺里奇"]])
    book.active.merge_cells("A2:A3")

    assert [row.line for row in table_of(saved(book)).rows] == [2, 4]


def test_i7_many_places_are_counted_not_listed():
    rows = [["城市", "国家"]] + [["深圳", "中国"] if line % 2 else ["合计", 1] for line in range(40)]

    table = table_of(saved(a_book(rows)))

    assert note(table, "totals") == "Rows with totals left out: 2, 4, 6, 8, 10, 12, 14, 16, … (+12)."


def test_i7_cells_of_blanks_are_blank_rows():
    table = table_of(saved(a_book([["城市", "国家"], ["深圳", "中国"], ["　", " "], ["长沙", "中国"]])))

    assert [row.line for row in table.rows] == [2, 4]
    assert note(table, "blank") == "Blank rows left out: 1."


def test_a_tidy_sheet_needs_no_notes():
    assert codes(table_of(saved(a_book([["城市", "国家"], ["深圳", "中国"]])))) == []


def test_header_is_found_by_what_the_cells_say():
    rows = [["名单"], ["制表", None, "2023"], ["序号", "城市", "国家", "领域"], [1, "深圳", "中国", "设计"]]

    header = find_header(rows, known)

    assert header == (2, 2, ("序号", "城市", "国家", "领域"))


def test_no_header_is_found_where_nothing_is_known():
    assert find_header([["a", "b"], ["c", "d"]], known) is None
    assert find_header([], known) is None
    assert find_header([]) is None


def test_column_of_years_is_not_taken_for_headings():
    book = openpyxl.Workbook()
    for row in [["城市", 2017, 2018], ["深圳", 1, 2]]:
        book.active.append(row)

    assert table_of(saved(book)).header == ("城市", "2017", "2018")
