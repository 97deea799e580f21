"""What stands within reports, brought in by those who write for one city (THREATS P5, S2)."""

import pytest

from reports.models import Answer, Attendance, Goal, Initiative, Report
from tests.cities.sheets.sheets import a_sheet, confirmed, run, uploaded, words
from tests.factories import a_city, a_designation, a_field, a_form, a_meeting, a_report, an_initiative, an_item
from uccn.sheets.models import Batch

pytestmark = pytest.mark.django_db

PAGE = "/admin/reports/initiative/import/"
PAGES = ("change", "undo")
HEADINGS = ["报告", "项目编号", "序号", "标题", "Title", "合作城市", "SDGs", "开始日期"]


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.SHEETS_ROOT = tmp_path / "sheets"


@pytest.fixture
def own():
    item = an_item("4.1", form=a_form("2015"), kind="initiatives")
    for number in (4, 11):
        Goal.objects.create(number=number, name_zh_hans=f"目标{number}", name_en=f"Goal {number}")
    return a_report("own-2018", city=a_city("own"), form=item.version, state="draft")


def test_initiatives_are_found_by_report_item_and_printed_number(tmp_path, own):
    a_city("lyon", name_en="Lyon")
    a_city("ghent", name_en="Ghent")
    known = an_initiative(own, own.form.items.get(), label="(1)", title_en="Old", title_zh_hans="举措")

    found, refusal = run(
        tmp_path,
        a_sheet(
            ["own-2018", "4.1", "(1)", "举措", "New", "Lyon; ghent", "4; 11", "2014年12月"],
            ["own-2018", 4.1, "(2)", "第二", None, None, None, None],
            headings=HEADINGS,
        ),
        command="import_initiatives",
    )

    assert refusal is None
    assert [row["outcome"] for row in found["rows"]] == ["changed", "new"]
    assert found["rows"][0]["changes"]["title_en"] == ["Old", "New"]
    known.refresh_from_db()
    assert (known.title_en, str(known.starts_on)) == ("New", "2014-12")
    assert {city.slug for city in known.partner_cities.all()} == {"lyon", "ghent"}
    assert {goal.number for goal in known.goals.all()} == {4, 11}


def test_a_city_or_goal_that_is_not_known_is_refused_and_no_link_lost(tmp_path, own):
    found, refusal = run(
        tmp_path,
        a_sheet(["own-2018", "4.1", "(1)", "一", None, "Atlantis", "99", None], headings=HEADINGS),
        command="import_initiatives",
    )

    assert refusal
    assert "“Atlantis” is not in the list of cities" in found["rows"][0]["reason"]
    assert "“99” is not in the list of" in found["rows"][0]["reason"]
    assert not Initiative.objects.exists()


def test_a_focal_point_brings_initiatives_of_their_own_draft(client, focal_point, own):
    focal_point.cities_written_for.set([own.city])
    client.force_login(focal_point)

    page = uploaded(client, a_sheet(["own-2018", "4.1", "(1)", "一"], headings=HEADINGS[:4]), address=PAGE)
    confirmed(client, page)

    assert Initiative.objects.get().title_zh_hans == "一"


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (HEADINGS[:4], ["other-2018", "4.1", "(1)", "劫持"]),
        (["报告", "项目编号", "序号", "合作城市"], ["own-2018", "4.1", "(9)", "other"]),
    ],
)
def test_p5_a_row_of_another_city_refuses_the_whole_file_before_the_button(client, focal_point, own, headings, row):
    other = a_report("other-2018", city=a_city("other"), form=own.form, state="draft")
    focal_point.cities_written_for.set([own.city])
    client.force_login(focal_point)
    good = ["own-2018", "4.1", "(1)", None]

    page = uploaded(client, a_sheet(good, row, headings=headings), address=PAGE)
    shown = client.get(page)

    assert "line 3" in words(shown)
    assert 'class="default"' not in shown.content.decode()
    assert not Initiative.objects.filter(report=other).exists()
    assert not Batch.objects.exists()


