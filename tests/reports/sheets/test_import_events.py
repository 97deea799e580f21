"""The dated lines of initiatives' calendars, in sheets of their own."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from reversion.models import Version

from reports.models import Event, Report
from tests.cities.sheets.sheets import a_sheet, confirmed, run, uploaded, words
from tests.factories import a_city, a_form, a_report, an_initiative, an_item
from tests.uccn.sheets.journeys import expect_no_change
from uccn.sheets.importing.undoing import undone
from uccn.sheets.models import Batch

pytestmark = pytest.mark.django_db

PAGE = "/admin/reports/event/import/"
HEADINGS = ["报告", "项目编号", "所属举措", "举措序号", "次序", "日期", "活动", "Event (English)", "提及的城市"]


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.SHEETS_ROOT = tmp_path / "sheets"


@pytest.fixture
def own():
    item = an_item("5", form=a_form("2015"), kind="initiatives")
    report = a_report("own-2018", city=a_city("own"), form=item.version, state="draft")
    whole = an_initiative(report, item, label="C.")
    an_initiative(report, item, label="A.", parent=whole)
    return report


def a_row(
    position, on="2015-03", text="电影峰会", *, part_of=None, label="C.", report="own-2018", english=None, city=None
):
    return [report, "5", part_of, label, position, on, text, english, city]


def brought(tmp_path, *rows):
    return run(tmp_path, a_sheet(*rows, headings=HEADINGS), command="import_events")


def test_events_come_under_wholes_and_parts_and_go_again(tmp_path, own):
    a_city("lyon", name_en="Lyon")
    rows = [a_row(1), a_row(2, "2016年5月", city="Lyon"), a_row(1, part_of="C.", label="A.", english="Summit")]

    found, refusal = brought(tmp_path, *rows)

    assert (refusal, found["new"]) == (None, 3)
    assert brought(tmp_path, *rows)[0]["same"] == 3
    events = Event.objects.order_by("pk").values_list("initiative__label", "position", "text_zh_hans", "cities__slug")
    assert list(events) == [("C.", 1, "电影峰会", None), ("C.", 2, "电影峰会", "lyon"), ("A.", 1, "电影峰会", None)]
    assert [str(each.on) for each in Event.objects.order_by("pk")] == ["2015-03", "2016-05", "2015-03"]

    changed, _ = brought(tmp_path, a_row(2, "2016-06", city="清空"))
    assert changed["rows"][0]["changes"] == {"on": ["2016-05", "2016-06"], "cities": [["lyon"], []]}
    last, first = Batch.objects.order_by("-pk")
    undone(last)
    assert list(Event.objects.get(position=2).cities.values_list("slug", flat=True)) == ["lyon"]
    taken = undone(first)
    assert Event.objects.count() == 0
    undone(taken.made)
    assert Version.objects.get_for_object(Event.objects.get(position=2)).count() == 4
    assert brought(tmp_path, *rows)[0]["same"] == 3


def test_what_an_event_lacks_is_said_at_its_place(tmp_path, own):
    an_initiative(own, own.form.items.get(), label="C.", parent=own.initiatives.get(label="C."))
    rows = [a_row(1, label="D."), a_row(2, on=None), a_row(3, text=None), a_row(None), a_row(4), a_row(4)]

    found, refusal = brought(tmp_path, *rows, a_row(5, part_of="A.", label="C."), a_row(1, part_of="C."))

    assert refusal
    nothing = (
        "it does not say which record it is: the report (such as jingdezhen-2018), the number of the form item, "
        "that of the initiative, and the position"
    )
    assert [row["reason"] for row in found["rows"]] == [
        "Line 2, Initiative: this item has no initiative “D.”",
        "Line 3, Date: a new row needs this",
        "Line 4, Event (Chinese): a new row needs this",
        f"Line 5: {nothing}",
        "",
        "Line 7: the same as line 6 of this file",
        "Line 8, Initiative: this item has no initiative “C.”",
        "",
    ]


def test_events_of_one_position_are_told_apart_by_what_they_say(tmp_path, own):
    initiative = own.initiatives.get(label="C.")
    for day, text in (("2015-03", "One"), ("2015-03", "Two"), ("2016", "Two")):
        Event.objects.create(initiative=initiative, on=day, text_en=text)
    unnumbered = an_initiative(own, own.form.items.get(), label="", title_en="Unnumbered")
    Event.objects.create(initiative=unnumbered, on="2017", text_en="Three")
    expect_no_change(tmp_path, "events", rows=4)

    found, _ = brought(tmp_path, a_row(1, "2015-03", None, english="New"), a_row(1, "2016", "二", english="Two"))

    assert [row["outcome"] for row in found["rows"]] == ["wrong", "changed"]
    assert "nothing here tells which of several records is meant: 2015-03 One" in found["rows"][0]["reason"]


def test_a_focal_point_brings_events_of_their_own_draft_and_of_no_other_city(client, focal_point, own):
    other = a_report("other-2018", city=a_city("other"), form=own.form, state="draft")
    an_initiative(other, own.form.items.get(), label="C.")
    focal_point.cities_written_for.set([own.city])
    client.force_login(focal_point)

    foreign = uploaded(client, a_sheet(a_row(1, report="other-2018"), headings=HEADINGS), address=PAGE)
    naming = uploaded(client, a_sheet(a_row(1, city="other"), headings=HEADINGS), address=PAGE)
    page = uploaded(client, a_sheet(a_row(1), headings=HEADINGS), address=PAGE)
    confirmed(client, page)

    assert "“other-2018” is not in the list of reports" in words(client.get(foreign))
    assert "“other” is not in the list of cities" in words(client.get(naming))
    assert [event.initiative.report for event in Event.objects.all()] == [own]
    assert "/admin/reports/initiative/" in client.get(page).content.decode()

    Report.objects.update(state="submitted")
    page = uploaded(client, a_sheet(a_row(1, "2019"), headings=HEADINGS), address=PAGE)
    assert "you may not change this now" in words(client.get(page))


def test_the_list_of_initiatives_offers_events(client, editor, bystander, own):
    client.force_login(editor)
    listed = client.get("/admin/reports/initiative/").content.decode()
    assert f'href="{PAGE}"' in listed
    assert 'href="/admin/reports/initiative/template/events/"' in client.get(PAGE).content.decode()
    assert client.get("/admin/reports/event/").status_code == 404

    client.force_login(bystander)
    assert client.get(PAGE).status_code == 403


def test_queries_do_not_grow_with_events(tmp_path, own):
    lyon, item = a_city("lyon", name_en="Lyon"), own.form.items.get()
    for label in "DEF":
        an_initiative(own, item, label=label)
    counts = []
    for labels in ("D", "DEF"):
        ContentType.objects.clear_cache()
        for on in ("2015", "2016"):
            rows = [a_row(len(labels), on, f"活动{on}", label=label, city=lyon.slug) for label in labels]
            with CaptureQueriesContext(connection) as queries:
                assert brought(tmp_path, *rows)[1] is None
            counts.append(len(queries))
        for batch in Batch.objects.order_by("-pk")[:2]:
            with CaptureQueriesContext(connection) as queries:
                undone(batch)
            counts.append(len(queries))

    assert counts[:4] == counts[4:]
