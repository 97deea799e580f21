"""What happens when somebody else acts between any two queries of a step or of a page."""

from contextlib import contextmanager
from itertools import count

import pytest
from django.db import connection, transaction

from reports import document, workflow
from reports.models import Edition
from tests.factories import a_report, an_answer, an_item

SENTENCES = ["First sentence", "Last sentence"]


@pytest.fixture
def report(db):
    report = a_report("jingdezhen-2018")
    for number, text in enumerate(SENTENCES, 1):
        an_answer(report, an_item(str(number)), text_en=f"<p>{text}</p>")
    return report


@contextmanager
def before_query(number, act):
    """Let `act` happen before the query of that number; yields a list that is empty if there was no such query."""
    asked, happened = count(), []

    def interleave(execute, *rest):
        if next(asked) == number:
            happened.append(True)
            act()
        return execute(*rest)

    with connection.execute_wrapper(interleave):
        yield happened


def at_every_point(run, act):
    """What `run` gives with `act` before its first query, its second and so on, each time from the same beginning."""
    for number in count():
        with transaction.atomic():
            with before_query(number, act) as happened:
                answer = run()
            yield answer
            transaction.set_rollback(True)
        if not happened:
            return


def test_c3_publishing_freezes_what_was_seen_or_refuses(report, publisher):
    publisher.has_perm("reports.publish_report")
    seen = {language: doc.digest() for language, doc in document.build_both(report).items()}

    def publish():
        try:
            editions = workflow.publish(report, languages=["en"], by=publisher, seen=seen)
        except workflow.Refused:
            return "refused"
        return {edition.language: edition.digest for edition in editions}

    outcomes = list(at_every_point(publish, lambda: report.answers.update(text_en="<p>Planted meanwhile</p>")))

    assert len(outcomes) > 10
    assert outcomes[0] == "refused"
    assert [each for each in outcomes if each not in ("refused", {"en": seen["en"]})] == []


@pytest.mark.parametrize("page", ["", "editions/1/"])
def test_c10_reader_during_a_withdrawal_gets_the_whole_page_or_word_of_it(client, report, publisher, page):
    workflow.publish(report, languages=["en"], by=publisher)
    assert Edition.objects.count() == 1

    answers = list(
        at_every_point(
            lambda: client.get(f"/en/reports/jingdezhen-2018/{page}"),
            lambda: workflow.withdraw(report, language="en", reason="A slip", by=publisher),
        )
    )

    assert [answer.status_code for answer in answers] == [410, 410, 200]
    for answer in answers:
        shown = [sentence in answer.content.decode() for sentence in SENTENCES]
        assert shown == [answer.status_code == 200] * 2
        assert ("A slip" in answer.content.decode()) == (answer.status_code == 410)
