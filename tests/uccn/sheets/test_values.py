import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uccn.sheets import values
from uccn.sheets.reading import NOT_CALCULATED, CellError
from uccn.sheets.values import BadValue, Bilingual, CleanText


def refusal(read, cell):
    with pytest.raises(BadValue) as refused:
        read(cell)
    return str(refused.value)


@pytest.mark.parametrize(
    ("cell", "text", "something_removed"),
    [
        (None, "", False),
        ("  深圳\u3000", "深圳", False),
        ("S\u00e3o\u00a0Paulo", "São Paulo", False),
        ("Cafe\u0301", "Café", False),
        ("Gha\u200bnt", "Ghant", True),
        ("\ufeff深圳", "深圳", True),
        ("\u202eabc\u202c", "abc", True),
        ("Huai\u00adan", "Huaian", True),
        ("a\x01b", "ab", True),
        ("一\r\n二 \r三\u2028四", "一\n二\n三\n四", False),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧", False),
        ("🏳\ufe0f\u200d🌈", "🏳\ufe0f\u200d🌈", False),
        ("نمی\u200cخواهم", "نمی\u200cخواهم", False),
        ("深\u200d圳", "深圳", True),
        ("𠮷𬱟㛃", "𠮷𬱟㛃", False),
        (2017, "2017", False),
        (0.1 + 0.2, "0.3", False),
        (2017.0, "2017", False),
        (True, "TRUE", False),
        (datetime.date(2014, 12, 1), "2014-12-01", False),
        (datetime.datetime(2014, 12, 1, 9, 30), "2014-12-01 09:30", False),
    ],
)
def test_i10_text_loses_what_cannot_be_seen_and_says_so(cell, text, something_removed):
    assert values.clean(cell) == CleanText(text, something_removed)


def test_names_are_on_one_line_with_single_blanks():
    assert values.clean_line(" 深圳\n Shenzhen\u3000 City ").text == "深圳 Shenzhen City"


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("a\0b", "this text holds a NUL character"),
        ("a\ud800b", "this text holds half a character"),
        (CellError("#REF!"), "“#REF!” is an error of the spreadsheet, not a value"),
        ("#N/A", "“#N/A” is an error of the spreadsheet, not a value"),
        (" #div/0! ", "“#div/0!” is an error of the spreadsheet, not a value"),
        ("########", "“########” is an error of the spreadsheet, not a value"),
        (NOT_CALCULATED, "this formula has no result; open the file in Excel or WPS and save it"),
    ],
)
def test_i8_i9_what_is_no_text_is_refused(cell, sentence):
    assert refusal(values.clean, cell) == sentence


