"""Separated values in the encodings and manners of offices."""

import pytest

from tests.uccn.sheets.files import cells_of, codes, note, refusal_of, table_of

MEMBERS = (
    "城市,国家,领域,说明\r\n深圳,中国,设计,“设计之都”深圳\r\n景德镇,中国,手工艺与民间艺术,瓷都\r\n诺里奇,英国,文学,\r\n"
)
TRADITIONAL = "城市,國家,領域\r\n諾利奇,英國,文學\r\n景德鎮,中國,手工藝與民間藝術\r\n臺北,中國臺灣,設計之都\r\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16 LE"),
        ("utf-16-le", "UTF-16 LE"),
        ("utf-16-be", "UTF-16 BE"),
        ("gbk", "GB18030"),
        ("gb18030", "GB18030"),
    ],
)
def test_i6_simplified_text_is_read_in_every_encoding_and_the_encoding_is_named(codec, name):
    table = table_of(MEMBERS.encode(codec), "城市.csv")

    assert table.header == ("城市", "国家", "领域", "说明")
    assert [row.cells[2] for row in table.rows] == ["设计", "手工艺与民间艺术", "文学"]
    assert table.encoding == name
    assert note(table, "encoding") == f"Read as {name}."


@pytest.mark.parametrize(
    ("codec", "name"), [("big5", "Big5"), ("cp950", "Big5"), ("big5hkscs", "Big5"), ("gb18030", "GB18030")]
)
def test_i6_traditional_text_is_read_and_its_encoding_named(codec, name):
    table = table_of(TRADITIONAL.encode(codec), "城市.csv")

    assert [row.cells[0] for row in table.rows] == ["諾利奇", "景德鎮", "臺北"]
    assert note(table, "encoding") == f"Read as {name}."


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("手工艺与民间艺术", "gb18030"),
        ("景德鎮", "big5"),
        ("諾利奇", "big5"),
        ("諾利奇", "gb18030"),
        ("景德镇", "gbk"),
        ("深圳", "gbk"),
        ("北京", "gbk"),
        ("臺北", "big5"),
        ("设计之都", "gbk"),
        ("設計之都", "big5"),
    ],
)
def test_i6_even_one_word_is_told_apart(text, codec):
    assert cells_of(f"City\n{text}\n".encode(codec), "a.csv") == [(text,)]


def test_i6_rare_hanzi_of_gb18030_are_read():
    assert cells_of("城市,说明\n深圳,𠮷𬱟㛃的城市\n".encode("gb18030"), "a.csv") == [("深圳", "𠮷𬱟㛃的城市")]


def test_i6_western_letters_among_hanzi_in_gb18030_are_read():
    rows = "城市,City\n圣保罗,São Paulo\n罗兹,Łódź\n克尔谢希尔,Kırşehir\n"

    assert cells_of(rows.encode("gb18030"), "a.csv")[1:] == [("罗兹", "Łódź"), ("克尔谢希尔", "Kırşehir")]


def test_i6_a_choice_on_little_evidence_says_so():
    table = table_of("City\n深圳\n".encode("gbk"), "a.csv")

    assert note(table, "encoding_in_doubt") == (
        "Read as GB18030, but this is not certain: “深圳” would be “旮詀” in Big5. "
        "Look at the names before you confirm."
    )


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "cp1250"])
def test_i6_western_encodings_are_refused_rather_than_guessed(codec):
    text = "City,Country\nGand,Belgium\nMálaga,Spain\n"

    assert str(refusal_of(text.encode(codec), "a.csv")) == (
        "The encoding of this file cannot be told; the first doubt is in line 3. Save it as CSV UTF-8 or as .xlsx."
    )


@pytest.mark.parametrize(
    ("codecs", "line", "encoding"),
    [
        (["utf-8", "utf-8", "gbk"], 3, "UTF-8"),
        (["utf-8", "gbk", "utf-8", "utf-8"], 2, "UTF-8"),
        (["gbk", "gbk", "utf-8"], 3, "GB18030 / Big5"),
        (["gbk", "gbk", "gbk", "big5"], 4, "GB18030"),
        (["big5", "big5", "big5", "gbk"], 4, "Big5"),
    ],
)
def test_i6_mixed_encodings_are_refused_with_the_line(codecs, line, encoding):
    texts = {"big5": "景德鎮,中國的城市,手工藝與民間藝術\n"}
    content = b"".join(texts.get(codec, "景德镇,中国的城市,手工艺与民间艺术\n").encode(codec) for codec in codecs)

    refusal = refusal_of(content, "a.csv")

    assert str(refusal) == (
        f"Line {line} is not in the same encoding as the others ({encoding}). "
        "Open the file in Excel, look at that line and save it as CSV UTF-8."
    )


