"""Whoever takes an import or a translators' sheet back gives back what was said of the translations as well."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import City
from reports import workflow
from reports.models import Answer, Report
from tests.cities.sheets.sheets import a_sheet, run
from tests.factories import a_city, a_designation, a_field, a_report, an_answer, an_item
from uccn.history.changes import Way, change
from uccn.languages import translations
from uccn.languages.models import Settled, Translation
from uccn.languages.translations.work import rows_for
from uccn.sheets.importing import planning
from uccn.sheets.importing.refusals import Refused
from uccn.sheets.importing.undoing import undone
from uccn.sheets.models import Batch
from uccn.sheets.translators.coming_in import receive
from uccn.texts.source_digest import source_digest

pytestmark = pytest.mark.django_db

THEN = datetime(2024, 5, 1, tzinfo=UTC)
NOW = THEN + timedelta(days=200)
SAID = ["language", "state", "settled", "source_digest", "source_text", "current_digest", "words", "by", "at"]


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.SHEETS_ROOT = tmp_path / "sheets"


@pytest.fixture
def report(editor):
    """Written in Chinese. The English of 1 is older than it, that of 2 reviewed, that of 3 not needed."""
    report = a_report("jingdezhen-2018", city=a_city("jingdezhen"), original_language="zh-hans", state="draft")
    for number, source, text in (("1", "产值900亿元", "Worth"), ("2", "陶瓷", "Ceramics"), ("3", "无", "")):
        an_answer(report, an_item(number, form=report.form), text_zh_hans=f"<p>{source}</p>", text_en=text)
    translations.take_stock(by=editor, at=THEN, fresh=Settled.REVIEWED)
    rewrite("1", text_zh_hans="<p>产值920亿元</p>")
    settle("3", Settled.NOT_NEEDED, by=editor)
    return report


def answer(number):
    return Answer.objects.get(item__number=number)


def rewrite(number, **texts):
    """As a form does."""
    record = answer(number)
    before = {name: getattr(record, name) for name in texts}
    with change(by=None, way=Way.FORM):
        for name, text in texts.items():
            setattr(record, name, text)
        record.save()
    translations.keep(record, before, by=None, at=NOW)


def settle(number, verdict, *, by, at=THEN):
    record = answer(number)
    translations.settle(record, "text", verdict, seen=source_digest(record.text_zh_hans), by=by, at=at)


def sheet(by, texts):
    """Brought back by a translator, with texts by the number of the answer."""
    stream = io.StringIO()
    rows = csv.writer(stream)
    rows.writerow(["Key", "New translation"])
    for number, text in texts.items():
        record = answer(number)
        rows.writerow([f"reports.answer/{record.pk}/text/{source_digest(record.text_zh_hans)}", text])
    received = receive(stream.getvalue().encode(), "a.csv", by=by, at=NOW)
    assert received.refused == []
    return received.batch


def imported(tmp_path, command, headings, *rows):
    found, refusal = run(tmp_path, a_sheet(*rows, headings=headings), command=command)
    assert refusal is None
    return Batch.objects.get(pk=found["batch"])


def taken_back(batch, **by):
    return undone(batch, at=NOW, **by).made


def ledger():
    rows = Translation.objects.order_by("content_type", "object_id", "field")
    return list(rows.values("content_type__model", "object_id", "field", *SAID))


def row_of(number):
    return Translation.objects.get(object_id=answer(number).pk, content_type__model="answer", field="text")


def test_translation_is_out_of_date_again_after_its_sheet_for_translators_and_for_readers(
    client, translator_into_english, publisher, report
):
    before = ledger()
    batch = sheet(translator_into_english, {"1": "Worth 92 billion", "2": "Porcelain", "3": "None"})
    assert {row_of(number).state for number in ("1", "2", "3")} == {"draft"}

    taken_back(batch, by=translator_into_english)
    Report.objects.update(state="approved")
    workflow.publish(Report.objects.get(), languages=["zh-hans", "en"], by=publisher)

    assert ledger() == before
    assert [row_of(number).state for number in ("1", "2", "3")] == ["out-of-date", "reviewed", "not-needed"]
    assert row_of("1") in rows_for(publisher).to_do()
    page = client.get("/en/reports/jingdezhen-2018/").content.decode()
    assert page.count('<p class="outdated">') == 1


@pytest.mark.parametrize("sources", [(None, None, None), ("<p>产值950亿元</p>", "<p>瓷器</p>", "<p>有</p>")])
def test_what_was_said_comes_back_with_what_an_import_changed_in_either_language(tmp_path, report, sources):
    before = ledger()
    texts = zip(("1", "2", "3"), sources, ("Worth more", "Porcelain", "Some"), strict=True)
    rows = [["jingdezhen-2018", *each] for each in texts]
    batch = imported(tmp_path, "import_answers", ["报告", "项目编号", "内容（中文）", "Text (English)"], *rows)
    after = ledger()

    undoing = taken_back(batch)

    assert after != before
    assert ledger() == before
    taken_back(undoing)
    assert ledger() == after


def test_source_and_translation_emptied_by_an_import_come_back_as_they_stood(tmp_path, report):
    before = ledger()
    headings = ["报告", "项目编号", "内容（中文）", "Text (English)"]
    rows = [["jingdezhen-2018", "1", "清空", None], ["jingdezhen-2018", "2", "清空", "清空"]]
    batch = imported(tmp_path, "import_answers", headings, *rows)
    assert row_of("1").language == "zh-hans"

    taken_back(batch)

    assert ledger() == before


def test_source_edited_since_leaves_what_comes_back_out_of_date(translator_into_english, editor, report):
    first = sheet(translator_into_english, {"2": "Porcelain"})
    second = sheet(translator_into_english, {"2": "Chinaware"})
    rewrite("2", text_zh_hans="<p>瓷器</p>")

    def stands(batch):
        undoing = taken_back(batch)
        row = row_of("2")
        assert (row.state, row.source_text) == ("out-of-date", "<p>陶瓷</p>")
        return undoing, (answer("2").text_en, row.settled, row.by, row.at)

    assert stands(second)[1] == ("<p>Porcelain</p>", "draft", translator_into_english, NOW)
    undoing, found = stands(first)
    assert found == ("Ceramics", "reviewed", editor, THEN)
    assert stands(undoing)[1] == ("<p>Porcelain</p>", "draft", translator_into_english, NOW)


def test_what_was_said_of_an_imported_text_comes_back_with_it(translator_into_english, publisher, report):
    before = ledger()
    batch = sheet(translator_into_english, {"1": "Worth 92 billion", "2": "Porcelain"})
    for number in ("1", "2"):
        settle(number, Settled.REVIEWED, by=publisher, at=NOW)
    reviewed = ledger()

    undoing = taken_back(batch)
    assert ledger() == before
    taken_back(undoing)

    assert ledger() == reviewed


def test_translation_written_anew_since_is_left_alone_with_its_state(tmp_path, translator_into_english, report):
    batch = sheet(translator_into_english, {"1": "Worth 92 billion", "2": "Porcelain"})
    rewrite("1", text_en="<p>Worth 92,000,000,000</p>")
    edited = row_of("1").at

    undoing = undone(batch, at=NOW)

    assert (undoing.reversed, len(undoing.kept)) == (1, 1)
    assert [(row.state, row.at) for row in map(row_of, ("1", "2"))] == [("draft", edited), ("reviewed", THEN)]


def test_source_that_comes_back_says_nothing_of_a_translation_written_since(tmp_path, report):
    headings = ["报告", "项目编号", "内容（中文）"]
    batch = imported(tmp_path, "import_answers", headings, ["jingdezhen-2018", "2", "清空"])
    rewrite("2", text_en="<p>Porcelain</p>")

    taken_back(batch)

    assert (row_of("2").settled, row_of("2").by) == ("draft", None)


def test_new_record_that_is_taken_away_comes_back_reviewed(tmp_path, editor, report):
    an_item("4", form=report.form)
    headings = ["报告", "项目编号", "内容（中文）", "Text (English)"]
    batch = imported(tmp_path, "import_answers", headings, ["jingdezhen-2018", "4", "新", "New"])
    settle("4", Settled.REVIEWED, by=editor)
    reviewed = ledger()

    undoing = taken_back(batch)
    taken_back(undoing)

    assert ledger() == reviewed


def test_report_turned_into_another_language_by_an_import_is_turned_back_as_it_stood(tmp_path, report):
    before = ledger()
    batch = imported(tmp_path, "import_reports", ["slug", "原文语言", "标题"], ["jingdezhen-2018", "英", "题目"])
    after = ledger()
    assert [(row.language, row.state) for row in map(row_of, ("1", "2"))] == [
        ("zh-hans", "draft"),
        ("zh-hans", "reviewed"),
    ]

    undoing = taken_back(batch)
    assert ledger() == before
    taken_back(undoing)

    assert ledger() == after


@pytest.mark.parametrize("is_turned", [True, False])
def test_translation_that_has_become_the_source_is_not_made_a_translation_again(
    translator_into_english, report, is_turned
):
    batch = sheet(translator_into_english, {"2": "Porcelain"})
    if is_turned:
        report.original_language = "en"
        report.save()
        translations.keep(report, {"original_language": "zh-hans"}, by=None)
    else:
        rewrite("2", text_zh_hans="<p>—</p>")

    taken_back(batch)

    assert (row_of("2").language, row_of("2").state) == ("zh-hans", "out-of-date")


@pytest.mark.parametrize("chunk", [1, 500])
def test_both_texts_of_a_city_from_two_rows_come_back_with_what_was_said_of_them(tmp_path, editor, monkeypatch, chunk):
    monkeypatch.setattr(planning, "CHUNK", chunk)
    city = a_city("jingdezhen", name_zh_hans="景德镇", name_en="Jingdezhen")
    for code, name, year in (("design", "设计", "2008"), ("music", "音乐", "2025")):
        a_designation(city, field=a_field(code, name_zh_hans=name), since=year)
    translations.take_stock(by=editor, at=THEN, fresh=Settled.REVIEWED)
    before = ledger()
    rows = [["jingdezhen", "景德镇市", None, "设计", "2008"], ["jingdezhen", None, "Fouliang", "音乐", "2025"]]
    batch = imported(tmp_path, "import_cities", ["slug", "name_zh_hans", "name_en", "领域", "年份"], *rows)
    assert City.objects.values_list("name_zh_hans", "name_en").get() == ("景德镇市", "Fouliang")
    after = ledger()

    undoing = taken_back(batch)

    assert City.objects.values_list("name_zh_hans", "name_en").get() == ("景德镇", "Jingdezhen")
    assert ledger() == before
    taken_back(undoing)
    assert City.objects.values_list("name_zh_hans", "name_en").get() == ("景德镇市", "Fouliang")
    assert ledger() == after


def test_nobody_is_named_who_is_gone(translator_into_english, editor, report):
    batch = sheet(translator_into_english, {"2": "Porcelain"})
    editor.delete()

    taken_back(batch)

    assert (row_of("2").state, row_of("2").by, row_of("2").at) == ("reviewed", None, THEN)


def test_p10_who_may_not_write_the_translation_unsays_nothing(translator_into_english, translator_into_chinese, report):
    batch = sheet(translator_into_english, {"1": "Worth 92 billion", "2": "Porcelain"})
    before = ledger()

    with pytest.raises(Refused):
        taken_back(batch, by=translator_into_chinese)

    assert ledger() == before


def test_what_is_kept_of_an_import_is_what_it_unsaid_and_no_more(tmp_path, translator_into_english, editor, report):
    an_item("4", form=report.form)
    headings = ["报告", "项目编号", "内容（中文）", "Text (English)"]
    rows = [["1", "产值950亿元", None], ["2", None, "Porcelain"], ["4", "新", "New"]]
    batch = imported(tmp_path, "import_answers", headings, *(["jingdezhen-2018", *each] for each in rows))

    # A source that changes unsays nothing; of a new record there was nothing to unsay.
    assert [row.said for row in batch.rows.all()] == [
        None,
        [
            {
                "model": "reports.answer",
                "object_id": answer("2").pk,
                "field": "text",
                "language": "en",
                "digest": source_digest("Ceramics"),
                "settled": "reviewed",
                "source_digest": source_digest("陶瓷"),
                "source_text": "<p>陶瓷</p>",
                "by_id": editor.pk,
                "at": "2024-05-01T00:00:00Z",
            }
        ],
        None,
    ]


def test_undoing_asks_the_database_the_same_for_three_texts_as_for_one(translator_into_english, report):
    def queries(*numbers):
        batch = sheet(translator_into_english, dict.fromkeys(numbers, "Anew"))
        with CaptureQueriesContext(connection) as captured:
            taken_back(batch)
        return len(captured)

    queries("1")
    assert queries("1") == queries("1", "2", "3") == 23
