"""Preview links: what somebody without an account may read and write with one, and what nobody may."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cities.models import Contact
from reports import previews, workflow
from reports.models import Figure, PreviewComment, PreviewLink, StateChange
from tests.factories import a_city, a_report, an_answer, an_item
from tests.forms import fields_of, messages_of
from tests.reports.test_admin_parts import PNG

SECRET = "planted secret 秘密"


@pytest.fixture
def report(db):
    report = a_report("jingdezhen-2018", city=a_city("jingdezhen"), title_en="Jingdezhen 2018", state="draft")
    an_answer(report, an_item("1", heading_en="Summary"), text_en="<p>A draft</p>", text_zh_hans="<p>草稿文字</p>")
    return report


@pytest.fixture
def link(report, editor):
    return previews.make(report, days=7, by=editor)


@pytest.fixture
def desk(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def address(link, prefix="en"):
    return f"/{prefix}/preview/{previews.token_of(link)}/"


def a_comment(link, **fields):
    defaults = {"name": "Mei", "text": "A comment", "place": "", "language": "en", "key": uuid.uuid4()}
    previews.comment(link, **{**defaults, **fields})
    return PreviewComment.objects.first()


def to_send(client, link, **fields):
    """What a reader's browser would send."""
    return {**fields_of(client.get(address(link)), "comment_form"), "name": "Mei", "text": "Well said.", **fields}


def test_link_shows_the_working_rows_as_they_are_now_in_both_languages(client, link):
    before = client.get(address(link)).content.decode()
    link.report.answers.update(text_en="<p>A later draft</p>")
    after = client.get(address(link)).content.decode()
    chinese = client.get(address(link, "zh")).content.decode()

    assert "A draft" in before
    assert "A later draft" in after
    assert "草稿文字" in chinese
    assert f'href="{address(link, "zh")}' in after
    assert "It is not public" in " ".join(after.split())


def test_p9_preview_leaves_no_traces(client, link):
    for answer in (client.get(address(link)), client.head(address(link))):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies


def test_p9_links_that_end_were_revoked_or_forged_are_answered_alike_in_both_languages(client, report, link, editor):
    other = a_report("ghent-2018", form=report.form)
    forged = [
        "x",
        previews.token_of(link)[:-1] + "x",
        previews.SIGNER.sign_object([link.pk, 1]),
        previews.SIGNER.sign_object([link.pk + 1, int(link.made_at.timestamp())]),
        previews.Signer(salt="another").sign_object([link.pk, int(link.made_at.timestamp())]),
    ]
    revoked = previews.make(report, days=1, by=editor)
    previews.revoke(revoked, by=editor)
    expired = previews.make(other, days=1, by=editor, at=timezone.now() - timedelta(days=1, seconds=1))
    paths = [*(f"/en/preview/{each}/" for each in forged), address(revoked), address(expired)]

    answers = [method(path) for path in paths for method in (client.get, client.post, client.head)]
    figures = [client.get(f"{path}figures/1/") for path in (*paths, address(link))]

    (words,) = {answer.content.decode() for answer in answers if answer.content}
    (headers,) = {tuple(sorted(answer.headers.items())) for answer in answers if answer.content}
    assert {answer.status_code for answer in (*answers, *figures)} == {404}
    assert ("Cache-Control", "no-store") in headers
    assert "This preview link does not work" in words
    assert '<html lang="en">' in words
    assert '<section lang="zh-Hans">' in words
    assert "Jingdezhen" not in words


def test_p9_link_ends_at_its_moment(report, editor):
    at = timezone.now()
    link = previews.make(report, days=7, by=editor, at=at)
    token = previews.token_of(link)

    assert previews.opened(token, at + timedelta(days=7, seconds=-1)) == link
    assert previews.opened(token, at + timedelta(days=7)) is None


@pytest.mark.parametrize("days", [0, 8, 3650])
def test_p9_no_link_lasts_longer_than_a_week(report, editor, days):
    with pytest.raises(ValueError, match=str(days)):
        previews.make(report, days=days, by=editor)

    assert PreviewLink.objects.count() == 0


