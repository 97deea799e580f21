"""Flags are set aside with a reason, by those who may, for what was flagged then and for nothing else."""

import pytest
from django.core.exceptions import PermissionDenied

from reports import workflow
from reports.document.rows import Rows
from reports.flags import remarks, set_aside, take_back
from reports.models import Dismissal, Edition, Report
from reports.refusals import Refused
from tests.factories import a_report, an_answer
from tests.forms import messages_of

CALL = "<p>Call 021-65987687.</p>"


@pytest.fixture
def report(db):
    return a_report("jingdezhen-2018")


def now(report):
    return remarks(Rows.load(report))


def the_flag(report):
    (flag,) = now(report).flags
    return flag


def flagged(report, chinese="<p>有12人</p>", english="<p>There were 13</p>"):
    an_answer(report, text_zh_hans=chinese, text_en=english)
    return the_flag(report)


def write(report, **texts):
    answer = report.answers.get()
    for name, text in texts.items():
        setattr(answer, name, text)
    answer.save()


def test_flag_set_aside_is_open_no_longer_and_says_why(report, editor):
    set_aside(report, flagged(report).anchor, reason="The city counts otherwise.", by=editor)

    assert now(report).open == []
    ((_flag, dismissal),) = now(report).set_aside
    assert (dismissal.reason, dismissal.by, dismissal.words) == (
        "The city counts otherwise.",
        editor,
        "Numbers differ: 12 in Chinese, 13 in English.",
    )


@pytest.mark.parametrize(
    ("text", "is_back"), [("<p>There  were 13.</p>", False), ("<p>There were 14</p>", True), ("<p>We had 13</p>", True)]
)
def test_flag_is_back_when_what_is_flagged_says_something_else(report, editor, text, is_back):
    set_aside(report, flagged(report).anchor, reason="So it is.", by=editor)

    write(report, text_en=text)

    assert len(now(report).open) == is_back


def test_flag_taken_back_stands_again_and_may_be_set_aside_anew(report, editor, publisher):
    flag = flagged(report)
    set_aside(report, flag.anchor, reason="So it is.", by=editor)

    take_back(report, flag.anchor, by=publisher)

    assert now(report).open == [flag]
    set_aside(report, flag.anchor, reason="It is after all.", by=editor)
    assert list(Dismissal.objects.values_list("reason", "taken_back_by__username")) == [
        ("So it is.", "publisher"),
        ("It is after all.", None),
    ]


def test_flag_is_set_aside_once(report, editor):
    flag = flagged(report)
    set_aside(report, flag.anchor, reason="So it is.", by=editor)

    with pytest.raises(Refused, match="already"):
        set_aside(report, flag.anchor, reason="So it is.", by=editor)

    assert Dismissal.objects.count() == 1


@pytest.mark.parametrize(("anchor", "reason", "words"), [(None, "  ", "Say why"), ("flag-0", "So", "no longer stands")])
def test_refused_in_words(report, editor, anchor, reason, words):
    flag = flagged(report)

    with pytest.raises(Refused, match=words):
        set_aside(report, anchor or flag.anchor, reason=reason, by=editor)

    assert Dismissal.objects.count() == 0


@pytest.mark.parametrize("person", ["translator_into_english", "translator_into_chinese", "stranger", "bystander"])
def test_others_set_nothing_aside(report, request, person):
    with pytest.raises(PermissionDenied):
        set_aside(report, flagged(report).anchor, reason="Mine", by=request.getfixturevalue(person))

    assert Dismissal.objects.count() == 0


@pytest.mark.parametrize(("state", "may"), [("draft", True), ("submitted", False)])
def test_focal_point_sets_aside_in_drafts_of_the_own_city(report, focal_point, state, may):
    focal_point.cities_written_for.add(report.city)
    Report.objects.update(state=state)
    flag = flagged(report)

    if may:
        set_aside(report, flag.anchor, reason="So it is.", by=focal_point)
    else:
        with pytest.raises(PermissionDenied):
            set_aside(report, flag.anchor, reason="So it is.", by=focal_point)

    assert Dismissal.objects.count() == may


@pytest.mark.parametrize("person", ["editor", "writer", "focal_point"])
def test_only_publishers_confirm_what_would_give_people_away(report, request, person):
    flag = flagged(report, CALL, CALL)

    with pytest.raises(PermissionDenied):
        set_aside(report, flag.anchor, reason="It is the office's", by=request.getfixturevalue(person))

    assert now(report).blocking == [flag]


def test_report_with_a_telephone_number_is_not_published_until_a_publisher_confirms_it(report, publisher):
    flag = flagged(report, CALL, CALL)
    with pytest.raises(Refused, match="Not public yet: “021-65987687”"):
        workflow.publish(report, languages=["en"], by=publisher)
    assert Edition.objects.count() == 0

    set_aside(report, flag.anchor, reason="The number of the visitors' desk.", by=publisher)
    workflow.publish(report, languages=["en"], by=publisher)

    assert Edition.objects.count() == 1


def test_another_number_keeps_the_report_back_again_and_another_spacing_does_not(report, publisher):
    set_aside(report, flagged(report, CALL, CALL).anchor, reason="The desk's.", by=publisher)

    write(report, text_en="<p>Call 021 6598 7687 or write.</p>")
    workflow.publish(report, languages=["en"], by=publisher)
    write(report, text_en="<p>Call 021-65987688.</p>")

    with pytest.raises(Refused, match="65987688"):
        workflow.publish(report, languages=["en"], by=publisher, notes={"en": "A number."})
    assert Edition.objects.count() == 1