def test_a_report_that_is_no_draft_any_more_refuses_the_whole_file(client, focal_point, own):
    Report.objects.filter(pk=own.pk).update(state="submitted")
    focal_point.cities_written_for.set([own.city])
    client.force_login(focal_point)

    page = uploaded(client, a_sheet(["own-2018", "4.1", "(1)", "一"], headings=HEADINGS[:4]), address=PAGE)
    confirmed_page = client.get(page)

    assert "line 2 own-2018 · 4.1 · (1) you may not change this now" in words(confirmed_page)
    assert "It is refused whole." in words(confirmed_page)
    client.post(f"{page}confirm/", {"digest": "x", "good-rows-only": "1"})
    assert not Initiative.objects.exists()


def test_p5_state_and_other_unknown_columns_are_left_out_and_said(client, editor, own):
    client.force_login(editor)
    row = ["own-2018", "4.1", "(1)", "published", "1"]

    page = uploaded(client, a_sheet(row, headings=["报告", "项目编号", "序号", "published_at", "delete"]), address=PAGE)

    assert "“published_at”, “delete”" in words(client.get(page))


def test_general_information_of_reports(tmp_path, own):
    city = a_city("newtown", name_en="Newtown")
    a_designation(city, field=a_field("film"), since="2015")
    headings = ["slug", "城市", "创意领域", "表格版本", "应交年份", "报告期起", "报告期止", "原文语言", "标题"]
    good = ["newtown-2019", "Newtown", "film", "2015", "2019", "2015", "2019", "英", "监测报告"]
    bad = ["newtown-2023", "Newtown", "film", "2015", "2023", "2023", "2019", "英", "监测报告"]

    wrong, refusal = run(tmp_path, a_sheet(good, bad, headings=headings), command="import_reports")
    found, _ = run(tmp_path, a_sheet(good, headings=headings), command="import_reports")

    assert refusal
    assert wrong["rows"][1]["reason"] == "Line 3: The reporting period cannot end before it began."
    assert found["new"] == 1
    report = Report.objects.get(slug="newtown-2019")
    assert (report.state, report.original_language, report.designation.field.code) == ("draft", "en", "film")


def test_answers_and_attendance(tmp_path, own):
    a_meeting("2015-kanazawa", place_en="Kanazawa")

    answers, _ = run(
        tmp_path, a_sheet(["own-2018", "4.1", "答复"], headings=["报告", "编号", "正文"]), command="import_answers"
    )
    attendance, _ = run(
        tmp_path, a_sheet(["own-2018", "Kanazawa"], headings=["报告", "年会"]), command="import_attendance"
    )

    assert (answers["new"], attendance["new"]) == (1, 1)
    assert Answer.objects.get().text_zh_hans == "<p>答复</p>"
    assert Attendance.objects.get().meeting.slug == "2015-kanazawa"


@pytest.fixture
def brought(client, focal_point, own):
    """What a focal point brought into their own draft."""
    focal_point.cities_written_for.set([own.city])
    client.force_login(focal_point)
    page = uploaded(client, a_sheet(["own-2018", "4.1", "(1)", "一"], headings=HEADINGS[:4]), address=PAGE)
    confirmed(client, page)
    return Batch.objects.get()


def test_p10_an_import_is_not_taken_back_once_the_report_is_submitted(client, own, brought):
    address = f"/admin/sheets/batch/{brought.pk}/undo/"
    in_a_draft = client.post(address)
    Report.objects.update(state="submitted")

    answers = [in_a_draft, client.get(address), client.post(address), client.get(in_a_draft.url)]

    assert [answer.status_code for answer in answers] == [302, 403, 403, 403]
    assert Initiative.objects.get().title_zh_hans == "一"


def test_p1_own_import_is_gone_with_the_city_it_was_about(client, focal_point, brought):
    focal_point.cities_written_for.clear()

    answers = [client.get(f"/admin/sheets/batch/{number}/{page}/") for number in (brought.pk, 9) for page in PAGES]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert "一" not in answers[0].content.decode()


def test_p1_the_page_of_an_undo_names_nothing_that_has_gone_to_another_city(client, focal_point, own):
    later = a_report("own-2022", city=own.city, form=own.form, state="draft", due_year=2022)
    focal_point.cities_written_for.set([own.city])
    client.force_login(focal_point)
    rows = [[report.slug, "4.1", "(1)", "一"] for report in (own, later)]
    confirmed(client, uploaded(client, a_sheet(*rows, headings=HEADINGS[:4]), address=PAGE))
    Initiative.objects.filter(report=later).update(title_zh_hans="机密", title_en="Zaffre")
    undo_page = client.post(f"/admin/sheets/batch/{Batch.objects.get().pk}/undo/")["Location"]
    confirmed(client, undo_page)
    page = f"/admin/sheets/batch/{Batch.objects.get(way='undo').pk}/change/"

    before = words(client.get(page))
    Report.objects.filter(pk=later.pk).update(city=a_city("other"))
    after = words(client.get(page))

    assert "Left as they are line 3 initiative (1) Zaffre" in before
    assert "1 left as they are" in after
    assert "Zaffre" not in after