@settings(derandomize=True, database=None, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0#")))
def test_i10_cleaning_a_clean_text_changes_nothing(text):
    once = values.clean(text)

    assert values.clean(once.text) == CleanText(once.text)


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        (2017, 2017),
        (2017.0, 2017),
        ("2017", 2017),
        ("2017.0", 2017),
        ("2017年", 2017),
        (" 2017 年度", 2017),
        ("２０１５", 2015),
        ("二〇一四年", 2014),
        ("二零一四", 2014),
        ("1004", 1004),
        (datetime.date(2014, 12, 1), 2014),
    ],
)
def test_i8_years_are_read_as_offices_write_them(cell, year):
    assert values.year(cell) == year


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("20x7", "“20x7” is not a year"),
        ("", "“” is not a year"),
        ("2017/18", "“2017/18” names two years; write one"),
        ("2017-2018", "“2017-2018” names two years; write one"),
        ("2017至2018年", "“2017至2018年” names two years; write one"),
        ("17", "“17” is not a year; write four digits"),
        ("'17", "“'17” is not a year; write four digits"),
        (2017.5, "“2017.5” is not a year"),
        ("0000", "“0000” is not a year"),
        (41974, "“41974” is not a year"),
        (True, "“TRUE” is not a year"),
        ("2017-11", "“2017-11” is not a year"),
        (datetime.date(1905, 7, 9), "this is the number 2017 shown as a date; format the cell as a number"),
    ],
)
def test_i8_what_is_no_year_is_refused_with_its_reason(cell, sentence):
    assert refusal(values.year, cell) == sentence


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2014年12月1日", "2014-12-01"),
        ("２０１４年１２月", "2014-12"),
        ("2014年12月1号", "2014-12-01"),
        ("二〇一四年", "2014"),
        ("2014", "2014"),
        (2014, "2014"),
        ("2014.12", "2014-12"),
        ("2014/12/1", "2014-12-01"),
        ("20141201", "2014-12-01"),
        (20141201, "2014-12-01"),
        ("Dec 2014", "2014-12"),
        ("Dec. 2014", "2014-12"),
        ("December, 2014", "2014-12"),
        ("1 December 2014", "2014-12-01"),
        ("1st of December 2014", "2014-12-01"),
        ("December 1, 2014", "2014-12-01"),
        ("1-Dec-2014", "2014-12-01"),
        ("Sep. 2016", "2016-09"),
        ("SEPT 2016", "2016-09"),
        ("2016 May", "2016-05"),
        ("25/12/2014", "2014-12-25"),
        ("12/25/2014", "2014-12-25"),
        ("03/03/2014", "2014-03-03"),
        (datetime.date(2014, 12, 1), "2014-12-01"),
        (datetime.datetime(2014, 12, 1, 9, 30), "2014-12-01"),
    ],
)
def test_i8_dates_are_read_to_the_precision_they_are_written_in(cell, iso):
    assert str(values.partial_date(cell)) == iso


AMBIGUOUS = "“{}” may mean two dates; write year, month and day: 2014-12-01"
NO_DATE = "“{}” is not a date; write 2014, 2014-12 or 2014-12-01"


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("03/04/2014", AMBIGUOUS),
        ("3/4/14", AMBIGUOUS),
        ("3.4.2014", AMBIGUOUS),
        ("13-4-14", AMBIGUOUS),
        ("soon", NO_DATE),
        ("", NO_DATE),
        ("Dec-14", NO_DATE),
        (41974, NO_DATE),
        ("201412", NO_DATE),
        ("2014年12月上旬", NO_DATE),
        ("2014-02-30", "“{}” is not a date: that month has no day 30"),
        ("2014年2月30日", "“{}” is not a date: that month has no day 30"),
        ("30 February 2014", "“{}” is not a date: that month has no day 30"),
        ("2014-13", "“{}” is not a date: there is no month 13"),
        ("25/13/2014", "“{}” is not a date: there is no month 13"),
        (2014.1, "the number {} may be a month lost to rounding; write it as 2014-01 or 2014-10"),
    ],
)
def test_i8_what_may_be_two_dates_or_none_is_refused(cell, sentence):
    assert refusal(values.partial_date, cell) == sentence.format(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (1900, "1900"),
        ("1900", "1900"),
        ("1,900", "1900"),
        ("1，900", "1900"),
        ("1 900", "1900"),
        ("1\u00a0900", "1900"),
        ("1\u202f234\u202f567.5", "1234567.5"),
        ("３万", "30000"),
        ("3.5万", "35000"),
        ("900亿", "90000000000"),
        ("1.2 million", "1200000"),
        ("90 Billion", "90000000000"),
        ("2万亿", "2000000000000"),
        ("-5", "-5"),
        ("－5", "-5"),
        ("−1,900.25", "-1900.25"),
        (0.1 + 0.2, "0.3"),
        (8.5, "8.5"),
    ],
)
def test_i8_numbers_are_read_with_their_groups_and_units(cell, number):
    assert values.decimal(cell) == Decimal(number)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("1e3", "“1e3” is a number cut short by the spreadsheet; write all its digits"),
        ("1.9E+11", "“1.9E+11” is a number cut short by the spreadsheet; write all its digits"),
        ("1,9", "“1,9” may mean two numbers; write it without separators"),
        ("1,90,000", "“1,90,000” may mean two numbers; write it without separators"),
        ("1.900.000", "“1.900.000” may mean two numbers; write it without separators"),
        ("12万3千", "“12万3千” is not a number"),
        ("很多", "“很多” is not a number"),
        ("", "“” is not a number"),
        ("万", "“万” is not a number"),
        ("8.5%", "“8.5%” is not a number"),
        (True, "“TRUE” is not a number"),
        ("二十", "“二十” is not a number"),
        (datetime.date(2014, 12, 1), "“2014-12-01” is not a number"),
    ],
)
def test_i8_what_is_no_number_is_refused_with_its_reason(cell, sentence):
    assert refusal(values.decimal, cell) == sentence


