"""What stands within a report has pages of its own, tied to that report and its form."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reports.models import Attendance, EvaluationService, Event, Figure, Indicator, Initiative
from tests.cast import allowed
from tests.factories import a_city, a_form, a_meeting, a_report, an_initiative, an_item
from tests.forms import faults_of, fields_of

# One pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


@pytest.fixture
def desk(client, writer):
    client.force_login(writer)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def report(db):
    return a_report("ghent-2018")


@pytest.fixture
def item(report):
    return an_item("4", form=report.form, kind="initiatives")


def page_of(part):
    return f"/admin/reports/{part._meta.model_name}/{part.pk}/change/"


def test_new_initiative_stands_in_the_report_and_item_it_was_added_from(desk, report, item):
    address = f"/admin/reports/initiative/add/?report={report.pk}&item={item.pk}"
    data = fields_of(desk.get(address), "initiative_form")

    response = desk.post(address, {**data, "title_zh_hans": "陶瓷博览会", "starts_on": "2004", "label": "A."})

    initiative = Initiative.objects.get()
    assert (initiative.report, initiative.item, initiative.title_zh_hans) == (report, item, "陶瓷博览会")
    assert response.headers["Location"] == f"/admin/reports/report/{report.pk}/change/#item-{item.pk}"


def test_new_rows_are_numbered_after_those_that_are_there(desk, report, item):
    an_initiative(report, item, position=4)

    data = fields_of(desk.get(f"/admin/reports/initiative/add/?report={report.pk}&item={item.pk}"), "initiative_form")

    assert data["position"] == "5"


@pytest.mark.parametrize("query", ["", "?report=", "?report=x", "?report=999999", "?report=99999999999999999999"])
def test_nothing_is_added_outside_a_report(desk, query):
    assert desk.get(f"/admin/reports/initiative/add/{query}").status_code in (403, 404)


def test_report_of_a_row_cannot_be_exchanged(desk, report, item):
    initiative = an_initiative(report, item)
    foreign = a_report()
    data = fields_of(desk.get(page_of(initiative)), "initiative_form")

    response = desk.post(page_of(initiative), {**data, "report": foreign.pk})

    assert response.status_code == 200
    assert Initiative.objects.get().report == report


def test_items_are_offered_of_the_report_s_own_form_and_of_a_fitting_kind(desk, report, item):
    an_item("1", form=report.form)
    an_item("4", form=a_form("2021"), kind="initiatives")

    response = desk.get(f"/admin/reports/initiative/add/?report={report.pk}&item={item.pk}")

    assert list(response.context["adminform"].form.fields["item"].queryset) == [item]


def test_initiative_under_a_parent_of_another_report_is_refused_in_words(desk, report, item):
    initiative = an_initiative(report, item)
    stranger = an_initiative(a_report(form=report.form), item)
    data = fields_of(desk.get(page_of(initiative)), "initiative_form")

    response = desk.post(page_of(initiative), {**data, "parent": stranger.pk})

    assert faults_of(response) == ["Select a valid choice. That choice is not one of the available choices."]
    assert Initiative.objects.get(pk=initiative.pk).parent is None


def test_initiative_under_a_parent_of_another_item_is_refused_in_words(desk, report, item):
    initiative = an_initiative(report, item)
    other = an_initiative(report, an_item("5", form=report.form, kind="initiatives"))
    data = fields_of(desk.get(page_of(initiative)), "initiative_form")

    response = desk.post(page_of(initiative), {**data, "parent": other.pk})

    assert faults_of(response) == ["Both must stand under the same item of the same report."]
    assert Initiative.objects.get(pk=initiative.pk).parent is None


def test_initiative_under_itself_is_refused_in_words(desk, report, item):
    initiative = an_initiative(report, item)
    data = fields_of(desk.get(page_of(initiative)), "initiative_form")

    response = desk.post(page_of(initiative), {**data, "parent": initiative.pk})

    assert faults_of(response) == ["An initiative can be part of a first-level initiative only."]


def test_number_printed_twice_under_one_item_is_refused_in_words(desk, report, item):
    an_initiative(report, item, label="A.")
    address = f"/admin/reports/initiative/add/?report={report.pk}&item={item.pk}"
    data = fields_of(desk.get(address), "initiative_form")

    response = desk.post(address, {**data, "title_en": "Second", "label": "A."})

    assert faults_of(response) == ["This item has an initiative with this number already."]
    assert Initiative.objects.count() == 1


def test_outcome_of_nothing_is_refused_in_words(desk, report, item):
    initiative = an_initiative(report, item)
    data = fields_of(desk.get(page_of(initiative)), "initiative_form")

    response = desk.post(page_of(initiative), {**data, "outcome": "changed"})

    assert faults_of(response) == ["Name the initiative it follows up before saying what became of it."]


def test_events_and_figures_of_an_initiative_are_edited_on_its_page(desk, report, item):
    initiative = an_initiative(report, item)
    limoges = a_city("limoges")
    data = fields_of(desk.get(page_of(initiative)), "initiative_form")
    new = {
        "events-TOTAL_FORMS": "1",
        "events-0-on": "2018-10",
        "events-0-position": "1",
        "events-0-text_zh_hans": "利摩日展览",
        "events-0-cities": [limoges.pk],
        "figures-TOTAL_FORMS": "1",
        "figures-0-position": "1",
        "figures-0-caption_en": "The fair",
    }

    response = desk.post(page_of(initiative), {**data, **new})

    assert response.status_code == 302
    event, figure = Event.objects.get(), Figure.objects.get()
    assert (str(event.on), event.text_zh_hans, list(event.cities.all())) == ("2018-10", "利摩日展览", [limoges])
    assert (figure.report, figure.item, figure.initiative, figure.is_lost) == (report, item, initiative, True)


def test_initiative_page_asks_the_same_number_of_queries_at_1_and_at_30_rows(
    desk, report, item, django_assert_num_queries
):
    initiative = an_initiative(report, item)

    def add(number):
        event = Event.objects.create(initiative=initiative, on="2015", text_en="Opening")
        event.cities.set([a_city(), a_city()])
        Figure.objects.create(report=report, item=item, initiative=initiative, caption_en="A picture")

    add(0)
    desk.get(page_of(initiative))
    with django_assert_num_queries(15):
        desk.get(page_of(initiative))
    for number in range(1, 30):
        add(number)
    with django_assert_num_queries(15):
        desk.get(page_of(initiative))


def test_saving_an_untouched_initiative_changes_nothing(desk, report, item):
    initiative = an_initiative(report, item, title_en="", text_zh_hans="<p>甲 &amp; 乙</p>", place_en="Here")
    initiative.partner_cities.set([a_city("limoges"), a_city("icheon")])
    event = Event.objects.create(initiative=initiative, on="2015-04", text_en="Opening", text_zh_hans="")
    event.cities.add(a_city())
    before = [list(model.objects.values()) for model in (Initiative, Event, Initiative.partner_cities.through)]

    response = desk.post(page_of(initiative), fields_of(desk.get(page_of(initiative)), "initiative_form"))

    assert response.status_code == 302
    assert [list(model.objects.values()) for model in (Initiative, Event, Initiative.partner_cities.through)] == before


def test_same_meeting_attended_twice_is_refused_in_words(desk, report):
    meeting = a_meeting()
    Attendance.objects.create(report=report, meeting=meeting)
    address = f"/admin/reports/attendance/add/?report={report.pk}"
    data = fields_of(desk.get(address), "attendance_form")

    response = desk.post(address, {**data, "meeting": meeting.pk})

    assert faults_of(response) == ["This report names this meeting already."]
    assert Attendance.objects.count() == 1


def test_indicator_without_a_figure_is_refused_in_words(desk, report):
    item = an_item("1", form=report.form)
    address = f"/admin/reports/indicator/add/?report={report.pk}&item={item.pk}"
    data = fields_of(desk.get(address), "indicator_form")

    response = desk.post(address, {**data, "name_zh_hans": "地区生产总值"})

    assert faults_of(response) == ["An indicator states a value, a change or both."]
    assert Indicator.objects.count() == 0


def test_applicant_needs_a_name_in_one_language(desk, report):
    address = f"/admin/reports/evaluationservice/add/?report={report.pk}"
    data = fields_of(desk.get(address), "evaluationservice_form")

    response = desk.post(address, {**data, "year": "2016"})

    assert faults_of(response) == ["Write this in Chinese, in English or in both."]
    assert EvaluationService.objects.count() == 0


def test_one_more_can_be_added_at_the_same_place(desk, report):
    item = an_item("1", form=report.form)
    address = f"/admin/reports/indicator/add/?report={report.pk}&item={item.pk}"
    data = fields_of(desk.get(address), "indicator_form")

    response = desk.post(address, {**data, "name_en": "Income", "value": "5", "_addanother": "1"})

    assert response.headers["Location"] == address


def test_saving_a_row_found_in_a_list_leads_back_to_the_list(desk, report):
    item = an_item("1", form=report.form)
    indicator = Indicator.objects.create(report=report, item=item, name_en="Income", value=5)
    data = fields_of(desk.get(page_of(indicator)), "indicator_form")

    response = desk.post(page_of(indicator), data)

    assert response.headers["Location"] == "/admin/reports/indicator/"


def test_picture_of_a_draft_is_shown_to_those_who_may_see_the_report_only(
    client, writer, bystander, report, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    figure = Figure.objects.create(
        report=report,
        item=an_item("1", form=report.form),
        caption_en="A chart",
        picture=SimpleUploadedFile("chart.png", PNG),
    )
    address = f"/admin/reports/figure/{figure.pk}/picture/"

    stranger = client.get(address)
    client.force_login(bystander)
    refused = client.get(address)
    client.force_login(writer)
    shown = client.get(address)
    page = client.get(page_of(figure)).content.decode()

    assert (stranger.status_code, refused.status_code, shown.status_code) == (302, 403, 200)
    assert b"".join(shown.streaming_content) == PNG
    assert (shown.headers["Content-Type"], shown.headers["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert f'<img src="{address}"' in page


def test_a_picture_that_is_none_is_refused_in_words(desk, report):
    item = an_item("1", form=report.form)
    address = f"/admin/reports/figure/add/?report={report.pk}&item={item.pk}"
    data = fields_of(desk.get(address), "figure_form")

    response = desk.post(
        address, {**data, "caption_en": "A chart", "picture": SimpleUploadedFile("chart.svg", b"<svg/>")}
    )

    assert faults_of(response) == ["This file is not a readable JPEG, PNG or WebP picture."]
    assert Figure.objects.count() == 0


def test_those_who_only_view_reports_see_rows_without_fields(client, bystander, report, item):
    bystander.user_permissions.add(*allowed("view_report", "work_for_every_city"))
    initiative = an_initiative(report, item, title_en="Festival")
    client.force_login(bystander)

    page = client.get(page_of(initiative))
    refused = client.post(page_of(initiative), {"title_en": "Mine"})

    assert "Festival" in page.content.decode()
    assert refused.status_code == 403
    assert Initiative.objects.get().title_en == "Festival"
