"""Initiatives that are parts of others, brought in with these or after them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from reversion.models import Version

from reports.models import Initiative
from tests.cities.sheets.sheets import a_sheet, confirmed, run, uploaded, words
from tests.factories import a_city, a_form, a_report, an_initiative, an_item
from tests.uccn.sheets.journeys import expect_no_change
from uccn.languages.models import Translation
from uccn.sheets.importing import planning, undoing
from uccn.sheets.importing.undoing import undone
from uccn.sheets.models import Batch

pytestmark = pytest.mark.django_db

PAGE = "/admin/reports/initiative/import/"
HEADINGS = ["报告", "项目编号", "所属举措", "序号", "标题", "Title"]


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.SHEETS_ROOT = tmp_path / "sheets"


@pytest.fixture
def own():
    item = an_item("4", form=a_form("2015"), kind="initiatives")
    return a_report("own-2018", city=a_city("own"), form=item.version, state="draft")


def rows_of(*numbers):
    """Each as "number" or "number of whole/number"."""
    split = [number.rpartition("/") for number in numbers]
    return [["own-2018", "4", whole or None, label, f"举措{label}", f"Initiative {label}"] for whole, _, label in split]


def brought(tmp_path, *rows, **more):
    return run(tmp_path, a_sheet(*rows, headings=HEADINGS), command="import_initiatives", **more)


def there():
    rows = Initiative.objects.order_by("pk")
    return [f"{whole}/{label}" if whole else label for whole, label in rows.values_list("parent__label", "label")]


@pytest.mark.parametrize("chunk", [planning.CHUNK, 2])
def test_wholes_and_their_parts_come_in_one_file_and_go_together(client, editor, own, monkeypatch, chunk):
    monkeypatch.setattr(planning, "CHUNK", chunk)
    monkeypatch.setattr(undoing, "CHUNK", chunk)
    client.force_login(editor)
    # Of the first level there is an A. already, and another one comes with the file.
    an_initiative(own, own.form.items.get(), label="A.")
    names = ["(2)", "(2)/A.", "B.", "(2)/B.", "(2)/(2)", "(1)", "(1)/A."]

    page = uploaded(client, a_sheet(*rows_of(*names), headings=HEADINGS), address=PAGE)
    preview = words(client.get(page))
    confirmed(client, page)

    batch = Batch.objects.get()
    assert "7 new" in preview
    assert sorted(there()) == sorted(["A.", *names])
    assert (batch.new, batch.rows.count(), Translation.objects.filter(field="title").count()) == (7, 7, 7)
    kept = Version.objects.get_for_object(Initiative.objects.get(label="(2)", parent__label="(2)"))
    assert [each.field_dict["parent_id"] for each in kept] == [Initiative.objects.get(label="(2)", parent=None).pk]

    expected = undone(batch, dry_run=True).digest.hexdigest()
    found = undone(batch, expected=expected)
    assert (found.reversed, found.failed, there()) == (7, [], ["A."])

    again = undone(found.made, expected=undone(found.made, dry_run=True).digest.hexdigest())
    assert (again.reversed, again.failed, sorted(there())) == (7, [], sorted(["A.", *names]))
    assert Translation.objects.filter(field="title").count() == 7


@pytest.mark.parametrize("chunk", [planning.CHUNK, 2])
def test_a_whole_stays_while_one_of_its_parts_does(tmp_path, own, monkeypatch, chunk):
    monkeypatch.setattr(undoing, "CHUNK", chunk)
    brought(tmp_path, *rows_of("(1)", "(2)", "(1)/A.", "(2)/A.", "(2)/B."))
    an_initiative(
        own, own.form.items.get(), label="9", follows_up=Initiative.objects.get(parent__label="(2)", label="B.")
    )
    batch = Batch.objects.get()

    found = undone(batch, expected=undone(batch, dry_run=True).digest.hexdigest())

    assert {each["name"] for each in found.failed} == {"B. Initiative B.", "(2) Initiative (2)"}
    assert there() == ["(2)", "(2)/B.", "9"]


@pytest.mark.parametrize("chunk", [planning.CHUNK, 1])
def test_a_part_without_its_whole_is_refused_at_its_place(tmp_path, own, monkeypatch, chunk):
    monkeypatch.setattr(planning, "CHUNK", chunk)
    bad = ["own-2018", "4", None, "(1)", "举" * 401, None]

    found, refusal = brought(tmp_path, bad, *rows_of("(1)/A.", "(2)/A.", "(2)", "(2)/B.", "(2)/B.", "B./(1)"))

    assert refusal
    assert [row["reason"] for row in found["rows"]] == [
        "Line 2, Title (Chinese): this has 401 characters; at most 400 are kept",
        "Line 3, Part of: line 2, which would add it, is wrong",
        "Line 4, Part of: this item has no first-level initiative “(2)”, and no line above adds one",
        "",
        "",
        "Line 7: the same as line 6 of this file",
        "Line 8, Part of: this item has no first-level initiative “B.”, and no line above adds one",
    ]
    assert there() == []

    found, refusal = run(
        tmp_path,
        a_sheet(bad, *rows_of("(1)/A.", "(2)", "(2)/B."), headings=HEADINGS),
        "--good-rows-only",
        command="import_initiatives",
    )
    assert (refusal, there()) == (None, ["(2)", "(2)/B."])


def test_the_preview_of_good_rows_is_what_comes_of_them(client, editor, own, monkeypatch):
    monkeypatch.setattr(planning, "CHUNK", 1)
    client.force_login(editor)
    bad = ["own-2018", "4", None, "(1)", "举" * 401, None]

    page = uploaded(client, a_sheet(bad, *rows_of("(1)/A.", "(2)", "(2)/A."), headings=HEADINGS), address=PAGE)
    confirmed(client, page, **{"good-rows-only": "1"})

    assert there() == ["(2)", "(2)/A."]


def test_parts_are_found_by_whole_and_number(tmp_path, own):
    brought(tmp_path, *rows_of("(1)", "(2)", "A.", "(1)/A.", "(2)/A."))
    rows = rows_of("(1)/A.", "(2)/A.", "A.")
    rows[1][-1] = "Another"

    found, _ = brought(tmp_path, *rows)

    assert [(row["outcome"], row["changes"]) for row in found["rows"]] == [
        ("same", {}),
        ("changed", {"title_en": ["Initiative A.", "Another"]}),
        ("same", {}),
    ]
    assert Initiative.objects.get(title_en="Another").parent.label == "(2)"


def test_queries_do_not_grow_with_parts(tmp_path, own):
    counts = []
    for whole, labels in (("(1)", "A"), ("(2)", "ABC")):
        rows = rows_of(whole, *(f"{whole}/{label}" for label in labels))
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                assert brought(tmp_path, *rows)[1] is None
            counts.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            undone(Batch.objects.latest("pk"))
        counts.append(len(queries))

    assert counts[:3] == counts[3:]


def test_initiatives_without_a_number_are_told_apart_by_their_place_or_not_at_all(tmp_path, own):
    item = own.form.items.get()
    for position in (1, 2):
        an_initiative(own, item, position=position, title_en=f"Unnumbered {position}", title_zh_hans="")
    expect_no_change(tmp_path, "initiatives", rows=2)
    bare = ["own-2018", "4", None, None, None, "New"]

    found, refusal = brought(tmp_path, bare)

    assert refusal
    assert found["rows"][0]["reason"] == (
        "Line 2: nothing here tells which of several records is meant: Unnumbered 1, Unnumbered 2"
    )
    assert Initiative.objects.count() == 2


def test_another_city_is_not_told_which_wholes_there_are(client, focal_point, own):
    other = a_report("other-2018", city=a_city("other"), form=own.form, state="draft")
    an_initiative(other, own.form.items.get(), label="(1)")
    focal_point.cities_written_for.set([own.city])
    client.force_login(focal_point)
    rows = rows_of("(1)/A.")

    said = []
    for report in ("other-2018", "none-2018"):
        rows[0][0] = report
        page = uploaded(client, a_sheet(*rows, headings=HEADINGS), address=PAGE)
        said.append(words(client.get(page)).replace(report, "…").replace(page, ""))

    assert said[0] == said[1]
    assert Initiative.objects.count() == 1
