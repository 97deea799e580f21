"""The form of a report with many answers: those that changed are written together, each as one change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from reversion.models import Version

from reports.models import Answer
from tests.factories import a_report, an_answer, an_item
from tests.forms import fields_of


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def report(db):
    report = a_report(state="draft")
    for number in range(30):
        an_answer(report, an_item(f"3.{number}", form=report.form))
    return report


def address_of(report):
    return f"/admin/reports/report/{report.pk}/change/"


def sent(desk, report):
    return fields_of(desk.get(address_of(report)), "report_form")


def changed(data, rows, text):
    return {**data, **{f"answers-{row}-text_en": text for row in rows}}


def texts():
    return list(Answer.objects.order_by("item__position").values_list("text_en", flat=True))


def queries(desk, report, data):
    with CaptureQueriesContext(connection) as asked:
        assert desk.post(address_of(report), data).status_code == 302
    return len(asked)


def test_thirty_changed_answers_cost_as_many_queries_as_two(desk, report):
    desk.post(address_of(report), sent(desk, report))

    one = queries(desk, report, changed(sent(desk, report), [0], "<p>One</p>"))
    two = queries(desk, report, changed(sent(desk, report), [0, 1], "<p>Two</p>"))
    all_of_them = queries(desk, report, changed(sent(desk, report), range(30), "<p>All</p>"))

    # Of these, savepoints are two, and PostgreSQL locks the record and its rows.
    assert one <= two == all_of_them <= 21
    assert texts() == ["<p>All</p>"] * 30


def test_each_changed_answer_has_a_version_of_what_is_stored_and_no_other_has(desk, report):
    desk.post(address_of(report), changed(sent(desk, report), [3, 7], "<p>New<script>alert(1)</script></p>"))

    versions = Version.objects.get_for_model(Answer)
    assert texts().count("<p>New</p>") == 2
    assert [version.field_dict["text_en"] for version in versions] == ["<p>New</p>"] * 2
    assert {version.revision for version in versions} == {versions[0].revision}
    assert {int(version.object_id) for version in versions} == set(
        Answer.objects.filter(text_en="<p>New</p>").values_list("pk", flat=True)
    )


def test_form_that_names_a_row_twice_writes_it_once(desk, report):
    data = changed(sent(desk, report), [0, 1], "<p>Mine</p>")
    twice = {**data, "answers-1-id": data["answers-0-id"]}

    desk.post(address_of(report), twice)

    assert Answer.objects.count() == 30
    assert len(Version.objects.get_for_model(Answer)) <= 1


def test_answer_somebody_else_gave_meanwhile_is_still_told_from_the_blank_one(desk, report):
    item = an_item("9", form=report.form)
    data = sent(desk, report)
    blank = next(name for name, value in data.items() if name.endswith("-item") and value == str(item.pk))
    an_answer(report, item, text_en="<p>Theirs</p>", text_zh_hans="")

    response = desk.post(address_of(report), {**data, blank.replace("-item", "-text_en"): "<p>Mine</p>"})

    assert response.status_code == 200
    assert "Theirs" in response.content.decode()
    assert "Mine" in response.content.decode()
    assert texts()[-1] == "<p>Theirs</p>"