def test_confirmation_taken_back_keeps_the_report_back(report, publisher):
    flag = flagged(report, CALL, CALL)
    set_aside(report, flag.anchor, reason="The desk's.", by=publisher)
    take_back(report, flag.anchor, by=publisher)

    with pytest.raises(Refused):
        workflow.publish(report, languages=["en"], by=publisher)


def test_number_in_chinese_does_not_keep_english_back(report, publisher):
    an_answer(report, text_zh_hans=CALL, text_en="<p>Come and see.</p>")

    workflow.publish(report, languages=["en"], by=publisher)
    with pytest.raises(Refused):
        workflow.publish(report, languages=["zh-hans"], by=publisher)

    assert list(Edition.objects.values_list("language", flat=True)) == ["en"]


def test_number_in_the_note_to_readers_keeps_the_report_back(report, publisher):
    an_answer(report)

    with pytest.raises(Refused, match=r"office@example\.org"):
        workflow.publish(report, languages=["en"], by=publisher, notes={"en": "Ask office@example.org"})

    assert Edition.objects.count() == 0


def test_confirmation_for_one_report_is_none_for_another(report, publisher):
    set_aside(report, flagged(report, CALL, CALL).anchor, reason="The desk's.", by=publisher)
    other = a_report()
    an_answer(other, report.answers.get().item, text_en=CALL, text_zh_hans=CALL)

    with pytest.raises(Refused):
        workflow.publish(other, languages=["en"], by=publisher)


@pytest.fixture
def desk(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def page_of(report):
    return f"/admin/reports/report/{report.pk}/flags/"


def test_page_sets_aside_and_takes_back(desk, editor, report):
    flag = flagged(report)
    desk.force_login(editor)

    aside = desk.post(page_of(report), {"flag": flag.anchor, "reason": "So it is."}, follow=True)
    back = desk.post(page_of(report), {"flag": flag.anchor, "take_back": "1"}, follow=True)

    assert messages_of(aside) == ["Set aside: Numbers differ: 12 in Chinese, 13 in English."]
    assert messages_of(back) == ["The remark stands again."]
    assert Dismissal.objects.standing().count() == 0


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("", "Say why; the publisher reads it."),
        ("x" * 401, "Say it in 400 characters at most."),
        ("a\x00b", "Null characters are not allowed."),
    ],
)
def test_page_refuses_a_reason_that_is_none_in_words(desk, editor, report, reason, words):
    flag = flagged(report)
    desk.force_login(editor)

    page = desk.post(page_of(report), {"flag": flag.anchor, "reason": reason}, follow=True)

    assert messages_of(page) == [words]
    assert Dismissal.objects.count() == 0


def test_page_is_read_by_a_translator_who_finds_no_button(desk, translator_into_english, report):
    flagged(report)
    desk.force_login(translator_into_english)

    page = desk.get(page_of(report)).content.decode()

    assert "Numbers differ: 12 in Chinese, 13 in English." in page
    assert 'name="reason"' not in page


def test_p1_page_of_a_foreign_report_is_answered_like_an_absent_one(desk, stranger, report):
    flag = flagged(report)
    desk.force_login(stranger)

    for method in (desk.get, desk.head, desk.post):
        answer = method(page_of(report), {"flag": flag.anchor, "reason": "Mine"})
        absent = method("/admin/reports/report/987654/flags/", {"flag": flag.anchor, "reason": "Mine"})
        assert (answer.status_code, answer.content) == (absent.status_code, absent.content)
        assert answer.status_code == 404

    assert Dismissal.objects.count() == 0


def test_page_is_closed_to_those_without_the_right(desk, bystander, report):
    flag = flagged(report)
    anonymous = desk.post(page_of(report), {"flag": flag.anchor, "reason": "Mine"})
    desk.force_login(bystander)
    refused = desk.post(page_of(report), {"flag": flag.anchor, "reason": "Mine"})

    assert (anonymous.status_code, refused.status_code) == (302, 403)
    assert Dismissal.objects.count() == 0


def test_editor_is_refused_where_only_a_publisher_confirms(desk, editor, report):
    flag = flagged(report, CALL, CALL)
    desk.force_login(editor)

    page = desk.get(page_of(report)).content.decode()
    answer = desk.post(page_of(report), {"flag": flag.anchor, "reason": "Mine"})

    assert "ask a publisher to confirm" in page
    assert answer.status_code == 403
    assert Dismissal.objects.count() == 0


def test_flag_stands_beside_the_item_on_the_row_and_before_publishing(desk, publisher, report):
    flagged(report)
    desk.force_login(publisher)
    words = "Numbers differ: 12 in Chinese, 13 in English."

    report_page = desk.get(f"/admin/reports/report/{report.pk}/change/").content.decode()
    publish_page = desk.get(f"/admin/reports/report/{report.pk}/publish/").content.decode()

    # In the head of the page and beside the item.
    assert report_page.count(words) == 2
    assert publish_page.count(words) == 1


def test_what_is_written_in_a_reason_is_shown_as_typed(desk, editor, report):
    flag = flagged(report)
    desk.force_login(editor)

    page = desk.post(page_of(report), {"flag": flag.anchor, "reason": "<script>{{7*7}}</script>"}, follow=True)

    assert "&lt;script&gt;{{7*7}}&lt;/script&gt;" in page.content.decode()
