"""The page of a report on the desk: its items in order, its answers in both languages, what stands under each."""

import pytest

from reports import workflow
from reports.models import Answer, Attendance, Event, Figure, Indicator, Link, Report
from reports.models.answer import AnswerState
from tests.factories import (
    a_city,
    a_designation,
    a_form,
    a_meeting,
    a_report,
    an_answer,
    an_initiative,
    an_item,
)
from tests.forms import faults_of, fields_of, messages_of


@pytest.fixture
def desk(client, writer):
    client.force_login(writer)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def address_of(report):
    return f"/admin/reports/report/{report.pk}/change/"


def entries(response):
    return {entry.item.number: entry for entry in response.context["outline"]}


def row_of(data, item):
    """The prefix of the answer form of the item."""
    return next(
        name.removesuffix("-item")
        for name, value in data.items()
        if name.startswith("answers-") and name.endswith("-item") and value == str(item.pk)
    )


def test_items_stand_in_the_order_of_the_form_with_their_words_and_answers(desk):
    form = a_form()
    an_item("2", form=form, kind="section", position=2, heading_en="General information")
    first = an_item("1", form=form, position=1, heading_en="Summary", help_en="Sum it up.")
    an_item("3", form=form, position=3)
    report = a_report(form=form)
    an_answer(report, first, text_en="<p>It went well.</p>")

    response = desk.get(address_of(report))

    assert [entry.item.number for entry in response.context["outline"]] == ["1", "2", "3"]
    assert [bool(entry.answer) for entry in response.context["outline"]] == [True, False, True]
    assert "Sum it up." in response.content.decode()
    assert "It went well." in response.content.decode()


def test_items_of_another_form_version_are_not_offered(desk):
    report = a_report(form=a_form("2015"))
    an_item("1", form=report.form)
    an_item("7", form=a_form("2021"))

    assert list(entries(desk.get(address_of(report)))) == ["1"]


def test_saving_an_untouched_report_changes_nothing(desk):
    report = a_report()
    an_answer(report, an_item("1", form=report.form), text_en="", note_zh_hans="注")
    an_item("2", form=report.form)
    before = list(Report.objects.values()), list(Answer.objects.values())

    response = desk.post(address_of(report), fields_of(desk.get(address_of(report)), "report_form"))

    assert response.status_code == 302
    assert (list(Report.objects.values()), list(Answer.objects.values())) == before


def test_answering_one_blank_item_writes_that_answer_only(desk):
    report = a_report()
    an_item("1", form=report.form)
    second = an_item("2", form=report.form)
    data = fields_of(desk.get(address_of(report)), "report_form")

    desk.post(address_of(report), {**data, f"{row_of(data, second)}-text_zh_hans": "<p>第二项</p>"})

    answer = Answer.objects.get()
    assert (answer.item, answer.state, answer.text_zh_hans, answer.text_en) == (
        second,
        AnswerState.ANSWERED,
        "<p>第二项</p>",
        "",
    )


def test_nothing_to_report_can_be_declared_without_a_text(desk):
    report = a_report()
    item = an_item("3.5", form=report.form, kind="contributions")
    data = fields_of(desk.get(address_of(report)), "report_form")

    desk.post(address_of(report), {**data, f"{row_of(data, item)}-state": "none-declared"})

    assert list(Answer.objects.values_list("item", "state")) == [(item.pk, "none-declared")]


def test_an_item_somebody_else_has_answered_meanwhile_is_contested_and_no_blank_is_written(desk):
    report = a_report()
    first, second, _third = [an_item(number, form=report.form) for number in "123"]
    data = fields_of(desk.get(address_of(report)), "report_form")
    an_answer(report, first, text_en="<p>Theirs</p>")

    response = desk.post(address_of(report), {**data, f"{row_of(data, first)}-text_en": "<p>Mine</p>"})
    kept = desk.post(address_of(report), {**data, f"{row_of(data, second)}-text_en": "<p>Mine</p>"})

    assert response.status_code == 200
    assert "Changed meanwhile by somebody else." in response.content.decode()
    assert "&lt;p&gt;Mine&lt;/p&gt;" in response.content.decode()
    assert kept.status_code == 302
    assert list(Answer.objects.order_by("item").values_list("item", "text_en")) == [
        (first.pk, "<p>Theirs</p>"),
        (second.pk, "<p>Mine</p>"),
    ]