def test_p9_link_ends_when_an_edition_comes_out(report, link, publisher, editor):
    now = timezone.now()
    workflow.submit(report, by=editor)
    workflow.approve(report, by=editor)
    workflow.schedule(report, languages=["en"], publish_at=now + timedelta(days=2), by=publisher)

    token = previews.token_of(link)

    assert previews.opened(token, now + timedelta(days=1)) == link
    assert previews.opened(token, now + timedelta(days=2)) is None
    assert previews.opened(token, now + timedelta(days=3)) is None


def test_link_made_after_a_publication_shows_what_is_written_since(client, report, editor, publisher):
    report.state = "approved"
    report.save()
    workflow.publish(report, languages=["en"], by=publisher)
    report.answers.update(text_en="<p>A correction to come</p>")

    later = previews.make(report, days=1, by=editor)

    assert "A correction to come" in client.get(address(later)).content.decode()


def test_preview_holds_no_contacts(client, report, link):
    Contact.objects.create(city=report.city, role="focal-point", person=SECRET, phone="13800000000")
    an_answer(report, an_item("2.8", kind="contacts"), text_en=f"<p>{SECRET} 13800000000</p>")

    page = client.get(address(link)).content.decode()

    assert SECRET not in page
    assert "13800000000" not in page


def test_pictures_of_a_draft_are_shown_through_its_own_link_only(client, report, link, editor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    Figure.objects.create(
        report=report, item=report.answers.get().item, caption_en="A chart", picture=SimpleUploadedFile("a.png", PNG)
    )
    other = previews.make(a_report("ghent-2018", form=report.form), days=1, by=editor)

    shown = client.get(f"{address(link)}figures/1/")

    assert b"".join(shown.streaming_content).startswith(b"\x89PNG")
    assert shown.headers["Cache-Control"] == "no-store"
    assert f'src="{address(link)}figures/1/"' in client.get(address(link)).content.decode()
    assert client.get(f"{address(other)}figures/1/").status_code == 404


def test_a_visit_is_noted(client, link):
    client.get(address(link))

    link.refresh_from_db()
    assert link.last_used_at is not None


def test_reader_leaves_a_comment_without_an_account(client, link):
    answer = client.post(address(link), to_send(client, link, place="1"), follow=True)

    comment = PreviewComment.objects.get()
    assert (comment.name, comment.text, comment.place, comment.language) == ("Mei", "Well said.", "1", "en")
    assert "The office has your comment." in answer.content.decode()
    assert not answer.cookies


def test_c6_comment_sent_twice_counts_once(client, link):
    data = to_send(client, link)

    answers = [client.post(address(link), data) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert PreviewComment.objects.count() == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"text": ""},
        {"text": " "},
        {"text": "x" * 4001},
        {"name": ""},
        {"name": "x" * 81},
        {"text": "a\0b"},
        {"place": "99"},
        {"key": "x"},
    ],
)
def test_comment_that_cannot_be_used_is_not_kept(client, link, fault):
    answer = client.post(address(link), to_send(client, link, **fault))

    assert answer.status_code == 200
    assert 'class="errorlist' in answer.content.decode()
    assert PreviewComment.objects.count() == 0


def test_comments_through_one_link_are_limited_to_twenty_an_hour(client, link):
    at = timezone.now()
    for _number in range(previews.COMMENTS_AN_HOUR):
        a_comment(link, at=at)

    refused = client.post(address(link), to_send(client, link))

    assert refused.status_code == 429
    assert "Please wait an hour." in refused.content.decode()
    assert "Well said." in refused.content.decode()
    a_comment(link, at=at + timedelta(hours=1, seconds=1))
    assert PreviewComment.objects.count() == 21


