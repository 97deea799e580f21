"""What is written comes back unchanged, in every format, whatever the text."""

import datetime
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uccn.sheets.escaping import escaped_for_xml, needs_apostrophe, protected, unescaped, unprotected
from uccn.sheets.reading import read
from uccn.sheets.writing import Column, Sheet, write_csv, write_ods, write_xlsx

# The same examples each time, and none kept in the project.
HASTY = settings(derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
FORMATS = ["csv", "xlsx", "ods"]
HEADINGS = ["编号 Key", "文字 Text"]


def written(kind, rows, headings=HEADINGS):
    stream = io.BytesIO()
    if kind == "csv":
        write_csv(stream, headings, rows)
    else:
        write = {"xlsx": write_xlsx, "ods": write_ods}[kind]
        write(stream, [Sheet("城市", [Column(heading) for heading in headings], rows)])
    return stream.getvalue()


def back(kind, texts):
    """The texts after a journey through the format, an empty one as None."""
    table = read(written(kind, [[f"k{n}", text] for n, text in enumerate(texts)]), f"a.{kind}")
    assert table.header == tuple(HEADINGS)
    return [row.cells[1] for row in table.rows]


AWKWARD = [
    "=1+1",
    "==1+1",
    "+86 21 6598",
    "-1",
    "@SUM(1)",
    "＝1+1",
    "＋86",
    "－1",
    "＠x",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u3000=1",
    "\u200b=1",
    "'=1+1",
    "'",
    "''",
    "'s-Hertogenbosch",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    '"quoted"',
    "a,b;c\td",
    "一\n二\r\n三\r四",
    " lead and trail ",
    "two  three   blanks",
    "\u00a0",
    "𠮷𬱟㛃",
    "👨\u200d👩\u200d👧",
    "e\u0301",
    "\ufeffx",
    "x\ufffd",
    "<r><t>x</t></r>",
    "<r></r>",
    "]]><!-- &amp; &lt; \u2028",
    "_x0041_",
    "_x005F_x0041_",
    "_x000d_",
    "\x01\x1f\x7f\x85",
    "2017-11",
    "1e3",
    "00123",
    "TRUE",
    "#REF!",
    "http://example.org/" + "a" * 300,
    "长" * 20_000,
]


@pytest.mark.parametrize("kind", FORMATS)
def test_x5_awkward_texts_come_back_unchanged(kind):
    assert back(kind, AWKWARD) == AWKWARD


@pytest.mark.parametrize("kind", FORMATS)
@settings(HASTY, max_examples=12)
@given(st.lists(TEXTS, min_size=30, max_size=60))
def test_x5_random_unicode_comes_back_unchanged(kind, texts):
    assert back(kind, texts) == [text or None for text in texts]


@pytest.mark.parametrize("kind", FORMATS)
@settings(HASTY, max_examples=12)
@given(st.lists(st.text("=+-@'\"＝ \t\r\n_x05Fa<r/>&;,\\\u200b", max_size=12), min_size=30, max_size=60))
def test_x5_texts_made_of_trouble_come_back_unchanged(kind, texts):
    assert back(kind, texts) == [text or None for text in texts]


@pytest.mark.parametrize("kind", FORMATS)
def test_x5_export_of_what_was_imported_is_the_same_file_again(kind):
    rows = [[f"k{n}", text] for n, text in enumerate(AWKWARD)]
    first = written(kind, rows)

    second = written(kind, [row.cells for row in read(first, f"a.{kind}").rows])

    assert [row.cells for row in read(second, f"a.{kind}").rows] == [tuple(row) for row in rows]


@settings(HASTY)
@given(st.text())
def test_x5_apostrophe_is_taken_away_exactly_where_it_was_added(text):
    assert unprotected(protected(text)) == text


@settings(HASTY)
@given(st.text("=+-@'＝ \t\r\nx"))
def test_x5_protected_text_never_begins_like_a_formula(text):
    written = protected(text)

    assert not needs_apostrophe(written) or written.startswith("'")


@settings(HASTY)
@given(st.text("_x0415FDfe\x01\ufffe"))
def test_escapes_for_xml_are_taken_back(text):
    assert unescaped(escaped_for_xml(text)) == text


@pytest.mark.parametrize("text", ["'s-Hertogenbosch", "'t Gooi", "O'Higgins", "'90s"])
def test_apostrophes_of_other_programs_are_left_alone(text):
    assert [row.cells for row in read(f"City,B\n{text},x\n".encode(), "a.csv").rows] == [(text, "x")]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_typed_values_come_back_typed(kind):
    row = ["k", 1, -2.5, True, datetime.date(2014, 12, 1), datetime.datetime(2014, 12, 1, 13, 30, 15), None]

    table = read(written(kind, [row], ["a", "b", "c", "d", "e", "f", "g"]), f"a.{kind}")

    assert [each.cells for each in table.rows] == [tuple(row)]


@settings(HASTY, max_examples=4)
@given(st.lists(st.datetimes(datetime.datetime(1900, 3, 1), datetime.datetime(9999, 12, 31)), min_size=40))
def test_moments_come_back_to_the_second(moments):
    moments = [moment.replace(microsecond=0) for moment in moments]
    expected = [moment.date() if moment.time() == datetime.time() else moment for moment in moments]

    for kind in ("xlsx", "ods"):
        rows = read(written(kind, [["k", moment] for moment in moments]), f"a.{kind}").rows
        assert [row.cells[1] for row in rows] == expected