def test_an_answer_cannot_be_moved_to_an_item_of_another_form(desk):
    report = a_report(form=a_form("2015"))
    item = an_item("1", form=report.form)
    foreign = an_item("1", form=a_form("2021"))
    data = fields_of(desk.get(address_of(report)), "report_form")
    row = row_of(data, item)

    response = desk.post(address_of(report), {**data, f"{row}-item": str(foreign.pk), f"{row}-text_en": "<p>x</p>"})

    assert "Please correct the error below." in response.content.decode()
    assert Answer.objects.count() == 0


def test_nothing_can_be_written_under_contacts(desk):
    report = a_report()
    item = an_item("2.8", form=report.form, kind="contacts")
    an_answer(report, item, text_en="<p>Jane, 555 0100</p>")

    response = desk.get(address_of(report))

    assert entries(response)["2.8"].answer is None
    assert "555 0100" not in response.content.decode()


def test_x1_a_script_in_an_answer_is_gone_once_saved(desk):
    report = a_report()
    item = an_item("1", form=report.form)
    data = fields_of(desk.get(address_of(report)), "report_form")

    desk.post(address_of(report), {**data, f"{row_of(data, item)}-text_en": "<p>Hello<script>x()</script></p>"})

    assert Answer.objects.get().text_en == "<p>Hello</p>"


def test_the_editor_is_told_what_a_text_could_not_hold(desk):
    report = a_report()
    item = an_item("1", form=report.form)
    data = fields_of(desk.get(address_of(report)), "report_form")
    row = row_of(data, item)

    told = desk.post(
        address_of(report),
        {**data, "_continue": "1", f"{row}-text_en": "<p>Hello<script>x()</script><img src=x></p>"},
        follow=True,
    )
    data = fields_of(told, "report_form")
    untold = desk.post(
        address_of(report), {**data, "_continue": "1", "answers-0-text_en": "<p class=x>Hi</p>"}, follow=True
    )

    assert messages_of(told)[0] == "Texts cannot hold this; it was removed: script and pictures."
    assert len(messages_of(untold)) == 1


def test_contents_say_how_far_each_item_has_come(desk):
    form = a_form()
    an_item("1", form=form, kind="section")
    written, half, _blank, declared = [an_item(number, form=form) for number in ["1.1", "1.2", "1.3", "1.4"]]
    report = a_report(form=form)
    an_answer(report, written)
    an_answer(report, half, text_zh_hans="")
    an_answer(report, declared, state=AnswerState.NONE_DECLARED, text_zh_hans="", text_en="")

    found = entries(desk.get(address_of(report)))

    assert {number: (entry.standing.words, entry.standing.is_done) for number, entry in found.items()} == {
        "1": ("", True),
        "1.1": ("written", True),
        "1.2": ("Chinese is missing", False),
        "1.3": ("nothing yet", False),
        "1.4": ("none declared", True),
    }


def test_each_item_leads_to_the_one_before_and_the_one_after(desk):
    report = a_report()
    for number in "123":
        an_item(number, form=report.form)

    found = entries(desk.get(address_of(report)))

    neighbours = [
        (entry.before and entry.before.number, entry.after and entry.after.number) for entry in found.values()
    ]
    assert neighbours == [(None, "2"), ("1", "3"), ("2", None)]


def test_words_are_counted_against_the_most_the_form_allows(desk):
    report = a_report()
    an_answer(
        report,
        an_item("1", form=report.form, max_words=4),
        text_zh_hans="<p>陶瓷之路</p>",
        text_en="<p>The road of <em>porcelain</em> art</p>",
    )
    an_answer(report, an_item("2", form=report.form))

    page = desk.get(address_of(report)).content.decode()

    assert page.count("data-counts=") == 2
    assert '<span class="word-count" data-counts="answers-0-text_zh_hans" data-most="4">' in page
    assert '<span class="written">4</span> of 4 characters' in page
    assert '<span class="word-count too-many" data-counts="answers-0-text_en" data-most="4">' in page
    assert '<span class="written">5</span> of 4 words' in page


def test_designation_of_another_city_is_refused_in_words(desk):
    report = a_report()
    foreign = a_designation(a_city())
    data = fields_of(desk.get(address_of(report)), "report_form")

    response = desk.post(address_of(report), {**data, "designation": foreign.pk})

    assert faults_of(response) == ["This designation belongs to another city."]


