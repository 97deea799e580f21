import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from reports import document, workflow
from reports.models import Edition, Report, StateChange
from tests.factories import a_report, a_user, an_answer, an_item

BOTH = ("zh-hans", "en")


@pytest.fixture
def report(db):
    report = a_report("jingdezhen-2018")
    an_answer(report, an_item("1"))
    return report


def change_english(report, text="<p>Another sentence</p>"):
    answer = report.answers.get()
    answer.text_en = text
    answer.save()


def everything(report):
    report.refresh_from_db()
    return report.state, Edition.objects.count(), StateChange.objects.count()


def test_report_goes_from_draft_to_the_public(report, writer, publisher):
    Report.objects.update(state="draft")
    at = timezone.now()

    workflow.submit(report, by=writer, at=at)
    workflow.approve(report, by=publisher, at=at)
    editions = workflow.publish(report, languages=BOTH, by=publisher, at=at)

    assert [(e.language, e.number, e.published_at) for e in editions] == [("zh-hans", 1, at), ("en", 1, at)]
    steps = StateChange.objects.order_by("id").values_list("act", "language", "by__username", "at")
    assert list(steps) == [
        ("submit", "", "writer", at),
        ("approve", "", "publisher", at),
        ("publish", "zh-hans", "publisher", at),
        ("publish", "en", "publisher", at),
    ]


def test_each_language_is_published_apart(report, publisher):
    workflow.publish(report, languages=BOTH, by=publisher)
    change_english(report)

    editions = workflow.publish(report, languages=["en"], by=publisher, notes={"en": "A correction"})

    assert [(e.language, e.number, e.note) for e in editions] == [("en", 2, "A correction")]
    assert list(Edition.objects.filter(language="zh-hans").values_list("number", flat=True)) == [1]


def test_publishing_both_passes_over_the_one_that_has_not_changed(report, publisher):
    workflow.publish(report, languages=BOTH, by=publisher)
    change_english(report)

    editions = workflow.publish(report, languages=BOTH, by=publisher, notes={"en": "A correction"})

    assert [(e.language, e.number) for e in editions] == [("en", 2)]


def test_publishing_twice_makes_one_edition(report, publisher):
    workflow.publish(report, languages=BOTH, by=publisher)
    before = everything(report)

    with pytest.raises(workflow.Refused, match="Nothing has changed"):
        workflow.publish(report, languages=BOTH, by=publisher)

    assert everything(report) == before


def test_both_fail_whole_when_one_is_not_ready(report, publisher):
    for record in (report, report.city, report.city.country, report.designation.field, report.form):
        for name in ("title_en", "name_en", "responsible_entity_en"):
            if hasattr(record, name):
                setattr(record, name, "")
        record.save()
    report.form.items.update(heading_en="")
    change_english(report, "")
    before = everything(report)

    with pytest.raises(workflow.Refused, match="Nothing of this report is written in English"):
        workflow.publish(report, languages=BOTH, by=publisher)

    assert everything(report) == before


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_only_an_approved_report_is_published(report, publisher, state):
    Report.objects.update(state=state)
    before = everything(report)

    with pytest.raises(workflow.Refused, match="Only an approved report"):
        workflow.publish(report, languages=BOTH, by=publisher)

    assert everything(report) == before


def test_publishing_what_was_not_seen_is_refused(report, publisher):
    seen = {language: doc.digest() for language, doc in document.build_both(report).items()}
    change_english(report)

    with pytest.raises(workflow.Refused, match="changed since you looked"):
        workflow.publish(report, languages=["en"], by=publisher, seen=seen)

    assert Edition.objects.count() == 0


def test_edition_keeps_what_was_published(report, publisher):
    (edition,) = workflow.publish(report, languages=["en"], by=publisher)
    frozen = edition.document
    change_english(report)

    edition.refresh_from_db()

    assert edition.document == frozen
    assert "English answer" in str(edition.document)


def test_correction_needs_a_note_to_readers(report, publisher):
    workflow.publish(report, languages=BOTH, by=publisher)
    change_english(report)
    before = everything(report)

    for notes in (None, {"en": "  "}, {"zh-hans": "更正"}):
        with pytest.raises(workflow.Refused, match="Tell readers what changed since the last edition in English"):
            workflow.publish(report, languages=["en"], by=publisher, notes=notes)

    assert everything(report) == before