def test_whole_numbers_are_whole():
    assert values.integer("3万") == 30000
    assert values.integer(3.0) == 3
    assert refusal(values.integer, "1.5") == "“1.5” is not a whole number"


@pytest.mark.parametrize(
    ("cell", "truth"),
    [
        ("是", True),
        ("否", False),
        ("Yes", True),
        ("NO", False),
        (True, True),
        ("√", True),
        (0, False),
        ("ＹＥＳ", True),
    ],
)
def test_yes_and_no_are_read_in_both_languages(cell, truth):
    assert values.boolean(cell) is truth


def test_neither_yes_nor_no_is_refused():
    assert refusal(values.boolean, "也许") == "“也许” is neither yes nor no; write 是 or 否, yes or no"


@pytest.mark.parametrize(
    ("cell", "chinese", "latin"),
    [
        ("深圳 Shenzhen", "深圳", "Shenzhen"),
        ("Shenzhen 深圳", "深圳", "Shenzhen"),
        ("深圳/Shenzhen", "深圳", "Shenzhen"),
        ("深圳（Shenzhen）", "深圳", "Shenzhen"),
        ("Shenzhen (深圳)", "深圳", "Shenzhen"),
        ("深圳Shenzhen", "深圳", "Shenzhen"),
        ("Shenzhen深圳", "深圳", "Shenzhen"),
        ("深圳\nShenzhen", "深圳", "Shenzhen"),
        ("设计之都 City of Design", "设计之都", "City of Design"),
        (
            "圣克里斯托瓦尔-德拉斯卡萨斯 San Cristóbal de las Casas",
            "圣克里斯托瓦尔-德拉斯卡萨斯",
            "San Cristóbal de las Casas",
        ),
        ("克尔谢希尔 / Kırşehir", "克尔谢希尔", "Kırşehir"),
        ("手工艺与民间艺术 Crafts & Folk Art", "手工艺与民间艺术", "Crafts & Folk Art"),
        ("淮安 Huai’an", "淮安", "Huai’an"),
        ("波帕扬 Popayán (Colombia)", "波帕扬", "Popayán (Colombia)"),
        ("深圳", "深圳", ""),
        ("中国 深圳", "中国 深圳", ""),
        ("Shenzhen", "", "Shenzhen"),
        ("Łódź", "", "Łódź"),
        ("卡拉OK", "卡拉OK", ""),
        ("UNESCO创意城市network之都", "UNESCO创意城市network之都", ""),
        ("深圳 2008", "深圳 2008", ""),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_cells_in_two_languages_are_divided_where_the_script_changes_once(cell, chinese, latin):
    assert values.bilingual(cell) == Bilingual(chinese, latin)


@pytest.mark.parametrize("cell", ["清空", "（清空）", "(clear)", "( CLEAR )", " 清空 ", "（clear）"])
def test_i8_marker_clears(cell):
    assert values.is_clear_marker(cell)


@pytest.mark.parametrize("cell", [None, "", "  ", 0, False, "clear", "清空了", "深圳"])
def test_i8_nothing_else_clears(cell):
    assert not values.is_clear_marker(cell)