@pytest.mark.parametrize("name", ["São Paulo", "Café", "Málaga"])
@pytest.mark.parametrize("codec", ["utf-8", "cp1252"])
def test_i6_one_western_name_among_gbk_lines_never_becomes_hanzi(name, codec):
    content = MEMBERS.encode("gbk") + name.encode(codec) + b",,,\r\n"

    refusal = refusal_of(content, "a.csv")

    assert (refusal.code, refusal.facts["line"]) == ("mixed", 5)


def test_i6_the_line_of_mixed_encodings_is_excels_even_after_line_breaks_in_cells():
    content = '城市,说明\n深圳,"一行\n两行\n三行的城市"\n'.encode() + "景德镇,手工艺与民间艺术\n".encode("gbk")

    assert refusal_of(content, "a.csv").facts["line"] == 3


def test_i6_text_lost_before_is_pointed_out():
    table = table_of("城市,说明\n深圳,推\ufffd\n".encode(), "a.csv")

    assert note(table, "lost_characters") == "Line 2 holds the sign �: text was lost before this file was saved."


@pytest.mark.parametrize(("separator", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")])
def test_i7_other_separators_are_seen_and_said(separator, name):
    content = MEMBERS.replace(",", separator).encode("gbk")

    table = table_of(content, "a.csv")

    assert table.header == ("城市", "国家", "领域", "说明")
    assert note(table, "separator") == f"The columns are separated by {name}."


def test_i7_semicolons_win_over_commas_inside_texts():
    content = "城市;国家;说明\n深圳;中国;a, b\n景德镇;中国;c, d, e\n".encode()

    assert cells_of(content, "a.csv") == [("深圳", "中国", "a, b"), ("景德镇", "中国", "c, d, e")]


def test_i7_line_that_names_the_separator_is_not_counted():
    table = table_of("sep=;\r\n城市;国家\r\n深圳;中国\r\n".encode(), "a.csv")

    assert table.header_lines == (1,)
    assert [row.line for row in table.rows] == [2]


def test_i7_lines_are_numbered_as_excel_does():
    content = '城市,说明\r\n深圳,"一\r\n二\n三"\r\n\r\n景德镇,\r\n'.encode()

    table = table_of(content, "a.csv")

    assert [(row.line, row.cells) for row in table.rows] == [(2, ("深圳", "一\r\n二\n三")), (4, ("景德镇", None))]
    assert note(table, "blank") == "Blank rows left out: 1."


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_i7_every_line_end_is_one(ending):
    assert [row.line for row in table_of(MEMBERS.replace("\r\n", ending).encode(), "a.csv").rows] == [2, 3, 4]


def test_i7_unclosed_quotation_mark_is_refused_with_its_line():
    content = '城市,说明\n深圳,"好"\n景德镇,"瓷都\n诺里奇,文学\n'.encode()

    assert str(refusal_of(content, "a.csv")) == (
        "Line 3: a quotation mark is not closed, or something follows after the closing one."
    )


def test_i7_text_after_a_closing_quotation_mark_is_refused_with_its_line():
    assert refusal_of('城市,说明\n深圳,"好"的\n'.encode(), "a.csv").facts == {"line": 2}


def test_i9_nul_is_refused_with_its_line():
    assert str(refusal_of("城市,说明\n深圳,\n景德镇,瓷\0都\n".encode(), "a.csv")) == (
        "Line 3 holds a NUL character, which no text has. Save the file again as CSV UTF-8."
    )


def test_i9_half_a_character_in_utf16_is_refused():
    content = "城市,说明\n深圳,".encode("utf-16") + b"\x00\xd8" + ",\n".encode("utf-16-le")

    assert refusal_of(content, "a.csv").facts["line"] == 2


def test_i7_ragged_rows_are_filled_and_nothing_beyond_the_headings_is_lost():
    table = table_of("城市,国家\n深圳\n景德镇,中国,瓷都\n".encode(), "a.csv")

    assert table.header == ("城市", "国家", "")
    assert [row.cells for row in table.rows] == [("深圳", None, None), ("景德镇", "中国", "瓷都")]
    assert note(table, "no_heading") == "Columns with values but without a heading: C."


def test_i11_more_rows_than_allowed_are_refused_with_the_limit():
    content = b"City\n" + b"x\n" * 200_000

    assert str(refusal_of(content, "a.csv")) == "This file has more than 200000 rows. Divide it into smaller files."


def test_rows_can_be_gone_through_more_than_once():
    rows = table_of(MEMBERS.encode(), "a.csv").rows

    assert len(rows) == 3
    assert list(rows) == list(rows)


def test_plain_commas_in_utf8_need_no_further_word():
    assert codes(table_of(MEMBERS.encode(), "a.csv")) == ["encoding"]