def approved(report, by):
    Report.objects.update(state="submitted")
    workflow.approve(report, by=by)


def test_what_was_changed_since_the_approval_is_published_only_if_the_publisher_says_so(report, editor, publisher):
    approved(report, editor)
    change_english(report)
    before = everything(report)

    with pytest.raises(workflow.Refused, match="in English was changed since its approval"):
        workflow.publish(report, languages=BOTH, by=publisher)
    assert everything(report) == before
    workflow.publish(report, languages=["zh-hans"], by=publisher)
    workflow.publish(report, languages=["en"], by=publisher, though_changed=True)

    assert Edition.objects.count() == 2


def test_with_four_eyes_a_text_changed_since_its_approval_needs_a_new_one(settings, report, editor, publisher):
    settings.FOUR_EYES = True
    approved(report, editor)
    change_english(report)
    before = everything(report)

    with pytest.raises(workflow.Refused, match="Return it and have it approved again"):
        workflow.publish(report, languages=["en"], by=publisher, though_changed=True)
    assert everything(report) == before
    workflow.send_back(report, reason="Changed", by=editor)
    approved(report, editor)
    workflow.publish(report, languages=["en"], by=publisher)

    assert Edition.objects.get().language == "en"


STEPS = [
    lambda report, by: workflow.send_back(report, reason="No", by=by),
    lambda report, by: workflow.approve(report, by=by),
    lambda report, by: workflow.publish(report, languages=BOTH, by=by),
    lambda report, by: workflow.withdraw(report, language="en", reason="No", by=by),
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", ["writer", "bystander", "dismissed"])
def test_who_may_not_take_a_step_is_refused_and_nothing_changes(report, request, publisher, step, name):
    if name == "dismissed":
        publisher.is_active = False
        person = publisher
    else:
        person = request.getfixturevalue(name)
    Report.objects.update(state="submitted")
    before = everything(report)

    with pytest.raises(PermissionDenied):
        step(report, person)

    assert everything(report) == before


def test_bystander_cannot_submit(report, bystander):
    Report.objects.update(state="draft")

    with pytest.raises(PermissionDenied):
        workflow.submit(report, by=bystander)

    assert Report.objects.get().state == "draft"


def test_returning_needs_a_reason(report, publisher):
    Report.objects.update(state="submitted")

    with pytest.raises(workflow.Refused, match="Say why"):
        workflow.send_back(report, reason="  ", by=publisher)
    workflow.send_back(report, reason=" The budget is missing. ", by=publisher)

    assert Report.objects.get().state == "draft"
    assert StateChange.objects.get().reason == "The budget is missing."


def test_only_a_submitted_report_is_approved(report, publisher):
    Report.objects.update(state="draft")

    with pytest.raises(workflow.Refused, match="submitted for review"):
        workflow.approve(report, by=publisher)


def test_withdrawing_takes_every_edition_of_the_language_and_only_that(report, publisher):
    workflow.publish(report, languages=BOTH, by=publisher)
    change_english(report)
    workflow.publish(report, languages=["en"], by=publisher, notes={"en": "A correction"})

    workflow.withdraw(report, language="en", reason="A private address", by=publisher)

    assert [(e.language, e.number) for e in Edition.objects.live(timezone.now())] == [("zh-hans", 1)]


def test_publishing_again_after_a_withdrawal_shows_the_new_edition_only(report, publisher):
    workflow.publish(report, languages=["en"], by=publisher)
    workflow.withdraw(report, language="en", reason="A private address", by=publisher)

    workflow.publish(report, languages=["en"], by=publisher, notes={"en": "Without the address"})

    assert [(e.language, e.number) for e in Edition.objects.live(timezone.now())] == [("en", 2)]


def test_withdrawing_what_is_not_public_is_refused(report, publisher):
    with pytest.raises(workflow.Refused, match="not public in English"):
        workflow.withdraw(report, language="en", reason="No", by=publisher)


def test_saving_and_publishing_both_languages_takes_few_queries(report, publisher, django_assert_max_num_queries):
    publisher.has_perm("reports.publish_report")

    with django_assert_max_num_queries(25):
        workflow.publish(report, languages=BOTH, by=publisher)


def test_people_who_published_stay_on_record(report, publisher):
    workflow.publish(report, languages=["en"], by=publisher)

    assert a_user("another").pk != Edition.objects.get().published_by_id == publisher.pk
