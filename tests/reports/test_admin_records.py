"""What was published and done: readable on the desk, changeable by nobody."""

import pytest

from reports import workflow
from reports.models import Edition, EvaluationService, Mention, StateChange, Withdrawal
from tests.factories import a_city, a_report, an_item


@pytest.fixture
def desk(client, superuser):
    client.force_login(superuser)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def report(superuser):
    report = a_report("ghent-2018", title_en="Ghent 2018")
    an_item("3", form=report.form, kind="evaluations")
    EvaluationService.objects.create(report=report, year=2015, place_en="Limoges", city=a_city("limoges"))
    workflow.publish(report, languages=["en"], notes={"en": "First edition."}, by=superuser)
    workflow.withdraw(report, language="en", reason="A mistake.", by=superuser)
    return report


@pytest.mark.parametrize("model", [Edition, Withdrawal, StateChange, Mention])
def test_not_even_a_superuser_adds_changes_or_deletes_a_record(desk, report, model):
    record = model.objects.first()
    before = list(model.objects.values())
    address = f"/admin/reports/{model._meta.model_name}/"

    answers = [
        desk.get(f"{address}add/"),
        desk.post(f"{address}add/", {"number": 7}),
        desk.post(f"{address}{record.pk}/change/", {"number": 7, "reason": "Mine", "anchor": "x"}),
        desk.get(f"{address}{record.pk}/delete/"),
        desk.post(f"{address}{record.pk}/delete/", {"post": "yes"}),
    ]
    desk.post(address, {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"})

    assert [answer.status_code for answer in answers] == [403] * 5
    assert list(model.objects.values()) == before


@pytest.mark.parametrize("model", [Edition, Withdrawal, StateChange, Mention])
def test_records_are_closed_to_staff_without_the_right(client, bystander, report, model):
    client.force_login(bystander)

    assert client.get(f"/admin/reports/{model._meta.model_name}/").status_code == 403
    assert client.get(f"/admin/reports/{model._meta.model_name}/{model.objects.first().pk}/change/").status_code == 403


def test_page_of_an_edition_names_it_and_shows_its_document(desk, report):
    edition = Edition.objects.get()

    page = desk.get(f"/admin/reports/edition/{edition.pk}/change/").content.decode()

    assert "<h1>Ghent 2018 · English · edition 1</h1>" in page
    assert edition.digest in page
    assert "First edition." in page
    assert '<a href="/en/reports/ghent-2018/editions/1/">' in page
    assert "&quot;slug&quot;: &quot;ghent-2018&quot;" in page
    assert "A mistake." in page


def test_public_page_of_a_chinese_edition_is_the_chinese_one_whoever_looks(desk, superuser, report):
    workflow.publish(report, languages=["zh-hans"], by=superuser)
    edition = Edition.objects.get(language="zh-hans")

    page = desk.get(f"/admin/reports/edition/{edition.pk}/change/").content.decode()

    assert '<a href="/zh/reports/ghent-2018/editions/1/">' in page


def test_deleting_a_person_who_published_is_refused_in_words(desk, report, superuser):
    response = desk.post(f"/admin/accounts/user/{superuser.pk}/delete/", {"post": "yes"})

    assert response.status_code == 200
    assert StateChange.objects.count() == 2
