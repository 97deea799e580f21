"""The buttons on a report's page: who is offered them, what they do, and what they refuse in words."""

import pytest

from reports import workflow
from reports.admin.panel import STEPS, offered
from reports.models import Edition, StateChange, Withdrawal
from reports.models.report import Act, State
from tests.cast import allowed
from tests.factories import a_report, an_answer, an_initiative, an_item
from tests.forms import faults_of, fields_of, messages_of


@pytest.fixture
def desk(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def report(db):
    report = a_report("ghent-2018", title_en="Ghent 2018", title_zh_hans="根特 2018")
    an_answer(report)
    return report


def page_of(report):
    return f"/admin/reports/report/{report.pk}/"


def panel(client, report):
    return client.get(f"{page_of(report)}change/").context["panel"]


def to_publish(client, report, *languages, **fields):
    """What the publish page would send."""
    shown = client.get(f"{page_of(report)}publish/").context["panel"].languages
    seen = {f"seen_{'zh_hans' if each.prefix == 'zh' else 'en'}": each.digest for each in shown}
    return {"languages": list(languages), "note_zh_hans": "", "note_en": "", **seen, **fields}


def set_state(report, state):
    report.state = state
    report.save(update_fields=["state"])


@pytest.mark.parametrize(
    ("state", "person", "steps"),
    [
        ("draft", "writer", {"submit"}),
        ("submitted", "writer", set()),
        ("approved", "writer", set()),
        ("draft", "publisher", {"submit", "withdraw"}),
        ("submitted", "publisher", {"return", "approve", "withdraw"}),
        ("approved", "publisher", {"return", "publish", "withdraw"}),
        ("draft", "bystander", set()),
    ],
)
def test_only_steps_the_person_may_take_now_are_offered(request, report, state, person, steps):
    set_state(report, state)

    assert offered(report, request.getfixturevalue(person)) == steps


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", STEPS)
def test_steps_are_offered_where_workflow_takes_them(report, publisher, state, act):
    workflow.publish(report, languages=["en"], by=publisher)
    an_answer(report, an_item("9", form=report.form))
    set_state(report, state)
    steps = {
        Act.SUBMIT: lambda: workflow.submit(report, by=publisher),
        Act.RETURN: lambda: workflow.send_back(report, reason="Please mend.", by=publisher),
        Act.APPROVE: lambda: workflow.approve(report, by=publisher),
        Act.PUBLISH: lambda: workflow.publish(report, languages=["en"], notes={"en": "More."}, by=publisher),
        Act.WITHDRAW: lambda: workflow.withdraw(report, language="en", reason="A mistake.", by=publisher),
    }

    try:
        steps[act]()
        taken = True
    except workflow.Refused:
        taken = False

    assert (state in STEPS[act][0]) == taken


def test_submit_says_what_is_now_true(desk, writer, report):
    set_state(report, "draft")
    desk.force_login(writer)

    response = desk.post(f"{page_of(report)}submit/", follow=True)

    report.refresh_from_db()
    assert report.state == "submitted"
    assert messages_of(response) == ["“Ghent 2018” is submitted for review."]


def test_c6_pressing_submit_twice_submits_once(desk, writer, report):
    set_state(report, "draft")
    desk.force_login(writer)

    desk.post(f"{page_of(report)}submit/")
    response = desk.post(f"{page_of(report)}submit/", follow=True)

    assert messages_of(response)[-1] == "Only a draft can be submitted for review."
    assert [change.act for change in StateChange.objects.all()] == ["submit"]


def test_report_goes_back_with_a_reason_only(desk, publisher, report):
    set_state(report, "submitted")
    desk.force_login(publisher)

    refused = desk.post(f"{page_of(report)}return/", {"reason": "  "}, follow=True)
    report.refresh_from_db()
    assert (report.state, messages_of(refused)) == (
        "submitted",
        ["Say why the report goes back; its writers read it."],
    )

    taken = desk.post(f"{page_of(report)}return/", {"reason": "Figures lack their year."}, follow=True)
    report.refresh_from_db()
    assert (report.state, messages_of(taken)) == (
        "draft",
        ["“Ghent 2018” is a draft again. Its writers can read why."],
    )
    assert "Figures lack their year." in taken.content.decode()


def test_approve_opens_the_way_to_publishing(desk, publisher, report):
    set_state(report, "submitted")
    desk.force_login(publisher)

    response = desk.post(f"{page_of(report)}approve/", follow=True)

    assert messages_of(response) == ["“Ghent 2018” is approved and may be published."]
    assert response.context["panel"].steps == {"return", "publish", "withdraw"}


def test_publishing_one_language_leaves_the_other_as_it_is(desk, publisher, report):
    desk.force_login(publisher)

    response = desk.post(f"{page_of(report)}publish/", to_publish(desk, report, "en", note_en="First."), follow=True)

    assert messages_of(response) == ["Readers now see edition 1 in English."]
    assert list(Edition.objects.values_list("language", "number", "note", "published_by__username")) == [
        ("en", 1, "First.", "publisher")
    ]


def test_both_languages_are_published_together(desk, publisher, report):
    desk.force_login(publisher)

    desk.post(f"{page_of(report)}publish/", to_publish(desk, report, "zh-hans", "en"))

    assert sorted(Edition.objects.values_list("language", "number")) == [("en", 1), ("zh-hans", 1)]


def test_c6_pressing_publish_twice_publishes_once(desk, publisher, report):
    desk.force_login(publisher)
    data = to_publish(desk, report, "zh-hans", "en")

    desk.post(f"{page_of(report)}publish/", data)
    response = desk.post(f"{page_of(report)}publish/", data, follow=True)

    assert messages_of(response)[-1] == "Nothing has changed since the current edition."
    assert Edition.objects.count() == 2


def test_what_changed_after_the_publisher_looked_is_not_published(desk, publisher, report):
    desk.force_login(publisher)
    data = to_publish(desk, report, "en")
    report.answers.update(text_en="<p>Planted meanwhile</p>")

    response = desk.post(f"{page_of(report)}publish/", data, follow=True)

    assert messages_of(response) == ["The report was changed since you looked at it. Look at the preview again."]
    assert Edition.objects.count() == 0


def test_c3_what_a_refused_form_was_shown_is_still_what_the_publisher_saw(desk, publisher, report):
    workflow.publish(report, languages=["en"], by=publisher)
    report.answers.update(text_en="<p>Seen</p>")
    desk.force_login(publisher)
    data = to_publish(desk, report, "en")
    report.answers.update(text_en="<p>Planted meanwhile</p>")

    refused = desk.post(f"{page_of(report)}publish/", data)
    again = {**fields_of(refused, "publish_form"), "note_en": "More."}
    response = desk.post(f"{page_of(report)}publish/", again, follow=True)

    assert faults_of(refused) == ["Tell readers what changed since the last edition."]
    assert messages_of(response) == ["The report was changed since you looked at it. Look at the preview again."]
    assert Edition.objects.count() == 1


def test_what_was_changed_since_the_approval_needs_a_tick(desk, publisher, editor, report):
    set_state(report, "submitted")
    workflow.approve(report, by=editor)
    desk.force_login(publisher)
    assert "though_changed" not in desk.get(f"{page_of(report)}publish/").content.decode()
    report.answers.update(text_en="<p>Changed</p>")
    data = to_publish(desk, report, "en")

    refused = desk.post(f"{page_of(report)}publish/", data)
    assert faults_of(refused) == ["The text was changed since its approval."]
    assert Edition.objects.count() == 0
    desk.post(f"{page_of(report)}publish/", {**data, "though_changed": "on"})

    assert Edition.objects.count() == 1


def test_publishing_needs_a_language(desk, publisher, report):
    desk.force_login(publisher)

    response = desk.post(f"{page_of(report)}publish/", to_publish(desk, report))

    assert faults_of(response) == ["Choose Chinese, English or both."]
    assert Edition.objects.count() == 0


def test_publish_page_chooses_what_has_changed_and_says_so(desk, publisher, report):
    workflow.publish(report, languages=["zh-hans", "en"], by=publisher)
    report.answers.update(text_en="<p>New words</p>")
    desk.force_login(publisher)

    response = desk.get(f"{page_of(report)}publish/")

    assert [(each.prefix, each.differs) for each in response.context["panel"].languages] == [
        ("zh", False),
        ("en", True),
    ]
    assert response.context["form"].initial["languages"] == ["en"]


def test_more_plan_projects_than_asked_for_are_pointed_out_and_published_all_the_same(desk, publisher, report):
    item = an_item("6.1", form=report.form, kind="initiatives", max_items=3)
    for number in range(4):
        an_initiative(report, item, label=str(number))
    desk.force_login(publisher)

    page = desk.get(f"{page_of(report)}publish/").content.decode()
    desk.post(f"{page_of(report)}publish/", to_publish(desk, report, "en"))

    assert "6.1 holds 4 initiatives; the form asks for 3 at most." in page
    assert Edition.objects.count() == 1


def test_withdrawing_asks_for_a_reason_first(desk, publisher, report):
    workflow.publish(report, languages=["zh-hans", "en"], by=publisher)
    desk.force_login(publisher)

    asked = desk.get(f"{page_of(report)}withdraw/en/")
    refused = desk.post(f"{page_of(report)}withdraw/en/", {"reason": ""})

    assert "Edition 1 of" in asked.content.decode()
    assert faults_of(refused) == ["This field is required."]
    assert Withdrawal.objects.count() == 0


def test_withdrawing_one_language_leaves_the_other_public(desk, publisher, report):
    workflow.publish(report, languages=["zh-hans", "en"], by=publisher)
    desk.force_login(publisher)

    first = desk.post(f"{page_of(report)}withdraw/en/", {"reason": "A name was wrong."}, follow=True)
    second = desk.post(f"{page_of(report)}withdraw/en/", {"reason": "A name was wrong."}, follow=True)

    assert messages_of(first) == ["“Ghent 2018” is no longer public in English."]
    assert messages_of(second)[-1] == "This report is not public in English."
    assert list(Withdrawal.objects.values_list("edition__language", "reason")) == [("en", "A name was wrong.")]


@pytest.mark.parametrize("step", ["approve/", "return/", "publish/", "withdraw/en/"])
def test_writer_can_take_no_step_of_a_reviewer_or_publisher(desk, writer, publisher, report, step):
    workflow.publish(report, languages=["zh-hans", "en"], by=publisher)
    set_state(report, "submitted" if step in ("approve/", "return/") else "approved")
    before = list(StateChange.objects.values())
    desk.force_login(writer)

    response = desk.post(page_of(report) + step, {"reason": "Mine", "languages": ["en"]})

    assert response.status_code == 403
    assert list(StateChange.objects.values()) == before


@pytest.mark.parametrize("step", ["submit/", "approve/", "return/", "publish/", "withdraw/en/"])
def test_bystander_and_stranger_can_take_no_step_at_all(desk, bystander, report, step):
    stranger = desk.post(page_of(report) + step)
    desk.force_login(bystander)
    refused = desk.post(page_of(report) + step)

    assert (stranger.status_code, refused.status_code) == (302, 403)
    assert StateChange.objects.count() == 0


@pytest.mark.parametrize("step", ["submit/", "approve/", "return/"])
def test_a_link_takes_no_step(desk, superuser, report, step):
    desk.force_login(superuser)

    assert desk.get(page_of(report) + step).status_code == 405


@pytest.mark.parametrize("address", ["9999/publish/", "9999/submit/", "1/withdraw/fr/"])
def test_steps_of_what_does_not_exist_are_not_found(desk, superuser, db, address):
    desk.force_login(superuser)

    assert desk.post(f"/admin/reports/report/{address}").status_code == 404


def test_panel_says_what_readers_see_in_each_language(desk, publisher, report):
    workflow.publish(report, languages=["zh-hans", "en"], by=publisher)
    workflow.withdraw(report, language="zh-hans", reason="A mistake.", by=publisher)
    report.answers.update(text_en="")
    desk.force_login(publisher)

    chinese, english = panel(desk, report).languages

    assert (chinese.edition, chinese.withdrawal.reason) == (None, "A mistake.")
    assert (english.edition.number, english.differs, english.standing_in) == (1, True, 1)
    assert english.public_address == "/en/reports/ghent-2018/"


def test_those_who_only_view_see_the_state_but_no_button(desk, bystander, report):
    bystander.user_permissions.add(*allowed("view_report", "work_for_every_city"))
    desk.force_login(bystander)

    page = desk.get(f"{page_of(report)}change/").content.decode()

    assert "This report is approved and may be published." in page
    assert f"{page_of(report)}publish/" not in page