def test_comment_is_text_wherever_it_is_shown(desk, link, editor):
    a_comment(link, name="<b>Mei</b>", text="<script>alert(1)</script>\n& more")
    desk.force_login(editor)

    page = desk.get(links_page(link.report)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>&amp; more" in page
    assert "&lt;b&gt;Mei" in page


def links_page(report):
    return f"/admin/reports/report/{report.pk}/links/"


@pytest.mark.parametrize("person", ["focal_point", "editor", "publisher", "superuser"])
def test_who_writes_a_report_makes_revokes_and_settles(desk, request, report, person):
    person = request.getfixturevalue(person)
    person.cities_written_for.add(report.city)
    desk.force_login(person)

    made = desk.post(links_page(report), {"purpose": "Mayor", "days": "3"}, follow=True)
    link = PreviewLink.objects.get()
    comment = a_comment(link)
    waiting = desk.get(f"/admin/reports/report/{report.pk}/change/").content.decode()
    desk.post(f"/admin/reports/report/{report.pk}/comments/{comment.pk}/done/")
    desk.post(f"{links_page(report)}{link.pk}/revoke/")

    link.refresh_from_db()
    comment.refresh_from_db()
    assert (link.made_by, link.expires_at - link.made_at) == (person, timedelta(days=3))
    assert address(link) in made.content.decode()
    assert "1 new comment" in " ".join(waiting.split())
    assert (comment.done_by, link.revoked_by) == (person, person)
    assert previews.opened(previews.token_of(link), timezone.now()) is None
    assert StateChange.objects.count() == 0


@pytest.mark.parametrize(
    ("person", "status"),
    [
        (None, 302),
        ("bystander", 403),
        ("translator_into_chinese", 403),
        ("translator_into_english", 403),
        ("stranger", 404),
    ],
)
def test_who_may_not_share_a_report_makes_ends_and_settles_nothing(desk, request, report, link, person, status):
    comment = a_comment(link)
    if person:
        desk.force_login(request.getfixturevalue(person))

    for path in (
        links_page(report),
        f"{links_page(report)}{link.pk}/revoke/",
        f"/admin/reports/report/{report.pk}/comments/{comment.pk}/done/",
    ):
        answer = desk.post(path, {"purpose": "Mine", "days": "7"})
        assert answer.status_code == status
        for method in (desk.get, desk.head, desk.put, desk.delete):
            assert previews.token_of(link) not in method(path).content.decode()

    link.refresh_from_db()
    comment.refresh_from_db()
    assert (PreviewLink.objects.count(), link.revoked_at, comment.done_at) == (1, None, None)


def test_translator_reads_comments_but_no_address(desk, link, translator_into_english):
    a_comment(link, text="The third sentence is unclear.")
    desk.force_login(translator_into_english)

    page = desk.get(links_page(link.report)).content.decode()

    assert "The third sentence is unclear." in page
    assert previews.token_of(link) not in page
    assert "/done/" not in page


def test_p1_links_and_comments_of_a_foreign_report_are_as_absent(desk, report, link, focal_point):
    own = a_report("ghent-2018", form=report.form)
    focal_point.cities_written_for.add(own.city)
    comment = a_comment(link)
    desk.force_login(focal_point)

    for path in (f"links/{link.pk}/revoke/", f"comments/{comment.pk}/done/"):
        answers = [desk.post(f"/admin/reports/report/{pk}/{path}") for pk in (report.pk, own.pk, 987654)]
        assert [answer.status_code for answer in answers] == [404] * 3
        assert len({answer.content for answer in answers}) == 1
    assert desk.get(links_page(report)).content == desk.get("/admin/reports/report/987654/links/").content


@pytest.mark.parametrize("person", ["stranger", "translator_into_english", "bystander"])
def test_previews_are_shared_by_nobody_else_in_code_either(request, report, link, person):
    person, comment = request.getfixturevalue(person), a_comment(link)

    for act in (
        lambda: previews.make(report, days=1, by=person),
        lambda: previews.revoke(link, by=person),
        lambda: previews.settle(comment, by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_days_that_cannot_be_are_refused_in_words(desk, report, editor):
    desk.force_login(editor)

    answer = desk.post(links_page(report), {"days": "8"}, follow=True)

    assert answer.status_code == 200
    assert messages_of(answer) == []
    assert "Select a valid choice." in answer.content.decode()
    assert PreviewLink.objects.count() == 0
