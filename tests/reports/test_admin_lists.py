"""The lists of the report desk: what they show, and that they never ask row by row."""

import pytest
from django.contrib.auth import get_user_model

from reports import workflow
from reports.models import (
    Assessment,
    Attendance,
    Budget,
    Contribution,
    Deadline,
    EvaluationService,
    Figure,
    Goal,
    Indicator,
    Link,
    Source,
)
from tests.factories import a_form, a_meeting, a_report, an_initiative, an_item


@pytest.fixture
def desk(client, superuser):
    client.force_login(superuser)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def somebody():
    return get_user_model().objects.get()


def a_published_report(number=0):
    report = a_report()
    workflow.publish(report, languages=["zh-hans"], by=somebody())
    return report


def a_withdrawn_report(number):
    workflow.withdraw(a_published_report(), language="zh-hans", reason="A mistake.", by=somebody())


def a_naming_report(number):
    report = a_report()
    other = a_report().city
    EvaluationService.objects.create(report=report, year=2015, place_en="Somewhere", city=other)
    an_item(str(number), form=report.form, kind="evaluations")
    workflow.publish(report, languages=["en"], by=somebody())


def a_part(model, kind="text", **fields):
    def add(number):
        report = a_report()
        model.objects.create(report=report, item=an_item(str(number), form=report.form, kind=kind), **fields)

    return add


def an_attendance(number):
    Attendance.objects.create(report=a_report(), meeting=a_meeting(f"meeting-{number}"))


def a_source(number):
    Source.objects.create(
        report=a_report(), original_name="report.pdf", sha256=f"{number}", size=1, language="en", uploaded_by=somebody()
    )


LISTS = [
    ("/admin/reports/report/", a_published_report, 10),
    ("/admin/reports/deadline/", lambda n: Deadline.objects.create(city=a_report().city, round=2018, due_on="2018"), 6),
    ("/admin/reports/edition/", a_published_report, 5),
    ("/admin/reports/withdrawal/", a_withdrawn_report, 5),
    ("/admin/reports/statechange/", a_published_report, 5),
    ("/admin/reports/source/", a_source, 5),
    ("/admin/reports/assessment/", lambda n: Assessment.objects.create(report=a_report(), aspect_en="overall"), 5),
    ("/admin/reports/initiative/", lambda n: an_initiative(a_report(), an_item(str(n), kind="initiatives")), 7),
    ("/admin/reports/indicator/", a_part(Indicator, name_en="Income", value=1), 6),
    ("/admin/reports/figure/", a_part(Figure, caption_en="A chart"), 6),
    ("/admin/reports/budget/", a_part(Budget, kind="budget", amount=1, currency="CNY"), 6),
    ("/admin/reports/link/", a_part(Link, kind="links", url="https://example.org/"), 5),
    ("/admin/reports/contribution/", a_part(Contribution, kind="contributions"), 5),
    ("/admin/reports/attendance/", an_attendance, 6),
    (
        "/admin/reports/evaluationservice/",
        lambda n: EvaluationService.objects.create(report=a_report(), year=2015, place_en="Somewhere"),
        6,
    ),
    ("/admin/reports/formversion/", lambda n: a_form(f"form-{n}"), 5),
    ("/admin/reports/formitem/", lambda n: an_item(str(n), form=a_form(f"form-{n}")), 6),
    ("/admin/reports/goal/", lambda n: Goal.objects.create(number=n + 1, name_en="Goal"), 5),
]


@pytest.mark.parametrize(("address", "add", "queries"), LISTS, ids=[address for address, *rest in LISTS])
def test_list_asks_the_same_number_of_queries_at_1_and_at_30_rows(
    desk, address, add, queries, django_assert_num_queries
):
    add(0)
    desk.get(address)
    with django_assert_num_queries(queries):
        desk.get(address)

    for number in range(1, 30):
        add(number)
    with django_assert_num_queries(queries):
        response = desk.get(address)

    assert response.context["cl"].result_count == 30


def test_list_of_mentions_asks_the_same_number_of_queries_at_1_and_at_30_rows(desk, django_assert_num_queries):
    a_naming_report(1)
    with django_assert_num_queries(5):
        desk.get("/admin/reports/mention/")

    for number in range(2, 31):
        a_naming_report(number)
    with django_assert_num_queries(5):
        desk.get("/admin/reports/mention/")


def test_report_list_says_which_edition_readers_see_in_each_language(desk):
    a_published_report()

    page = desk.get("/admin/reports/report/").content.decode()

    assert '<td class="field-edition_zh_hans">edition 1, ' in page
    assert '<td class="field-edition_en">not public</td>' in page


def test_index_lists_the_work_in_the_order_of_the_work(desk):
    groups = [
        (group["name"], [str(model["name"]) for model in group["models"]])
        for group in desk.get("/admin/").context["app_list"]
    ]

    assert [name for name, models in groups] == [
        "Reports",
        "Within the reports",
        "Register of the network",
        "Forms",
        "Records",
        "People",
    ]
    assert groups[0][1] == ["Reports", "Deadlines", "Editions", "Source documents", "Assessments"]


def test_bystander_is_shown_no_list(client, bystander):
    client.force_login(bystander)

    assert client.get("/admin/").context["app_list"] == []
    assert client.get("/admin/reports/report/").status_code == 403


def test_desk_is_named_in_the_language_of_its_reader_and_offers_the_other_one(desk):
    page = desk.get("/admin/").content.decode()

    assert "Creative Cities · Editorial desk" in page
    assert '<button type="submit" name="language" value="zh-hans" lang="zh-Hans">中文</button>' in page


def test_language_of_the_desk_is_changed_by_a_button_and_stays_changed(desk):
    answer = desk.post("/admin/language/", {"language": "zh-hans", "next": "/admin/reports/report/"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/reports/report/")
    assert '<html lang="zh-hans"' in desk.get("/admin/").content.decode()


def test_language_button_leads_to_no_other_site(desk):
    answer = desk.post("/admin/language/", {"language": "zh-hans", "next": "https://example.org/"})

    assert answer.headers["Location"] == "/"
