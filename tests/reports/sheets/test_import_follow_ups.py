"""What initiatives of an earlier report became: which one a row follows up, and what came of it."""

from itertools import islice

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Initiative
from tests.cities.sheets.sheets import a_sheet, confirmed, run, uploaded, words
from tests.factories import a_city, a_form, a_report, an_initiative, an_item
from tests.uccn.sheets.journeys import expect_no_change, exported, texts
from uccn.sheets.importing import planning
from uccn.sheets.importing.undoing import undone
from uccn.sheets.models import Batch
from uccn.sheets.reading import read

pytestmark = pytest.mark.django_db

PAGE = "/admin/reports/initiative/import/"
HEADINGS = ["报告", "项目编号", "序号", "承接", "进展", "原因"]


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.SHEETS_ROOT = tmp_path / "sheets"


@pytest.fixture
def item():
    return an_item("6.1", form=a_form("2015"), kind="initiatives")


@pytest.fixture
def earlier(item):
    return a_report("own-2014", city=a_city("own"), form=item.version, due_year=2014, state="draft")


@pytest.fixture
def own(earlier):
    return a_report("own-2018", city=earlier.city, form=earlier.form, state="draft")


def brought(tmp_path, *rows, options=()):
    return run(tmp_path, a_sheet(*rows, headings=HEADINGS), *options, command="import_initiatives")


def test_what_became_of_an_announced_initiative_comes_in_and_goes_again(tmp_path, item, earlier, own):
    whole = an_initiative(earlier, item, label="(2)")
    part = an_initiative(earlier, item, label="A.", parent=whole)
    kept = an_initiative(own, item, label="(1)", follows_up=whole, outcome="continued")
    rows = [
        ["own-2018", "6.1", "(1)", "own-2014 6.1 (2) / A.", "completed", "完成"],
        ["own-2018", "6.1", "(2)", "own-2014 6.1 (2)", "不再实施", None],
        ["own-2018", "6.1", "(3)", None, "completed", None],
    ]

    found, refusal = brought(tmp_path, *rows)
    assert refusal
    assert found["rows"][2]["reason"] == "Line 4: Name the initiative it follows up before saying what became of it."
    found, _ = brought(tmp_path, *rows[:2])

    assert found["rows"][0]["changes"]["follows_up"] == ["own-2014 6.1 (2)", "own-2014 6.1 (2) / A."]
    kept.refresh_from_db()
    assert (kept.follows_up, kept.outcome, kept.outcome_reason_zh_hans) == (part, "completed", "完成")
    added = Initiative.objects.get(report=own, label="(2)")
    assert (added.follows_up, added.outcome) == (whole, "ended")
    assert brought(tmp_path, *rows[:2])[0]["same"] == 2

    cleared, _ = brought(tmp_path, ["own-2018", "6.1", "(1)", "清空", "清空", None])
    assert cleared["rows"][0]["changes"]["follows_up"] == ["own-2014 6.1 (2) / A.", None]

    for batch in Batch.objects.order_by("-pk"):
        undone(batch)
    kept.refresh_from_db()
    assert (kept.follows_up, kept.outcome, Initiative.objects.count()) == (whole, "continued", 3)


def test_names_of_whatever_characters_come_back(tmp_path, item, earlier, own):
    labels = [text[:20] for text in islice(texts(9), 60)]
    labels += ["a/b", "a / b", "/", "//", "a /", "", "same", " same", "same"]
    whole = an_initiative(earlier, item, label="a")
    an_initiative(own, item, label="W", follows_up=an_initiative(earlier, item, label="b", parent=whole))
    for number, label in enumerate(dict.fromkeys(labels)):
        followed = an_initiative(earlier, item, label=label)
        an_initiative(own, item, label=f"({number})", follows_up=followed, outcome="changed", outcome_reason_en=label)
        an_initiative(
            own, item, label=f"P{number}", follows_up=an_initiative(earlier, item, label="P", parent=followed)
        )
    path = exported(tmp_path, "initiatives", "csv")

    found, _ = run(tmp_path, path.read_bytes(), "--dry-run", name="a.csv", command="import_initiatives")

    own_rows = [row for row in found["rows"] if row["name"].startswith("own-2018")]
    assert [row for row in own_rows if row["outcome"] != "same"] == []

    before = dict(own.initiatives.values_list("label", "follows_up"))
    own.initiatives.update(follows_up=None, outcome="")
    run(tmp_path, path.read_bytes(), "--good-rows-only", name="a.csv", command="import_initiatives")
    again = dict(own.initiatives.values_list("label", "follows_up"))
    lost = Initiative.objects.filter(pk__in=[before[label] for label in before if again[label] != before[label]])
    assert {(each.parent or each).label for each in lost} == {"same", " same"}


