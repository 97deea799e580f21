import pytest

from reports.models import Attendance, Event
from tests.cities.sheets.sheets import run
from tests.factories import a_city, a_form, a_meeting, a_report, an_answer, an_initiative, an_item
from uccn.sheets.models import Export
from uccn.sheets.reading import read

pytestmark = pytest.mark.django_db

SECRET = "Zaffre"
REPORTS = "/admin/reports/report/export/"
PLACES = {
    "reports": REPORTS,
    "answers": REPORTS,
    "initiatives": "/admin/reports/initiative/export/",
    "events": "/admin/reports/initiative/export/",
    "attendance": "/admin/reports/attendance/export/",
}


def wanted(resource, **more):
    return {"resource": resource, "language": "en", "format": "csv", **more}


def content_of(response):
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def keys_of(response):
    return [row.cells[0] for row in read(content_of(response), "a.csv").rows]


def a_written_report(city, secret):
    form = a_form()
    report = a_report(f"{city.slug}-2018", city=city, state="draft", title_en=f"Report {secret}")
    item = an_item(f"4.{city.pk}", form=form)
    an_answer(report, item, text_en=f"<p>{secret}</p>")
    initiative = an_initiative(report, item, label="(1)", title_en=secret)
    Event.objects.create(initiative=initiative, on="2016", text_en=secret).cities.set([city])
    meeting = a_meeting(f"{2000 + city.pk}-x", year=2000 + city.pk)
    Attendance.objects.create(report=report, meeting=meeting, as_written_en=secret)
    return report, initiative


@pytest.fixture
def own():
    return a_written_report(a_city("jingdezhen"), "ours")


@pytest.fixture
def foreign():
    return a_written_report(a_city("kanazawa", name_en=SECRET, name_zh_hans="机密"), SECRET)


@pytest.mark.parametrize("resource", PLACES)
def test_p7_focal_point_takes_nothing_of_another_city(client, focal_point, own, foreign, resource):
    focal_point.cities_written_for.add(own[0].city)
    own[1].partner_cities.add(foreign[0].city)
    client.force_login(focal_point)

    for query in ("", "?q=kanazawa"):
        for chosen in ({}, {"export_items": [1, foreign[0].pk, foreign[1].pk]}):
            found = content_of(client.post(PLACES[resource] + query, wanted(resource, **chosen))).decode()
            assert SECRET not in found
            assert "机密" not in found
            assert "kanazawa" not in found
    assert "jingdezhen-2018" in content_of(client.post(PLACES[resource], wanted(resource))).decode()


@pytest.mark.parametrize("resource", PLACES)
def test_p7_editor_takes_all_rows_and_each_export_is_recorded(client, editor, own, foreign, resource):
    client.force_login(editor)

    assert keys_of(client.post(PLACES[resource], wanted(resource))) == ["jingdezhen-2018", "kanazawa-2018"]
    export = Export.objects.get()
    assert (export.resource, export.by, export.records) == (resource, editor, 2)


@pytest.mark.parametrize("resource", PLACES)
def test_p7_who_may_not_see_reports_takes_none(client, bystander, own, resource):
    client.force_login(bystander)

    assert client.get(PLACES[resource]).status_code == 403
    assert client.post(PLACES[resource], wanted(resource)).status_code == 403
    assert not Export.objects.exists()


def test_answers_are_those_of_the_reports_that_the_list_shows(client, editor, own, foreign):
    client.force_login(editor)

    found = client.post(f"{REPORTS}?q=jingdezhen", wanted("answers"))

    assert keys_of(found) == ["jingdezhen-2018"]


def test_what_stands_under_the_item_of_contacts_never_leaves(client, superuser, own):
    item = an_item("2.8", form=own[0].form, kind="contacts")
    an_answer(own[0], item, text_en=f"<p>{SECRET} 13800138000</p>")
    client.force_login(superuser)

    assert SECRET not in content_of(client.post(REPORTS, wanted("answers"))).decode()


def test_parts_of_initiatives_follow_their_wholes_and_name_them(client, editor, own):
    report, initiative = own
    an_initiative(report, initiative.item, label="(0)", title_en="Before", position=0)
    an_initiative(report, initiative.item, label="A.", title_en="Part", parent=initiative, position=0)
    client.force_login(editor)

    found = client.post(PLACES["initiatives"], wanted("initiatives"))

    rows = [row.cells[2:4] for row in read(content_of(found), "a.csv").rows]
    assert rows == [(None, "(0)"), (None, "(1)"), ("(1)", "A.")]


def test_events_are_those_of_the_initiatives_that_the_list_shows(client, editor, own, foreign):
    client.force_login(editor)

    found = client.post(f"{PLACES['events']}?q=jingdezhen", wanted("events"))

    assert keys_of(found) == ["jingdezhen-2018"]


def test_translator_takes_both_languages_and_brings_back_one(client, translator_into_english, own, tmp_path):
    client.force_login(translator_into_english)
    found = content_of(client.post(REPORTS, wanted("answers"))).decode()
    options = ("--by", translator_into_english.username, "--dry-run")

    english, _ = run(
        tmp_path, found.replace("ours", "theirs").encode(), *options, name="a.csv", command="import_answers"
    )
    chinese, _ = run(tmp_path, found.replace("中文", "英文").encode(), *options, name="a.csv", command="import_answers")

    assert [row["outcome"] for row in english["rows"]] == ["changed"]
    assert [row["outcome"] for row in chinese["rows"]] == ["wrong"]
    assert "you may not write this column" in chinese["rows"][0]["reason"]
