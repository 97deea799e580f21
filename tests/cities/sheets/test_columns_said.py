"""What somebody says of the columns of a file: asked for, refused without harm, remembered once it can be followed."""

import io

import pytest
from django.core.management import CommandError, call_command

from cities.models import City
from tests.forms import fields_of
from uccn.sheets.columns.headings import shape_of
from uccn.sheets.models import Batch, FileShape, Upload
from uccn.sheets.uploads import folder_of

from .sheets import HEADINGS, a_sheet, confirmed, outcomes, run, uploaded, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shenzhen")]

TWO_YEARS = [*HEADINGS[:3], "Year", "年份"]
ROW = ["新城 Newtown", "China", "设计之都 City of Design", "2025", "2019"]
REMEMBERED = "The columns are read as was said of an earlier file with the same headings."
BOTH_YEARS = "The headings “Year” and “年份” both mean “Year of designation”. Rename one, or say which is meant."


def said(*keys, **more):
    return {f"column-{index}": key for index, key in enumerate(keys)} | more


def selected(response):
    """What stands in the form for the columns."""
    return {name: value for name, value in fields_of(response, "columns_form").items() if name != "csrfmiddlewaretoken"}


def test_two_headings_of_one_meaning_are_asked_about_until_one_is_left_out(client, editor):
    client.force_login(editor)
    page = uploaded(client, a_sheet(ROW, headings=TWO_YEARS))
    asked = words(client.get(page))
    assert asked.count("May be: Year of designation") == 2
    assert 'role="alert"' not in asked

    client.post(f"{page}columns/", said("name", "country", "field", "since", "since", remember="1"))
    refused = client.get(page)

    assert f'role="alert">{BOTH_YEARS}<' in refused.content.decode()
    assert selected(refused) == said("name", "country", "field", "since", "since", remember="1")
    assert folder_of(Upload.objects.get()).exists()
    assert not FileShape.objects.exists()

    client.post(f"{page}columns/", said("name", "country", "field", "", "since", remember="1"))
    planned = words(client.get(page))
    assert "1 new 0 changed" in planned
    assert BOTH_YEARS not in planned
    assert REMEMBERED not in planned
    confirmed(client, page)
    assert str(City.objects.get(slug="newtown").designations.get().since) == "2019"
    again = words(client.get(uploaded(client, a_sheet(ROW, headings=TWO_YEARS))))
    assert "0 new 0 changed 1 the same" in again
    assert REMEMBERED in again


def test_a_choice_without_the_key_harms_neither_the_preview_nor_later_files(client, editor):
    client.force_login(editor)
    page = uploaded(client, a_sheet(ROW[:4]))
    assert "1 new" in words(client.get(page))

    client.post(f"{page}columns/", said("", "country", "field", "since"))
    refused = client.get(page)

    assert 'role="alert">No column tells which record a row is.' in refused.content.decode()
    assert selected(refused) == said("", "country", "field", "since")
    assert client.post(f"{page}confirm/", {"digest": "any"}).status_code == 302
    assert not Batch.objects.exists()
    client.post(f"{page}columns/", said("name", "country", "field", "since"))
    assert "1 new" in words(client.get(page))
    assert not FileShape.objects.exists()


@pytest.mark.parametrize(
    "columns",
    [{"0": "", "1": "country"}, {"2": "since", "3": "since"}, {"0": "mayor"}],
    ids=["no key", "one column twice", "no such column"],
)
def test_what_was_remembered_and_cannot_be_followed_counts_for_nothing(client, editor, tmp_path, columns):
    client.force_login(editor)
    FileShape.objects.create(resource="cities", digest=shape_of(HEADINGS), columns=columns)

    found, refusal = run(tmp_path, a_sheet(ROW[:4]), "--dry-run")
    shown = words(client.get(uploaded(client, a_sheet(ROW[:4]))))

    assert refusal is None
    assert outcomes(found) == [(2, "new", "newtown")]
    assert "1 new 0 changed" in shown
    assert REMEMBERED not in shown


@pytest.mark.parametrize("remembered", [{"3": "since", "4": "since"}, {"0": "name", "3": "", "4": ""}])
def test_a_command_follows_what_it_is_told_of_the_columns(tmp_path, remembered):
    content = a_sheet(ROW, headings=TWO_YEARS)
    FileShape.objects.create(resource="cities", digest=shape_of(TWO_YEARS), columns=remembered)

    found, refusal = run(tmp_path, content, "--dry-run", "--column", "Year=since", "--column", "年份=")
    _, half = run(tmp_path, content, "--dry-run", "--column", "Year=since")

    assert refusal is None
    assert found["rows"][0]["changes"]["since"] == [None, "2025"]
    assert "年份 (since)" in half
    assert "Year (since)" not in half


@pytest.mark.parametrize(
    ("column", "sentence"),
    [
        ("Year=mayor", "There is no column “mayor”. There are: slug, name, name_zh_hans, "),
        ("Mayor=since", "No heading reads “Mayor”. The headings read: 城市 City · 国家 Country · "),
    ],
)
def test_a_command_that_is_told_of_no_such_column_says_so(tmp_path, column, sentence):
    found, refusal = run(tmp_path, a_sheet(ROW, headings=TWO_YEARS), "--column", column)

    assert refusal.startswith(sentence)
    assert (found["rows"], found["batch"]) == ([], None)


def test_a_file_without_rows_or_beyond_reading_gets_one_sentence_and_no_counts(client, editor, tmp_path):
    client.force_login(editor)
    empty = "The file has no rows below its headings."

    shown = words(client.get(uploaded(client, a_sheet())))

    assert empty in shown
    assert "everything in this file is there already" not in shown
    assert printed(tmp_path, a_sheet()) == (f"{empty}\n", None)
    out, refusal = printed(tmp_path, b"%PDF-1.7 contact list")
    assert out == ""
    assert refusal.startswith("This is a PDF.")
    assert run(tmp_path, b"%PDF-1.7 contact list")[0]["rows"] == []
    out, _ = printed(tmp_path, a_sheet(["新城", "中国", "设计", "20x7"]))
    assert out.startswith("new 0 · changed 0 · same 0 · doubtful 0 · wrong 1\n")


def printed(tmp_path, content):
    path = tmp_path / "cities.xlsx"
    path.write_bytes(content)
    out = io.StringIO()
    try:
        call_command("import_cities", str(path), stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), None
