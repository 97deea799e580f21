"""The state of a translation follows the texts: who changed which side, and whether it says something else now."""

from io import StringIO

import pytest
from django.core.management import call_command

from cities.models import City
from reports.models import Event
from tests.factories import a_city, a_report, a_user, an_answer, an_initiative, an_item
from uccn.languages import translations
from uccn.languages.models import Settled, Translation
from uccn.languages.translations.pairs import columns_of

CHINESE = "<p>2018年，全市陶瓷产业产值达900亿元。</p>"
ENGLISH = "<p>In 2018 the ceramics of the city were worth 90 billion yuan.</p>"


@pytest.fixture
def somebody(db):
    return a_user()


@pytest.fixture
def city(somebody):
    """Chinese is the source of the register; its English is reviewed."""
    city = a_city(
        "jingdezhen", name_zh_hans="景德镇", name_en="Jingdezhen", summary_zh_hans=CHINESE, summary_en=ENGLISH
    )
    translations.take_stock(by=somebody, fresh=Settled.REVIEWED)
    return city


def change(record, by, **texts):
    """As a form does: write the record, then tell what its texts were."""
    before = {name: getattr(record, name) for name in columns_of(type(record))}
    for name, text in texts.items():
        setattr(record, name, text)
    record.save()
    translations.keep(record, before, by=by)


def row_of(record, field="summary"):
    return Translation.objects.get(content_type__model=record._meta.model_name, object_id=record.pk, field=field)


def state_of(record, field="summary"):
    return row_of(record, field).state


def test_saving_an_unchanged_record_asks_and_writes_nothing(city, somebody, django_assert_num_queries):
    before = {name: getattr(city, name) for name in columns_of(City)}

    with django_assert_num_queries(0):
        translations.keep(city, before, by=somebody)

    assert state_of(city) == "reviewed"


@pytest.mark.parametrize(
    "looks",
    [
        "<p>2018年, 全市陶瓷产业产值达900亿元.</p>",
        "<p>２０１８年，全市 陶瓷产业 产值达９００亿元。</p>",
        "<h3>2018年，</h3><p>全市陶瓷产业产值达<strong>900亿元</strong>。</p>",
    ],
    ids=["punctuation", "width and blanks", "markup"],
)
def test_a_change_of_looks_raises_no_alarm_on_either_side(city, somebody, looks):
    change(city, somebody, summary_zh_hans=looks)
    assert state_of(city) == "reviewed"

    change(city, somebody, summary_en=ENGLISH.replace(" were", ", were").replace(".", " ."))
    assert state_of(city) == "reviewed"


def test_a_changed_number_in_the_source_makes_the_translation_out_of_date(city, somebody):
    change(city, somebody, summary_zh_hans=CHINESE.replace("900", "920"))

    row = row_of(city)
    assert (row.language, row.state, row.settled, row.source_text) == ("en", "out-of-date", "reviewed", CHINESE)


def test_a_source_put_back_as_it_was_is_no_alarm_any_more(city, somebody):
    change(city, somebody, summary_zh_hans=CHINESE.replace("900", "920"))
    change(city, somebody, summary_zh_hans=CHINESE)

    assert state_of(city) == "reviewed"


def test_both_changed_at_once_is_a_draft_made_against_the_new_source(city, somebody):
    change(city, somebody, summary_zh_hans=CHINESE.replace("900", "920"), summary_en=ENGLISH.replace("90", "92"))

    row = row_of(city)
    assert (row.state, row.source_text) == ("draft", CHINESE.replace("900", "920"))


def test_a_translation_written_after_the_source_changed_is_a_draft(city, somebody):
    change(city, somebody, summary_zh_hans=CHINESE.replace("900", "920"))
    change(city, somebody, summary_en=ENGLISH.replace("90", "92"))

    assert state_of(city) == "draft"


def test_a_translation_taken_away_is_missing(city, somebody):
    change(city, somebody, summary_en="")

    row = row_of(city)
    assert (row.state, row.source_digest, row.source_text) == ("missing", "", "")


def test_a_text_in_neither_language_needs_no_row(city, somebody):
    change(city, somebody, summary_zh_hans="", summary_en="<p>—</p>")

    assert not Translation.objects.filter(field="summary").exists()


def test_a_new_record_with_both_texts_is_a_draft(somebody):
    city = a_city("ghent", name_zh_hans="根特", name_en="Ghent")

    translations.keep(city, None, by=somebody)

    row = row_of(city, "name")
    assert (row.language, row.state, row.by, row.words, row.city) == ("en", "draft", somebody, 2, city.pk)
    assert not Translation.objects.filter(field="summary").exists()