def test_new_report_opens_at_once_for_its_answers(client, superuser):
    client.force_login(superuser)
    designation, form = a_designation(), a_form()
    data = {
        "title_en": "Report 2018",
        "title_zh_hans": "",
        "city": designation.city_id,
        "designation": designation.pk,
        "form": form.pk,
        "original_language": "en",
        "due_year": 2018,
        "period_from": 2015,
        "period_to": 2018,
        "slug": "ghent-2018",
        "responsible_entity_zh_hans": "",
        "responsible_entity_en": "",
    }

    response = client.post("/admin/reports/report/add/", data)

    assert response.headers["Location"] == address_of(Report.objects.get())


def test_parts_are_listed_under_their_items_with_links_to_their_pages(desk):
    report = a_report()
    item = an_item("4", form=report.form, kind="initiatives")
    whole = an_initiative(report, item, label="A.", title_en="Festival", title_zh_hans="")
    an_initiative(report, item, label="(1)", title_en="Opening", parent=whole)

    holdings = entries(desk.get(address_of(report)))["4"].holdings

    festival = holdings[0].parts[0]
    assert (len(holdings), len(holdings[0].parts)) == (1, 1)
    assert (festival.name, festival.missing) == ("A. Festival", ["Chinese"])
    assert festival.address == f"/admin/reports/initiative/{whole.pk}/change/?report={report.pk}"
    assert [part.name for part in festival.parts] == ["(1) Opening"]


def test_what_may_be_added_under_an_item_carries_report_and_item(desk):
    report = a_report()
    item = an_item("4", form=report.form, kind="initiatives")

    additions = entries(desk.get(address_of(report)))["4"].additions

    assert [addition.address for addition in additions] == [
        f"/admin/reports/initiative/add/?report={report.pk}&item={item.pk}"
    ]


def filled(report, count):
    items = {item.number: item for item in report.form.items.all()}
    for number in range(count):
        whole = an_initiative(report, items["4"], label=str(number))
        an_initiative(report, items["4"], label="a", parent=whole).partner_cities.add(a_city())
        event = Event.objects.create(initiative=whole, on="2015", text_en="Opening")
        event.cities.add(a_city())
        Figure.objects.create(report=report, item=items["4"], initiative=whole, caption_en="A picture")
        Figure.objects.create(report=report, item=items["1"], caption_en="A chart")
        Indicator.objects.create(report=report, item=items["1"], name_en="Income", value=number)
        Link.objects.create(report=report, item=items["1"], url=f"https://example.org/{number}")
        Attendance.objects.create(report=report, meeting=a_meeting(f"meeting-{report.pk}-{number}"))


def test_page_asks_the_same_number_of_queries_at_9_and_at_270_rows(desk, django_assert_num_queries):
    report = a_report()
    an_item("1", form=report.form)
    an_item("3.1", form=report.form, kind="meetings")
    an_item("4", form=report.form, kind="initiatives")
    filled(report, 1)
    desk.get(address_of(report))
    with django_assert_num_queries(12):
        desk.get(address_of(report))

    full = a_report(form=report.form)
    for number in range(30):
        an_answer(full, an_item(f"7.{number}", form=report.form))
    filled(full, 30)
    with django_assert_num_queries(12):
        desk.get(address_of(full))


def test_report_is_closed_to_those_without_the_right(client, bystander):
    report = a_report(title_en="Planted secret")
    client.force_login(bystander)

    answers = [client.get(address_of(report)), client.post(address_of(report), {"title_en": "Mine"})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "Planted secret" not in answers[0].content.decode()
    assert Report.objects.get().title_en == "Planted secret"


def test_report_with_editions_cannot_be_deleted_and_the_page_says_why(client, superuser):
    report = a_report()
    workflow.publish(report, languages=["en"], by=superuser)
    client.force_login(superuser)

    response = client.post(
        f"/admin/reports/report/{report.pk}/delete/", {"post": "yes"}, headers={"accept-language": "en"}
    )

    assert response.status_code == 200
    assert "would require deleting the following protected related objects" in response.content.decode()
    assert Report.objects.count() == 1


def test_address_of_a_published_report_stays(client, superuser):
    report = a_report("ghent-2018")
    workflow.publish(report, languages=["en"], by=superuser)
    client.force_login(superuser)
    data = fields_of(client.get(address_of(report)), "report_form")

    client.post(address_of(report), {**data, "slug": "elsewhere"})

    assert "slug" not in data
    assert Report.objects.get().slug == "ghent-2018"
