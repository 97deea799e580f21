"""Scheduled editions: frozen when the publisher says so, met by readers from their moment on and not before."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from reports import workflow
from reports.models import Cancellation, Edition, Mention, StateChange
from reports.outline import listed
from tests.factories import a_city, a_report, an_answer, an_initiative, an_item
from tests.forms import faults_of, fields_of, messages_of

BOTH = ("zh-hans", "en")
SECRET = "planted secret 秘密"
# As a publisher writes it: 2026-12-01 09:00 in Beijing.
MOMENT = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
BEFORE, SECOND = MOMENT - timedelta(days=30), timedelta(seconds=1)


@pytest.fixture
def report(db):
    report = a_report("jingdezhen-2018", city=a_city("jingdezhen"), title_en="Jingdezhen 2018")
    an_answer(report, an_item("1"), text_zh_hans="<p>第一句</p>", text_en="<p>First sentence</p>")
    return report


@pytest.fixture
def desk(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def change(report, text=f"<p>{SECRET}</p>"):
    report.answers.update(text_en=text)


def scheduled(report, by, *, languages=BOTH, publish_at=MOMENT, at=BEFORE, **more):
    return workflow.schedule(report, languages=languages, publish_at=publish_at, by=by, at=at, **more)


def numbers(editions):
    return sorted(editions.values_list("language", "number"))


def acts():
    return list(StateChange.objects.order_by("pk").values_list("act", "language"))


def test_scheduled_edition_is_public_from_its_moment_on(report, publisher):
    scheduled(report, publisher)

    for at, seen in ((BEFORE, []), (MOMENT - SECOND, []), (MOMENT, [("en", 1), ("zh-hans", 1)])):
        editions = Edition.objects.all()
        assert numbers(editions.published(at)) == numbers(editions.live(at)) == numbers(editions.current(at)) == seen
        assert len(listed(editions, "en", at)) == len(seen) / 2
    assert acts() == [("schedule", "zh-hans"), ("schedule", "en")]


def test_what_the_publisher_saw_is_frozen_at_scheduling(report, publisher):
    scheduled(report, publisher)
    change(report)

    (edition,) = Edition.objects.current(MOMENT).filter(language="en")

    assert "First sentence" in str(edition.document)
    assert SECRET not in str(edition.document)


def test_k12_moment_passes_once_whatever_the_clock_does(report, publisher):
    scheduled(report, publisher)
    before = acts(), Edition.objects.count()

    # Forth, back, and forth again.
    seen = [numbers(Edition.objects.current(at)) for at in (MOMENT, MOMENT - SECOND, MOMENT, MOMENT + SECOND)]

    public = [("en", 1), ("zh-hans", 1)]
    assert seen == [public, [], public, public]
    assert (acts(), Edition.objects.count()) == before


def test_earlier_edition_stays_until_the_moment(report, publisher):
    workflow.publish(report, languages=["en"], by=publisher, at=BEFORE)
    change(report)
    scheduled(report, publisher, languages=["en"], notes={"en": "A correction"})

    assert numbers(Edition.objects.current(MOMENT - SECOND)) == [("en", 1)]
    assert numbers(Edition.objects.current(MOMENT)) == [("en", 2)]


def test_other_citys_page_names_it_from_the_moment_on(report, publisher):
    an_initiative(report, an_item("5", kind="initiatives"), label="A.").partner_cities.add(a_city("kanazawa"))
    scheduled(report, publisher, languages=["en"])

    assert Mention.objects.public("en", MOMENT - SECOND).count() == 0
    assert Mention.objects.public("en", MOMENT).count() == 1


PAGES = [
    "/{}/",
    "/{}/reports/",
    "/{}/cities/jingdezhen/",
    "/{}/cities/kanazawa/",
    "/{}/statistics/",
    "/{}/network/",
    "/{}/reports/jingdezhen-2018/",
    "/{}/reports/jingdezhen-2018/editions/1/",
    "/{}/reports/jingdezhen-2018/editions/1/figures/1/",
]


@pytest.mark.parametrize("prefix", ["zh", "en"])
def test_p8_nothing_scheduled_shows_before_its_moment(client, report, publisher, prefix):
    change(report)
    report.answers.update(text_zh_hans=f"<p>{SECRET}</p>")
    initiative = an_initiative(report, an_item("5", kind="initiatives"), title_en=SECRET, title_zh_hans=SECRET)
    initiative.partner_cities.add(a_city("kanazawa"))
    report.title_en = report.title_zh_hans = SECRET
    report.save()
    absent = {page: client.get(page.format(prefix)).status_code for page in PAGES}
    now = timezone.now()
    scheduled(report, publisher, publish_at=now + timedelta(hours=1), at=now)

    answers = {page: client.get(page.format(prefix)) for page in PAGES}

    assert {page: answer.status_code for page, answer in answers.items()} == absent
    assert [page for page, answer in answers.items() if SECRET in answer.content.decode()] == []
    assert [page for page, answer in answers.items() if "jingdezhen-2018" in answer.content.decode()] == []


@pytest.mark.parametrize("prefix", ["zh", "en"])
def test_readers_meet_it_once_its_moment_has_passed(client, report, publisher, prefix):
    now = timezone.now()
    scheduled(report, publisher, publish_at=now - SECOND, at=now - timedelta(hours=1))

    for page in ("/{}/", "/{}/reports/", "/{}/cities/jingdezhen/"):
        assert "/reports/jingdezhen-2018/" in client.get(page.format(prefix)).content.decode()
    assert client.get(f"/{prefix}/reports/jingdezhen-2018/").status_code == 200
    assert client.get(f"/{prefix}/reports/jingdezhen-2018/editions/1/").status_code == 200


@pytest.mark.parametrize("page", [*PAGES[:3], *PAGES[6:8]])
def test_no_copy_of_a_page_outlives_the_moment(client, report, publisher, page):
    workflow.publish(report, languages=BOTH, by=publisher)

    headers = client.get(page.format("en")).headers

    assert headers["Cache-Control"] == "no-cache"
    assert not {"Expires", "Last-Modified", "ETag"}.intersection(headers)


def test_scheduling_for_a_time_that_has_passed_is_refused(report, publisher):
    for publish_at in (BEFORE, BEFORE - SECOND):
        with pytest.raises(workflow.Refused, match="That time has passed"):
            scheduled(report, publisher, publish_at=publish_at)

    assert (Edition.objects.count(), acts()) == (0, [])


def test_c6_scheduling_twice_makes_one_edition(report, publisher):
    scheduled(report, publisher)

    with pytest.raises(workflow.Refused, match="is scheduled already"):
        scheduled(report, publisher)

    assert numbers(Edition.objects.all()) == [("en", 1), ("zh-hans", 1)]
    assert acts() == [("schedule", "zh-hans"), ("schedule", "en")]


def test_nothing_overtakes_what_is_scheduled(report, publisher):
    scheduled(report, publisher, languages=["en"])
    change(report)

    with pytest.raises(workflow.Refused, match="An edition in English is scheduled already"):
        workflow.publish(report, languages=BOTH, by=publisher, at=BEFORE)
    workflow.publish(report, languages=["zh-hans"], by=publisher, at=BEFORE)

    assert numbers(Edition.objects.all()) == [("en", 1), ("zh-hans", 1)]


def test_c3_scheduling_what_was_not_seen_is_refused(report, publisher):
    seen = {edition.language: edition.digest for edition in scheduled(report, publisher)}
    for language in BOTH:
        workflow.cancel(report, language=language, by=publisher, at=BEFORE)
    change(report)

    with pytest.raises(workflow.Refused, match="changed since you looked"):
        scheduled(report, publisher, seen=seen)


def test_cancelled_edition_is_never_public_and_its_number_stays_used(client, report, publisher):
    now = timezone.now()
    scheduled(report, publisher, publish_at=now - SECOND, at=now - timedelta(hours=2))
    for language in BOTH:
        workflow.cancel(report, language=language, by=publisher, at=now - timedelta(hours=1))

    assert numbers(Edition.objects.published(now)) == []
    assert client.get("/en/reports/jingdezhen-2018/").status_code == 404
    assert client.get("/en/reports/jingdezhen-2018/editions/1/").status_code == 404
    (again,) = workflow.publish(report, languages=["en"], by=publisher)
    assert again.number == 2
    assert client.get("/en/reports/jingdezhen-2018/editions/1/").status_code == 404


def test_cancelling_leaves_what_readers_see(report, publisher):
    workflow.publish(report, languages=BOTH, by=publisher, at=BEFORE)
    change(report)
    scheduled(report, publisher, languages=["en"], notes={"en": "A correction"})

    workflow.cancel(report, language="en", by=publisher, at=MOMENT - SECOND)

    assert numbers(Edition.objects.current(MOMENT)) == [("en", 1), ("zh-hans", 1)]


def test_c6_cancelling_twice_cancels_once(report, publisher):
    scheduled(report, publisher, languages=["en"])
    workflow.cancel(report, language="en", by=publisher, at=BEFORE)

    with pytest.raises(workflow.Refused, match="Nothing is scheduled in English"):
        workflow.cancel(report, language="en", by=publisher, at=BEFORE)

    assert acts() == [("schedule", "en"), ("cancel", "en")]


def test_what_has_become_public_is_withdrawn_not_cancelled(report, publisher):
    scheduled(report, publisher, languages=["en"])

    with pytest.raises(workflow.Refused, match="Nothing is scheduled"):
        workflow.cancel(report, language="en", by=publisher, at=MOMENT)

    assert Cancellation.objects.count() == 0


def test_withdrawing_calls_off_what_is_scheduled_in_the_language(report, publisher):
    workflow.publish(report, languages=BOTH, by=publisher, at=BEFORE)
    change(report)
    scheduled(report, publisher, languages=["en"], notes={"en": "A correction"})

    workflow.withdraw(report, language="en", reason="A private address", by=publisher, at=BEFORE)

    assert numbers(Edition.objects.live(MOMENT)) == [("zh-hans", 1)]
    assert acts()[-2:] == [("withdraw", "en"), ("cancel", "en")]


@pytest.mark.parametrize("person", ["writer", "editor", "translator_into_english", "bystander"])
def test_only_publishers_schedule_and_cancel(request, report, publisher, person):
    person = request.getfixturevalue(person)
    scheduled(report, publisher, languages=["en"])

    with pytest.raises(PermissionDenied):
        scheduled(report, person, languages=["zh-hans"])
    with pytest.raises(PermissionDenied):
        workflow.cancel(report, language="en", by=person, at=BEFORE)

    assert (Edition.objects.count(), Cancellation.objects.count()) == (1, 0)


def page_of(report, page="change"):
    return f"/admin/reports/report/{report.pk}/{page}/"


def to_publish(desk, report, **fields):
    """What the publish page would send, with its boxes as they stand."""
    return {**fields_of(desk.get(page_of(report, "publish")), "publish_form"), **fields}


def test_publisher_types_beijing_time_and_is_told_it_in_words(desk, report, publisher):
    desk.force_login(publisher)

    answer = desk.post(page_of(report, "publish"), to_publish(desk, report, publish_at="2036-12-01T09:00"), follow=True)

    assert set(Edition.objects.values_list("published_at", flat=True)) == {datetime(2036, 12, 1, 1, 0, tzinfo=UTC)}
    assert messages_of(answer) == [
        "Readers see edition 1 in Chinese from 1 December 2036, 09:00 (Beijing time) on.",
        "Readers see edition 1 in English from 1 December 2036, 09:00 (Beijing time) on.",
    ]
    assert "readers see it from 1 December 2036, 09:00 (Beijing time) on." in " ".join(answer.content.decode().split())


def test_desk_refuses_a_time_that_has_passed_in_words(desk, report, publisher):
    desk.force_login(publisher)

    answer = desk.post(page_of(report, "publish"), to_publish(desk, report, publish_at="2020-12-01T09:00"))

    assert faults_of(answer) == ["That time has passed. Choose one that lies ahead, or publish now."]
    assert Edition.objects.count() == 0


def test_list_of_reports_tells_and_finds_what_is_scheduled(desk, report, editor, publisher):
    now = timezone.now()
    a_report("ghent-2018")
    scheduled(report, publisher, languages=["en"], publish_at=datetime(2036, 12, 1, 1, tzinfo=UTC), at=now)
    desk.force_login(editor)

    page = desk.get("/admin/reports/report/", {"publication": "scheduled"})

    assert [each.slug for each in page.context["cl"].result_list] == ["jingdezhen-2018"]
    assert "edition 1 from 1 December 2036, 09:00 (Beijing time)" in page.content.decode()
    for choice, slugs in (("public", []), ("none", ["ghent-2018", "jingdezhen-2018"])):
        found = desk.get("/admin/reports/report/", {"publication": choice}).context["cl"].result_list
        assert [each.slug for each in found] == slugs


def test_button_calls_off_what_is_scheduled(desk, report, publisher):
    now = timezone.now()
    scheduled(report, publisher, languages=["en"], publish_at=now + timedelta(days=1), at=now)
    desk.force_login(publisher)

    first = desk.post(page_of(report, "cancel/en"), follow=True)
    second = desk.post(page_of(report, "cancel/en"), follow=True)

    assert messages_of(first) == ["What was scheduled in English is called off."]
    assert messages_of(second) == ["Nothing is scheduled in English."]
    assert Cancellation.objects.get().cancelled_by == publisher


@pytest.mark.parametrize(
    ("person", "status"), [(None, 302), ("editor", 403), ("translator_into_english", 403), ("stranger", 404)]
)
def test_who_may_not_publish_calls_nothing_off(desk, request, report, publisher, person, status):
    now = timezone.now()
    scheduled(report, publisher, languages=["en"], publish_at=now + timedelta(days=1), at=now)
    if person:
        desk.force_login(request.getfixturevalue(person))

    answers = [desk.post(page_of(report, "cancel/en")), desk.put(page_of(report, "cancel/en"))]

    assert answers[0].status_code == status
    assert answers[1].status_code in (status, 405)
    assert Cancellation.objects.count() == 0