def test_a_text_in_english_only_wants_chinese_and_keeps_that_way_round(somebody):
    city = a_city("ghent", name_zh_hans="", name_en="Ghent")
    translations.keep(city, None, by=somebody)
    assert (row_of(city, "name").language, row_of(city, "name").state) == ("zh-hans", "missing")

    change(city, somebody, name_zh_hans="根特")

    assert (row_of(city, "name").language, row_of(city, "name").state) == ("zh-hans", "draft")


def test_what_no_row_knew_of_counts_against_the_source_before_the_change(somebody):
    city = a_city("ghent", name_zh_hans="根特", name_en="Ghent")

    change(city, somebody, name_zh_hans="布鲁日")

    assert (state_of(city, "name"), row_of(city, "name").source_text) == ("out-of-date", "根特")


def test_a_report_and_what_stands_in_it_is_translated_from_the_language_the_city_wrote_in(somebody):
    report = a_report(original_language="en", responsible_entity_en="Bureau")
    initiative = an_initiative(report, an_item("4", form=report.form, kind="initiatives"))
    event = Event.objects.create(initiative=initiative, on="2015", text_en="Opening")
    answer = an_answer(report)

    translations.take_stock()

    rows = [row_of(report, "title"), row_of(answer, "text"), row_of(event, "text")]
    assert [row.language for row in rows] == ["zh-hans"] * 3
    assert {(row.whole_type.model, row.whole_id, row.city) for row in rows} == {("report", report.pk, report.city_id)}


def test_another_original_language_turns_everything_in_the_report_round(somebody):
    report = a_report(original_language="en")
    answer = an_answer(report)
    translations.take_stock(fresh=Settled.REVIEWED)

    report.original_language = "zh-hans"
    report.save()
    translations.keep(report, {"original_language": "en"}, by=somebody)

    assert [(row.language, row.state) for row in (row_of(report, "title"), row_of(answer, "text"))] == [
        ("en", "reviewed")
    ] * 2


def test_a_report_moved_to_another_city_takes_its_rows_along(somebody):
    report, other = a_report(), a_city()
    answer = an_answer(report)
    translations.take_stock()
    was, report.city = report.city_id, other
    report.save()

    translations.keep(report, {"city": was}, by=somebody)

    assert {row_of(report, "title").city, row_of(answer, "text").city} == {other.pk}


def test_many_records_are_kept_in_a_handful_of_queries(somebody, django_assert_num_queries):
    cities = [a_city() for _ in range(30)]

    translations.keep(a_city(), None, by=somebody)
    with django_assert_num_queries(1):
        translations.keep_many([(cities[0], None)], by=somebody)
    with django_assert_num_queries(1):
        translations.keep_many([(city, None) for city in cities[1:]], by=somebody)

    assert Translation.objects.count() == 31


def test_what_was_said_is_given_back_in_a_handful_of_queries(somebody, django_assert_num_queries):
    cities = [a_city(summary_zh_hans=CHINESE, summary_en=ENGLISH) for _ in range(3)]
    translations.take_stock(by=somebody, fresh=Settled.REVIEWED)

    def rewrite(some, text, **options):
        changes = [(city, {"summary_en": city.summary_en}) for city in some]
        for city in some:
            city.summary_en = text
        return translations.keep_many(changes, by=None, **options)

    for some in (cities[:1], cities):
        with django_assert_num_queries(2):
            said = rewrite(some, "<p>In 2018 the city baked.</p>")
        assert {state_of(city) for city in some} == {"draft"}
        with django_assert_num_queries(3):
            rewrite(some, ENGLISH, again=[each for sayings in said.values() for each in sayings])
        assert {state_of(city) for city in some} == {"reviewed"}


def test_rows_of_deleted_records_go(city, somebody):
    other = a_city()
    translations.keep(other, None, by=somebody)
    city.delete()

    translations.forget_gone()

    rows = Translation.objects.filter(content_type__model="city")
    assert list(rows.values_list("object_id", flat=True)) == [other.pk]


def test_a_register_from_before_is_taken_stock_of_as_drafts(db):
    a_city("ghent", name_zh_hans="根特", name_en="Ghent")
    a_city("lyon", name_zh_hans="里昂", name_en="")

    call_command("prepare", stdout=StringIO())
    Translation.objects.filter(state="draft", content_type__model="city").update(settled="reviewed")
    call_command("prepare", stdout=StringIO())

    rows = Translation.objects.filter(content_type__model="city")
    assert list(rows.values_list("state", flat=True)) == ["reviewed", "missing"]
