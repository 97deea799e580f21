"""Translations on the desk: the marks beside the texts, what is ticked there, the work list and its buttons."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Answer, Report
from tests.factories import a_city, a_report, an_answer, an_initiative, an_item
from tests.forms import fields_of, messages_of
from uccn.languages import translations
from uccn.languages.models import Settled, Translation
from uccn.languages.translations.work import to_translate

SECRET = "Zaffre"
ENGLISH = "<p>In 2018 the ceramics of the city were worth 90 billion yuan.</p>"
CHINESE = "<p>2018年，全市陶瓷产业产值达900亿元。</p>"


@pytest.fixture
def desk(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def report(db):
    """Written in Chinese, translated and reviewed."""
    report = a_report("jingdezhen-2018", original_language="zh-hans", state="draft", title_en="Jingdezhen 2018")
    an_answer(report, text_zh_hans=CHINESE, text_en=ENGLISH)
    translations.take_stock(fresh=Settled.REVIEWED)
    return report


@pytest.fixture
def outdated(report):
    """Its answer, of which the Chinese has changed since."""
    answer = report.answers.get()
    answer.text_zh_hans = CHINESE.replace("900", "920")
    answer.save()
    translations.keep(answer, {"text_zh_hans": CHINESE}, by=None)
    return answer


def page_of(report):
    return f"/admin/reports/report/{report.pk}/change/"


def row_of(record, field="text"):
    return Translation.objects.get(content_type__model=record._meta.model_name, object_id=record.pk, field=field)


def ledger():
    return list(Translation.objects.order_by("pk").values())


def sent(desk, report):
    return fields_of(desk.get(page_of(report)), "report_form")


def test_saving_an_untouched_report_raises_no_alarm(desk, editor, report):
    desk.force_login(editor)
    before = ledger()

    desk.post(page_of(report), sent(desk, report))

    assert ledger() == before


def test_source_changed_in_the_form_makes_the_translation_out_of_date_and_shows_what_changed(desk, editor, report):
    desk.force_login(editor)
    data = sent(desk, report)

    desk.post(page_of(report), {**data, "answers-0-text_zh_hans": CHINESE.replace("900", "920")})
    page = desk.get(page_of(report)).content.decode()

    answer = report.answers.get()
    assert row_of(answer).state == "out-of-date"
    assert f'id="answer-{answer.pk}-text_en"' in page
    assert "<del>900</del><ins>920</ins>" in page
    assert "Still right" in page


def test_still_right_is_ticked_in_the_form(desk, translator_into_english, outdated):
    desk.force_login(translator_into_english)
    data = sent(desk, outdated.report)

    answer = desk.post(page_of(outdated.report), {**data, "answers-0-text_en-settle": "reviewed"}, follow=True)

    row = row_of(outdated)
    assert (row.state, row.source_text, row.by) == ("reviewed", outdated.text_zh_hans, translator_into_english)
    assert "1 translation is settled." in messages_of(answer)


def test_translation_written_and_reviewed_in_one_save(desk, translator_into_english, outdated):
    desk.force_login(translator_into_english)
    data = sent(desk, outdated.report)
    new = {"answers-0-text_en": ENGLISH.replace("90", "92"), "answers-0-text_en-settle": "reviewed"}

    desk.post(page_of(outdated.report), {**data, **new})

    outdated.refresh_from_db()
    assert (outdated.text_en, row_of(outdated).state) == (new["answers-0-text_en"], "reviewed")


def test_editor_who_changes_both_and_ticks_has_seen_the_new_source(desk, editor, report):
    Translation.objects.update(settled="draft")
    desk.force_login(editor)
    data = sent(desk, report)
    new = {
        "answers-0-text_zh_hans": CHINESE.replace("900", "920"),
        "answers-0-text_en": ENGLISH.replace("90", "92"),
        "answers-0-text_en-settle": "reviewed",
    }

    desk.post(page_of(report), {**data, **new})

    assert row_of(report.answers.get()).state == "reviewed"


def test_tick_on_a_source_that_moved_meanwhile_is_refused_in_words(desk, translator_into_english, outdated):
    desk.force_login(translator_into_english)
    data = sent(desk, outdated.report)
    before = outdated.text_zh_hans
    Answer.objects.update(text_zh_hans=CHINESE.replace("900", "930"))
    outdated.refresh_from_db()
    translations.keep(outdated, {"text_zh_hans": before}, by=None)

    answer = desk.post(page_of(outdated.report), {**data, "answers-0-text_en-settle": "reviewed"}, follow=True)

    assert "The source has changed since you looked at it. Look at the text again." in messages_of(answer)
    assert row_of(outdated).state == "out-of-date"


def test_no_translation_needed_is_ticked_and_taken_back(desk, editor, report):
    Report.objects.update(responsible_entity_zh_hans="UCCN", responsible_entity_en="")
    translations.take_stock()
    report.refresh_from_db()
    desk.force_login(editor)

    data = sent(desk, report)
    desk.post(page_of(report), {**data, "responsible_entity_en-settle": "not-needed"})
    settled = row_of(report, "responsible_entity").state
    data = sent(desk, report)
    desk.post(page_of(report), {**data, "responsible_entity_en-settle": "missing"})

    assert (settled, row_of(report, "responsible_entity").state) == ("not-needed", "missing")


def test_translator_of_the_other_language_settles_nothing(desk, translator_into_chinese, outdated):
    desk.force_login(translator_into_chinese)
    page = desk.get(page_of(outdated.report))
    data = fields_of(page, "report_form")
    before = ledger()
    tick = {"answers-0-text_en-settle": "reviewed", "answers-0-text_en-seen": row_of(outdated).current_digest}

    by_form = desk.post(page_of(outdated.report), {**data, **tick})
    by_button = desk.post(address_of(row_of(outdated)), {"verdict": "reviewed", "seen": tick["answers-0-text_en-seen"]})

    assert (by_form.status_code, by_button.status_code) == (403, 403)
    assert "-settle" not in page.content.decode()
    assert ledger() == before


def test_a_refused_form_keeps_its_ticks(desk, editor, outdated):
    desk.force_login(editor)
    data = sent(desk, outdated.report)

    page = desk.post(page_of(outdated.report), {**data, "due_year": "", "answers-0-text_en-settle": "reviewed"})

    assert 'name="answers-0-text_en-settle" value="reviewed" checked' in page.content.decode()
    assert row_of(outdated).state == "out-of-date"


def test_parts_of_a_report_have_marks_and_ticks_too(desk, editor, report):
    item = an_item("4", form=report.form, kind="initiatives")
    initiative = an_initiative(report, item)
    event = initiative.events.create(on="2015", text_zh_hans="开幕", text_en="Opening")
    translations.take_stock()
    desk.force_login(editor)
    address = f"/admin/reports/initiative/{initiative.pk}/change/"
    data = fields_of(desk.get(address), "initiative_form")

    ticks = {"title_en-settle": "reviewed", "events-0-text_en-settle": "reviewed"}
    desk.post(address, {**data, **ticks, "events-0-text_zh_hans": "盛大开幕"})

    assert (row_of(initiative, "title").state, row_of(event).state) == ("reviewed", "reviewed")


def test_deleting_a_record_takes_its_rows_along(desk, superuser, report):
    initiative = an_initiative(report, an_item("4", form=report.form, kind="initiatives"))
    initiative.events.create(on="2015", text_zh_hans="开幕", text_en="Opening")
    translations.take_stock()
    before = Translation.objects.count()
    desk.force_login(superuser)

    desk.post(f"/admin/reports/initiative/{initiative.pk}/delete/", {"post": "yes"})

    assert before - Translation.objects.count() == 2


WORK = "/admin/translations/"


def address_of(row):
    return f"{WORK}{row.pk}/"


def listed(response):
    return [(line["work"].record, line["work"].row.field, line["work"].state) for line in response.context["lines"]]


def test_work_list_shows_what_is_missing_or_out_of_date_with_a_link_to_the_text(
    desk, translator_into_english, outdated
):
    Report.objects.update(responsible_entity_zh_hans="中国景德镇市政府", responsible_entity_en="")
    translations.take_stock()
    desk.force_login(translator_into_english)

    page = desk.get(WORK)

    assert listed(page) == [
        (outdated.report, "responsible_entity", "missing"),
        (outdated, "text", "out-of-date"),
    ]
    assert page.context["amount"] == {"texts": 2, "words": 8 + 14}
    assert f"/admin/reports/report/{outdated.report.pk}/change/?work_list=#answer-{outdated.pk}-text_en" in (
        page.content.decode()
    )


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 1),
        ({"state": "reviewed"}, 7),
        ({"state": "draft"}, 0),
        ({"language": "zh-hans"}, 0),
        ({"language": "en"}, 1),
        ({"state": "no such", "model": "x", "city": "'", "page": "-3"}, 1),
    ],
)
def test_work_list_is_narrowed(desk, editor, outdated, asked, count):
    desk.force_login(editor)

    assert len(listed(desk.get(WORK, asked))) == count


def test_work_list_is_narrowed_to_a_kind_of_record_and_a_city(desk, editor, outdated):
    other = a_city("ghent", name_en="")
    translations.keep(other, None, by=editor)
    desk.force_login(editor)

    answers = desk.get(WORK, {"model": row_of(outdated).content_type_id})
    cities = desk.get(WORK, {"city": other.pk})
    settled = desk.get(WORK, {"city": other.pk, "model": row_of(outdated).content_type_id})

    assert listed(answers) == [(outdated, "text", "out-of-date")]
    assert listed(settled) == []
    assert cities_in(answers) == {"", str(outdated.report.city_id)}
    assert cities_in(settled) == cities_in(desk.get(WORK)) == {"", str(outdated.report.city_id), str(other.pk)}
    assert cities_in(desk.get(WORK, {"state": "draft"})) == {""}
    assert listed(cities) == [(other, "name", "missing")]


def cities_in(page):
    return {value for value, _name in page.context["form"].fields["city"].choices}


def test_translator_finds_only_the_own_language_in_the_list(desk, translator_into_chinese, outdated):
    desk.force_login(translator_into_chinese)

    page = desk.get(WORK, {"language": "en"})

    assert listed(page) == []


def test_button_of_the_list_settles_the_row_and_leads_back_to_the_same_place(desk, translator_into_english, outdated):
    row = row_of(outdated)
    desk.force_login(translator_into_english)
    data = {"verdict": "reviewed", "seen": row.current_digest, "query": "language=en&page=2&x=//evil", "next": "row-7"}

    answer = desk.post(address_of(row), data)

    assert answer.headers["Location"] == f"{WORK}?language=en&page=2#row-7"
    assert row_of(outdated).state == "reviewed"


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("not-needed", "There is a translation into English."),
        ("draft", "There is nothing to translate here."),
        ("", "There is nothing to translate here."),
    ],
)
def test_button_that_does_not_fit_is_refused_in_words(desk, editor, outdated, verdict, words):
    row, before = row_of(outdated), ledger()
    desk.force_login(editor)

    answer = desk.post(address_of(row), {"verdict": verdict, "seen": row.current_digest}, follow=True)

    assert words in messages_of(answer)
    assert ledger() == before


def test_what_is_not_written_cannot_be_reviewed(desk, editor, report):
    Answer.objects.update(text_en="")
    translations.take_stock()
    row = row_of(report.answers.get())
    desk.force_login(editor)

    answer = desk.post(address_of(row), {"verdict": "reviewed", "seen": row.current_digest}, follow=True)

    assert "Nothing is written in English yet." in messages_of(answer)


def test_list_is_closed_to_visitors_and_to_those_who_write_nothing(desk, bystander, outdated):
    row, before = row_of(outdated), ledger()
    data = {"verdict": "reviewed", "seen": row.current_digest}

    visitor = [desk.get(WORK).status_code, desk.post(address_of(row), data).status_code]
    desk.force_login(bystander)
    somebody = [desk.get(WORK).status_code, desk.post(address_of(row), data).status_code]

    assert (visitor, somebody) == ([302, 302], [403, 404])
    assert ledger() == before


def test_list_is_read_and_buttons_are_posted(desk, editor, outdated):
    desk.force_login(editor)

    assert [desk.post(WORK).status_code, desk.get(address_of(row_of(outdated))).status_code] == [405, 405]


@pytest.fixture
def foreign(db):
    city = a_city("ghent", name_zh_hans=f"{SECRET} 市", name_en="")
    report = a_report("ghent-2018", city=city, original_language="zh-hans", state="draft", title_zh_hans=SECRET)
    answer = an_answer(report, an_item("9", form=report.form), text_zh_hans=f"<p>{SECRET}</p>", text_en="")
    translations.take_stock()
    return answer


def test_focal_point_meets_no_word_of_another_city(desk, focal_point, outdated, foreign):
    focal_point.cities_written_for.add(outdated.report.city)
    desk.force_login(focal_point)
    row, before = row_of(foreign), ledger()

    pages = [desk.get(WORK, {"state": state}) for state in ("", "missing", "reviewed", "draft")]
    narrowed = desk.get(WORK, {"city": foreign.report.city_id})
    index = desk.get("/admin/")
    lists = desk.get("/admin/reports/report/")
    theirs = desk.post(address_of(row), {"verdict": "not-needed", "seen": row.current_digest})
    absent = desk.post(f"{WORK}987654/", {"verdict": "not-needed", "seen": row.current_digest})

    assert listed(pages[0]) == [(outdated, "text", "out-of-date")]
    assert all(SECRET not in page.content.decode() for page in [*pages, narrowed, index, lists])
    assert "English: 1 text to translate, 14 words" in " ".join(index.content.decode().split())
    assert (theirs.status_code, theirs.content) == (404, absent.content)
    assert ledger() == before


def test_focal_point_has_no_work_in_a_report_that_is_no_draft(desk, focal_point, outdated):
    focal_point.cities_written_for.add(outdated.report.city)
    Report.objects.update(state="submitted")
    desk.force_login(focal_point)
    row = row_of(outdated)

    page = desk.get(WORK)
    answer = desk.post(address_of(row), {"verdict": "reviewed", "seen": row.current_digest})

    assert listed(page) == []
    assert answer.status_code == 404


def test_contacts_are_in_the_list_of_those_only_who_may_change_contacts(desk, editor, superuser, report):
    contact = report.city.contacts.create(role="focal-point", person="Jane", office_zh_hans=SECRET)
    translations.keep(contact, None, by=None)

    desk.force_login(editor)
    theirs = desk.get(WORK).content.decode()
    desk.force_login(superuser)
    mine = desk.get(WORK).content.decode()

    assert (SECRET in theirs, SECRET in mine) == (False, True)


def test_list_asks_the_same_number_of_queries_at_1_and_at_3_rows(
    desk, translator_into_english, outdated, django_assert_num_queries
):
    desk.force_login(translator_into_english)
    desk.get(WORK)
    with django_assert_num_queries(9):
        desk.get(WORK)
    for number in "23":
        answer = an_answer(outdated.report, an_item(number, form=outdated.report.form), text_en="")
        translations.keep(answer, None, by=None)
    with django_assert_num_queries(9):
        page = desk.get(WORK)

    assert len(listed(page)) == 3


def test_saving_a_form_without_a_change_of_texts_asks_nothing_of_the_ledger(desk, editor, report):
    desk.force_login(editor)
    data = sent(desk, report)

    with CaptureQueriesContext(connection) as asked:
        desk.post(page_of(report), {**data, "due_year": "2019"})

    assert [query["sql"] for query in asked if "languages_translation" in query["sql"]] == []
    assert Report.objects.get().due_year == 2019


def test_lists_tell_what_is_left_and_are_filtered_by_it(desk, editor, outdated):
    done = a_report("ghent-2018", original_language="zh-hans")
    translations.take_stock(fresh=Settled.REVIEWED)
    desk.force_login(editor)

    everything = desk.get("/admin/reports/report/").content.decode()
    found = {
        value: list(desk.get("/admin/reports/report/", {"translation": value}).context["cl"].result_list)
        for value in ("to-do", "draft", "complete", "no such")
    }

    assert "English: 1 to translate, 14 words" in everything
    assert found["to-do"] == [outdated.report]
    assert found["draft"] == []
    assert found["complete"] == [done]


def test_list_of_cities_counts_all_that_is_a_city_s(desk, editor, outdated):
    desk.force_login(editor)

    page = desk.get("/admin/cities/city/")
    found = desk.get("/admin/cities/city/", {"translation": "to-do"})

    assert "English: 1 to translate, 14 words" in page.content.decode()
    assert list(found.context["cl"].result_list) == [outdated.report.city]


def test_who_came_from_the_work_list_goes_back_to_it_after_saving(desk, translator_into_english, outdated):
    desk.force_login(translator_into_english)
    address = f"{page_of(outdated.report)}?work_list=language%3Den%26page%3D2"
    data = fields_of(desk.get(address), "report_form")

    answer = desk.post(address, data)

    assert answer.headers["Location"] == f"{WORK}?language=en&page=2"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_both_languages_render(desk, editor, outdated, language):
    desk.force_login(editor)
    wanted = {"accept-language": language}

    pages = [desk.get(address, headers=wanted) for address in (WORK, page_of(outdated.report), "/admin/")]

    assert [page.status_code for page in pages] == [200] * 3
    assert all(f'lang="{language}"' in page.content.decode() for page in pages)


def test_translation_for_the_sheet_is_stored_as_a_draft(translator_into_english, outdated):
    (work,) = to_translate(translator_into_english)
    assert (work.record, work.old_source, work.source, work.target, work.state) == (
        outdated,
        CHINESE,
        outdated.text_zh_hans,
        ENGLISH,
        "out-of-date",
    )

    translations.store(
        work.record, work.row.field, ENGLISH.replace("90", "92"), against=work.source_digest, by=translator_into_english
    )

    outdated.refresh_from_db()
    assert (outdated.text_en, row_of(outdated).state) == (ENGLISH.replace("90", "92"), "draft")


def test_translation_of_a_source_that_moved_is_not_stored(translator_into_english, outdated):
    with pytest.raises(translations.Refused, match="The source has changed since the translation was made"):
        translations.store(
            outdated, "text", "<p>Mine</p>", against=row_of(outdated).source_digest, by=translator_into_english
        )

    outdated.refresh_from_db()
    assert outdated.text_en == ENGLISH


def test_translation_into_a_language_that_is_not_theirs_is_not_stored(translator_into_chinese, outdated):
    with pytest.raises(PermissionDenied):
        translations.store(
            outdated, "text", "<p>Mine</p>", against=row_of(outdated).current_digest, by=translator_into_chinese
        )

    assert to_translate(translator_into_chinese) == []