def test_what_names_nothing_or_several_is_refused_in_words(tmp_path, item, earlier, own):
    for label in ("(1)", "x", " x"):
        an_initiative(earlier, item, label=label)
    an_initiative(own, item, label="(9)")
    other = a_report("other-2014", city=a_city("other"), form=own.form)
    an_initiative(other, item, label="(1)")
    names = ["own-2014", "own-2014 6.1 (2)", "own-2014 6.1 (1) / A.", "own-2014 6.1 x", "own-2018 6.1 (9)"]
    rows = [["own-2018", "6.1", f"({number})", name] for number, name in enumerate([*names, "other-2014 6.1 (1)"])]

    found, refusal = run(tmp_path, a_sheet(*rows, headings=HEADINGS[:4]), command="import_initiatives")

    assert refusal
    assert [row["reason"] for row in found["rows"]] == [
        "Line 2, Follows up: “own-2014” names no initiative of an earlier report",
        "Line 3, Follows up: “own-2014 6.1 (2)” names no initiative of an earlier report",
        "Line 4, Follows up: “own-2014 6.1 (1) / A.” names no initiative of an earlier report",
        "Line 5, Follows up: “own-2014 6.1 x” names 2 initiatives, which nothing tells apart",
        "Line 6, Follows up: “own-2018 6.1 (9)” is no initiative of another report of the same city",
        "Line 7, Follows up: “other-2014 6.1 (1)” is no initiative of another report of the same city",
    ]


def test_p3_a_focal_point_neither_names_nor_sees_what_another_city_did(client, tmp_path, focal_point, item, own):
    other = a_report("zaffre-2014", city=a_city("zaffre"), form=own.form)
    foreign = an_initiative(other, item, label="(1)", title_en="Zaffre")
    an_initiative(own, item, label="(1)", follows_up=foreign)
    focal_point.cities_written_for.set([own.city])
    client.force_login(focal_point)
    options = ("--by", focal_point.username)

    said = []
    for name in ("zaffre-2014 6.1 (1)", "zaffre-2014 6.1 (2)", "azure-2014 6.1 (1)"):
        row = ["own-2018", "6.1", "(1)", name]
        page = uploaded(client, a_sheet(row, headings=HEADINGS[:4]), address=PAGE)
        said.append(words(client.get(page)).replace(name, "…").replace(page, ""))
    cleared = a_sheet(["own-2018", "6.1", "(1)", "清空"], headings=HEADINGS[:4])
    preview = words(client.get(uploaded(client, cleared, address=PAGE)))
    told, _ = run(tmp_path, cleared, "--dry-run", *options, command="import_initiatives")
    sheet = exported(tmp_path, "initiatives", "csv", "en", *options).read_text()

    assert len(set(said)) == 1
    assert "names no initiative of an earlier report" in said[0]
    assert "zaffre" not in (preview + str(told) + sheet).casefold()
    expect_no_change(tmp_path, "initiatives", rows=2)


@pytest.mark.parametrize("chunk", [planning.CHUNK, 1])
def test_what_the_file_itself_adds_is_no_earlier_initiative(client, editor, item, own, monkeypatch, chunk):
    monkeypatch.setattr(planning, "CHUNK", chunk)
    client.force_login(editor)
    rows = [["own-2014", "6.1", "(1)", None], ["own-2018", "6.1", "(1)", "own-2014 6.1 (1)"]]

    page = uploaded(client, a_sheet(*rows, headings=HEADINGS[:4]), address=PAGE)
    preview = words(client.get(page))
    confirmed(client, page, **{"good-rows-only": "1"})

    assert "names no initiative of an earlier report" in preview
    assert [each.report.slug for each in Initiative.objects.all()] == ["own-2014"]


def test_queries_do_not_grow_with_what_is_followed_up(tmp_path, item, earlier, own):
    for number in range(4):
        an_initiative(earlier, item, label=f"({number})")
    counts = []
    for first, count in ((0, 1), (1, 3)):
        numbers = range(first, first + count)
        rows = [["own-2018", "6.1", f"({number})", f"own-2014 6.1 ({number})", "ended", "x"] for number in numbers]
        for reason in ("x", "y"):
            rows = [[*row[:-1], reason] for row in rows]
            with CaptureQueriesContext(connection) as queries:
                assert brought(tmp_path, *rows)[1] is None
            counts.append(len(queries))

    assert counts[:2] == counts[2:]


def test_an_export_names_what_is_followed_up_with_no_query_for_each(tmp_path, item, earlier, own):
    counts = []
    for number in range(3):
        an_initiative(own, item, label=f"({number})", follows_up=an_initiative(earlier, item, label=f"({number})"))
        with CaptureQueriesContext(connection) as queries:
            path = exported(tmp_path, "initiatives", "csv", "en")
        counts.append(len(queries))

    rows = {row.cells[3]: row.cells for row in read(path.read_bytes(), "a.csv").rows if row.cells[0] == "own-2018"}
    assert "own-2014 6.1 (2)" in rows["(2)"]
    assert len(set(counts)) == 1