def test_the_list_of_reports_offers_the_import_of_answers_and_takes_it(client, editor, own):
    client.force_login(editor)
    address = "/admin/reports/answer/import/"
    assert f'href="{address}"' in client.get("/admin/reports/report/").content.decode()

    page = uploaded(client, a_sheet(["own-2018", "4.1", "答复"], headings=["报告", "编号", "正文"]), address=address)
    confirmed(client, page)

    assert Answer.objects.get().text_zh_hans == "<p>答复</p>"
    assert "/admin/reports/report/" in client.get(page).content.decode()


def test_the_page_that_takes_answers_gives_the_workbook_to_fill_in(client, editor, own):
    client.force_login(editor)
    template = "/admin/reports/report/template/answers/"

    page = client.get("/admin/reports/answer/import/").content.decode()

    assert f'href="{template}"' in page
    assert client.get(template).status_code == 200


def test_who_may_not_change_reports_neither_sees_nor_opens_the_import_of_answers(client, bystander, own):
    client.force_login(bystander)

    assert "/admin/reports/answer/import/" not in client.get("/admin/reports/report/").content.decode()
    assert client.get("/admin/reports/answer/import/").status_code == 403


def test_answers_are_no_list_on_the_desk(client, superuser, own):
    client.force_login(superuser)

    assert client.get("/admin/reports/answer/").status_code == 404
    assert "/admin/reports/answer/" not in client.get("/admin/").content.decode()


def test_a_focal_point_brings_no_answer_of_another_city(client, focal_point, own):
    other = a_report("other-2018", city=a_city("other"), form=own.form, state="draft")
    focal_point.cities_written_for.set([own.city])
    client.force_login(focal_point)
    sheet = a_sheet(["other-2018", "4.1", "劫持"], headings=["报告", "编号", "正文"])

    page = uploaded(client, sheet, address="/admin/reports/answer/import/")

    assert "line 2" in words(client.get(page))
    assert not Answer.objects.filter(report=other).exists()


REPORT_HEADINGS = ["slug", "城市", "创意领域", "表格版本", "应交年份", "报告期起", "报告期止", "原文语言"]


def test_the_preview_of_a_report_names_its_creative_field(client, editor, own):
    city = a_city("newtown", name_en="Newtown")
    for number, code in enumerate(("design", "film", "music")):
        designation = a_designation(city, field=a_field(code, name_en=code.title()), since=str(2015 + number))
    client.force_login(editor)
    row = ["newtown-2019", "Newtown", "music", "2015", "2019", "2015", "2019", "英"]
    address = "/admin/reports/report/import/"

    page = uploaded(client, a_sheet(row, headings=REPORT_HEADINGS), address=address)
    shown = words(client.get(page))
    confirmed(client, page)
    row[2] = "film"
    changed = uploaded(client, a_sheet(row, headings=REPORT_HEADINGS), address=address)

    assert "Creative field Music " in shown
    assert Report.objects.get(slug="newtown-2019").designation == designation
    assert "Creative field Music → Film" in words(client.get(changed))


def test_a_key_that_is_given_but_wrong_needs_one_sentence(tmp_path, own):
    a_field("film")
    report = ["atlantis-2019", "Atlantis", "film", "2015", "2019", "2015", "2019", "英"]

    items, _ = run(
        tmp_path, a_sheet(["own-2018", "9.9", "答"], headings=["报告", "编号", "正文"]), command="import_answers"
    )
    reports, _ = run(tmp_path, a_sheet(report, headings=REPORT_HEADINGS), command="import_reports")

    assert items["rows"][0]["reason"] == "Line 2, Item: the form of this report has no item 9.9"
    assert reports["rows"][0]["reason"] == "Line 2, City: “Atlantis” is not in the list of cities"
