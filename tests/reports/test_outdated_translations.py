"""Translations that are older than their source: what the publisher is told, and what readers are."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from reports import document, workflow
from reports.models import Edition
from tests.factories import a_report, an_answer, an_initiative, an_item
from uccn.languages import translations
from uccn.languages.models import Settled, Translation

BOTH = ("zh-hans", "en")
CHINESE, ENGLISH = "<p>产值达900亿元。</p>", "<p>The output was worth 90 billion yuan.</p>"
PAGES = {"en": "/en/reports/jingdezhen-2018/", "zh-hans": "/zh/reports/jingdezhen-2018/"}
SENTENCES = {
    "en": "This translation is older than the Chinese text.",
    "zh-hans": "This translation is older than the English text.",
}


def reported(original):
    report = a_report("jingdezhen-2018", original_language=original, title_en="Jingdezhen 2018")
    an_answer(report, an_item("1"), text_zh_hans=CHINESE, text_en=ENGLISH)
    an_answer(report, an_item("2"), text_zh_hans=CHINESE, text_en=ENGLISH)
    initiatives = an_item("4", kind="initiatives")
    an_initiative(report, initiatives, label="(1)", text_zh_hans=CHINESE, text_en=ENGLISH)
    translations.take_stock(fresh=Settled.REVIEWED)
    return report


def rewrite(record, name, text):
    before = {name: getattr(record, name)}
    setattr(record, name, text)
    record.save()
    translations.keep(record, before, by=None)


@pytest.fixture
def report(db):
    return reported("zh-hans")


@pytest.fixture
def outdated(report):
    """Its first answer, of which the Chinese has changed since, as has that of its initiative."""
    answer = report.answers.get(item__number="1")
    rewrite(answer, "text_zh_hans", CHINESE.replace("900", "920"))
    rewrite(report.initiatives.get(), "text_zh_hans", CHINESE.replace("900", "930"))
    return answer


def page(client, address):
    with CaptureQueriesContext(connection) as asked:
        content = client.get(address).content.decode()
    return " ".join(content.split()), len(asked)


@pytest.mark.parametrize(("original", "translated"), [("zh-hans", "en"), ("en", "zh-hans")])
def test_readers_are_told_at_the_text_and_led_to_the_newer_one(db, client, publisher, original, translated):
    report = reported(original)
    answer = report.answers.get(item__number="1")
    source = f"text_{'en' if original == 'en' else 'zh_hans'}"
    rewrite(answer, source, getattr(answer, source).replace("90", "92"))
    workflow.publish(report, languages=BOTH, by=publisher)

    older, queries = page(client, PAGES[translated])
    newer, _queries = page(client, PAGES[original])

    with translation.override(translated):
        sentence = translation.gettext(SENTENCES[translated])
    assert older.count('<p class="outdated">') == older.count(sentence) == 1
    assert f'href="{PAGES[original]}#s-1" hreflang=' in older.split(sentence)[1][:120]
    assert older.index('id="s-1"') < older.index(sentence) < older.index('id="s-2"')
    assert "outdated" not in newer
    assert queries == 2


def test_mark_is_frozen_with_the_text_and_no_other_word_of_the_document(client, report, outdated, publisher):
    (edition,) = workflow.publish(report, languages=["en"], by=publisher)

    content, _queries = page(client, PAGES["en"])

    assert json.dumps(edition.document).count("is_outdated") == 2
    assert edition.document["sections"][0]["body"] == {"content": ENGLISH, "language": "en", "is_outdated": True}
    assert content.count(SENTENCES["en"]) == 2
    # Chinese is not public.
    assert "Read the Chinese text" not in content


def test_text_that_is_still_right_is_published_anew_without_the_mark(client, report, outdated, publisher):
    workflow.publish(report, languages=["en"], by=publisher)
    for row in Translation.objects.filter(state="out-of-date"):
        record = row.content_type.model_class().objects.get(pk=row.object_id)
        translations.settle(record, row.field, Settled.REVIEWED, seen=row.current_digest, by=publisher)
    workflow.publish(report, languages=["en"], notes={"en": "Looked through"}, by=publisher)

    now, _queries = page(client, PAGES["en"])
    first, _queries = page(client, f"{PAGES['en']}editions/1/")

    assert (now.count(SENTENCES["en"]), first.count(SENTENCES["en"])) == (0, 2)


def test_document_without_such_a_text_is_what_it_always_was(report, publisher):
    workflow.publish(report, languages=BOTH, by=publisher)

    assert "outdated" not in json.dumps([edition.document for edition in Edition.objects.all()])
    assert all(
        document.Document.from_json(edition.document).digest() == edition.digest for edition in Edition.objects.all()
    )


def test_title_of_the_report_is_marked_as_well(client, report, publisher):
    rewrite(report, "title_zh_hans", "景德镇市的新题目")
    workflow.publish(report, languages=BOTH, by=publisher)

    content, _queries = page(client, PAGES["en"])

    assert content.count(SENTENCES["en"]) == 1
    assert content.index("<h1>") < content.index(SENTENCES["en"]) < content.index("</header>", content.index("<h1>"))


@pytest.fixture
def unsettled(outdated):
    """A report with two texts out of date, a draft and two texts that are missing."""
    draft, *missing = (an_item(number) for number in ("5", "6", "7"))
    for item in missing:
        translations.keep(an_answer(outdated.report, item, text_zh_hans=CHINESE, text_en=""), None, by=None)
    translations.keep(an_answer(outdated.report, draft, text_zh_hans=CHINESE, text_en=ENGLISH), None, by=None)
    return outdated.report


def told(client, report, page="publish"):
    """{words: address} of what the page says beside each language."""
    panel = client.get(f"/admin/reports/report/{report.pk}/{page}/").context["panel"]
    return {side.language: {line.words: line.address for line in side.unsettled} for side in panel.languages}


def test_publisher_is_told_and_led_to_the_texts_and_may_publish_all_the_same(client, publisher, unsettled):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    other = a_report("ghent-2018", original_language="zh-hans")
    translations.keep(an_answer(other, an_item("8"), text_zh_hans=CHINESE, text_en=""), None, by=None)
    client.force_login(publisher)

    lines = told(client, unsettled)
    lists = {words: client.get(address) for words, address in lines["en"].items()}

    assert lines["zh-hans"] == {}
    assert told(client, unsettled, "change") == lines
    assert {words: len(each.context["lines"]) for words, each in lists.items()} == {
        "2 translations are out of date.": 2,
        "1 translation is not reviewed.": 1,
        "2 texts are not translated.": 2,
    }
    for each in lists.values():
        assert {line["work"].whole for line in each.context["lines"]} == {unsettled}
    assert len(workflow.publish(unsettled, languages=BOTH, by=publisher)) == 2


def test_only_the_language_whose_words_changed_is_chosen_and_the_other_may_be(client, publisher, report):
    workflow.publish(report, languages=BOTH, by=publisher)
    rewrite(report.answers.get(item__number="1"), "text_zh_hans", CHINESE.replace("900", "920"))
    client.force_login(publisher)

    form = client.get(f"/admin/reports/report/{report.pk}/publish/").context["form"]
    notes = dict.fromkeys(BOTH, "更正")
    editions = workflow.publish(report, languages=BOTH, notes=notes, by=publisher)

    assert form.initial["languages"] == ["zh-hans"]
    assert [(edition.language, edition.number) for edition in editions] == [("zh-hans", 2), ("en", 2)]


def test_report_whose_translations_are_settled_is_warned_of_nothing(client, publisher, report):
    client.force_login(publisher)

    assert told(client, report) == {"zh-hans": {}, "en": {}}


def test_work_list_is_not_narrowed_to_a_report_of_another_city(client, stranger, unsettled):
    own = a_report("ghent-2018", original_language="zh-hans", state="draft")
    mine = an_answer(own, an_item("8"), text_zh_hans=CHINESE, text_en="")
    translations.keep(mine, None, by=None)
    stranger.cities_written_for.add(own.city)
    client.force_login(stranger)
    whole = Translation.objects.of_whole(unsettled).first()

    for key in (f"{whole.whole_type_id}-{unsettled.pk}", f"{whole.whole_type_id}-987654", "x", f"9-{'9' * 5000}"):
        answer = client.get("/admin/translations/", {"whole": key})

        assert [line["work"].record for line in answer.context["lines"]] == [mine]
        assert "whole" not in answer.context["form"].fields
        assert "jingdezhen" not in answer.content.decode()
