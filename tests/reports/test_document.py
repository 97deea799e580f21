import pytest
from django.db import connection

from reports.document import Document, build, build_both
from reports.document.tree import walk
from reports.models import Attendance, EvaluationService, Event, Figure, Indicator
from tests.factories import a_city, a_form, a_meeting, a_report, an_answer, an_initiative, an_item


@pytest.fixture
def report(db):
    return a_report("jingdezhen-2018", city=a_city("jingdezhen", name_en="Jingdezhen", name_zh_hans="景德镇"))


def section(document, number):
    return next(s for s in walk(document.sections) if s.number == number)


def test_document_is_in_one_language(report):
    an_answer(report, an_item("1"), text_zh_hans="<p>甲</p>", text_en="<p>a</p>")

    chinese, english = build(report, "zh-hans"), build(report, "en")

    assert (str(chinese.city.name), str(section(chinese, "1").body)) == ("景德镇", "<p>甲</p>")
    assert (str(english.city.name), str(section(english, "1").body)) == ("Jingdezhen", "<p>a</p>")
    assert chinese.foreign_texts() == english.foreign_texts() == []


def test_missing_text_is_lent_by_the_other_language_and_says_so(report):
    an_answer(report, an_item("1"), text_zh_hans="<p>甲</p>", text_en="")

    document = build(report, "en")

    assert section(document, "1").body.language == "zh-hans"
    assert [str(text) for text in document.foreign_texts()] == ["<p>甲</p>"]


def test_document_survives_its_json(report):
    item = an_item("4", kind="initiatives")
    initiative = an_initiative(report, item, label="(1)", starts_on="2018-10", text_en="<p>x</p>")
    initiative.partner_cities.add(a_city("kanazawa"))
    Event.objects.create(initiative=initiative, on="2015-03", text_en="Summit")
    Indicator.objects.create(report=report, item=item, name_en="GDP", value="90000000000", change="8.50")
    Figure.objects.create(report=report, item=item, caption_en="Lost")

    document = build(report, "en")

    assert Document.from_json(document.as_json()) == document
    assert document.as_json()["schema"] == 1
    assert document.as_json()["designated_on"] == "2014"
    assert document.as_json()["sections"][0]["initiatives"][0]["starts_on"] == "2018-10"
    assert str(section(document, "4").indicators[0].value) == "90000000000"
    assert str(section(document, "4").indicators[0].change) == "8.5"


def test_both_languages_come_from_one_reading(report, django_assert_num_queries):
    item = an_item("4", kind="initiatives")
    for number in range(20):
        an_initiative(report, item, label=f"({number})")

    with django_assert_num_queries(3):
        build_both(report)


def test_items_nest_by_their_numbers(report):
    for number in ("1", "2", "2.1", "2.2", "10", "10.1"):
        an_item(number)

    outline = [(s.number, [child.number for child in s.sections]) for s in build(report, "en").sections]

    assert outline == [("1", []), ("2", ["2.1", "2.2"]), ("10", ["10.1"])]


def test_section_addresses_follow_the_printed_numbers(report):
    item = an_item("4", kind="initiatives")
    second = an_initiative(report, item, label="(2)")
    an_initiative(report, item, label="A.", parent=second)
    an_initiative(report, item, label="", position=2)
    an_initiative(report, item, label="", position=2)

    found = section(build(report, "en"), "4")

    assert found.anchor == "s-4"
    assert [i.anchor for i in found.initiatives] == ["s-4-2", "s-4-2-2", "s-4-2-3"]
    assert [part.anchor for part in found.initiatives[0].parts] == ["s-4-2-A"]


def test_states_say_why_there_is_no_answer(report):
    an_item("3.1")
    an_answer(report, an_item("3.2"), state="none-declared", text_zh_hans="", text_en="")
    an_answer(report, an_item("3.3"), text_zh_hans="", text_en="")
    an_answer(report, an_item("3.4"))
    an_item("3")

    states = {s.number: s.state for s in walk(build(report, "en").sections)}

    assert states == {
        "3": "not-answered",
        "3.1": "not-answered",
        "3.2": "none-declared",
        "3.3": "not-answered",
        "3.4": "answered",
    }


def test_contacts_never_enter_a_document_whoever_wrote_them(report):
    item = an_item("2.8", kind="contacts")
    an_item("2", kind="section")
    an_answer(report, item, text_zh_hans="<p>秘密甲 13800000000</p>", text_en="<p>Secret 13800000000</p>")
    an_initiative(report, item, title_en="Secret 13800000000")
    Indicator.objects.create(report=report, item=item, name_en="Secret 13800000000", value=1)
    Figure.objects.create(report=report, item=item, caption_en="Secret 13800000000")

    content = str([build(report, language).as_json() for language in ("zh-hans", "en")])

    assert "13800000000" not in content
    assert section(build(report, "en"), "2.8").state == "withheld"


def test_facts_come_from_the_register(report):
    an_item("2", kind="section")
    for number, fact in enumerate(["city", "country", "field", "designated", "submitted", "previous"], 1):
        an_item(f"2.{number}", kind="fact", fact=fact)

    facts = {s.fact.kind: s.fact for s in walk(build(report, "en").sections) if s.fact}

    assert list(facts) == ["city", "country", "field", "designated"]
    assert str(facts["city"].text) == "Jingdezhen"
    assert str(facts["designated"].date) == "2014"


def test_attendance_and_evaluations_stand_under_their_items(report):
    an_item("3", kind="section")
    an_item("3.1", kind="meetings")
    an_item("3.7", kind="evaluations")
    Attendance.objects.create(report=report, meeting=a_meeting())
    EvaluationService.objects.create(report=report, year=2017, place_en="Atakpamé, Togo")

    document = build(report, "en")

    assert [a.meeting for a in section(document, "3.1").attendances] == ["2015-kanazawa"]
    assert [str(e.applicant.name) for e in section(document, "3.7").evaluations] == ["Atakpamé, Togo"]
    assert section(document, "3").attendances == ()


def test_figures_are_numbered_through_the_document(report):
    first, second = an_item("1"), an_item("4", kind="initiatives")
    part = an_initiative(report, second, label="A.")
    Figure.objects.create(report=report, item=second, initiative=part, caption_en="In a part")
    Figure.objects.create(report=report, item=first, caption_en="In the summary")

    figures = {str(f.caption): f.number for f in build(report, "en").figures()}

    assert figures == {"In the summary": 1, "In a part": 2}


def test_texts_are_sanitised_again_on_the_way_out(report):
    answer = an_answer(report, an_item("1"))
    # A write past the application, as a database client could do it.
    with_script = "<p>a</p><script>x()</script>"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reports_answer SET text_en = %s WHERE id = %s", [with_script, answer.pk])

    assert str(section(build(report, "en"), "1").body) == "<p>a</p>"


def test_digest_changes_with_the_words_and_only_with_them(report):
    answer = an_answer(report, an_item("1"), text_en="<p>a</p>")
    before = build(report, "en").digest()
    assert build(report, "en").digest() == before

    answer.text_en = "<p>b</p>"
    answer.save()

    assert build(report, "en").digest() != before
    assert len(before) == 64


def test_form_without_items_makes_an_empty_document(db):
    report = a_report(form=a_form("1999"))

    assert build(report, "en").sections == ()
