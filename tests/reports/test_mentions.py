import pytest
from django.utils import timezone

from reports import workflow
from reports.models import EvaluationService, Event, Mention
from tests.factories import a_city, a_report, an_initiative, an_item


@pytest.fixture
def report(db):
    return a_report("jingdezhen-2018", city=a_city("jingdezhen"))


def publish(report, publisher):
    workflow.publish(report, languages=["en"], by=publisher)
    return list(Mention.objects.order_by("city__slug", "anchor").values_list("city__slug", "anchor", "title"))


def test_edition_names_partners_events_and_evaluations(report, publisher):
    item = an_item("5", kind="initiatives")
    initiative = an_initiative(report, item, label="C.", title_en="Activities")
    initiative.partner_cities.add(a_city("kanazawa"), report.city)
    event = Event.objects.create(initiative=initiative, on="2015", text_en="Festival")
    event.cities.add(a_city("bradford"))
    an_item("3.7", kind="evaluations", heading_en="Evaluations")
    an_item("3", kind="section")
    EvaluationService.objects.create(report=report, year=2015, place_en="Paducah, USA", city=a_city("paducah"))

    assert publish(report, publisher) == [
        ("bradford", "s-5-C", "Activities"),
        ("kanazawa", "s-5-C", "Activities"),
        ("paducah", "s-3-7", "Evaluations"),
    ]


def test_withdrawn_report_is_mentioned_nowhere(report, publisher):
    initiative = an_initiative(report, an_item("5", kind="initiatives"), label="A.")
    initiative.partner_cities.add(a_city("kanazawa"))
    publish(report, publisher)
    assert Mention.objects.public("en", timezone.now()).count() == 1
    assert Mention.objects.public("zh-hans", timezone.now()).count() == 0

    workflow.withdraw(report, language="en", reason="A slip", by=publisher)

    assert Mention.objects.public("en", timezone.now()).count() == 0


def test_partner_of_an_unpublished_change_is_not_mentioned(report, publisher):
    initiative = an_initiative(report, an_item("5", kind="initiatives"), label="A.")
    publish(report, publisher)

    initiative.partner_cities.add(a_city("secret-partner"))

    assert Mention.objects.count() == 0
