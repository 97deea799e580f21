from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import translation
from django.utils.formats import date_format

from cities.models import Designation
from tests.factories import a_designation
from uccn.dates.fields import PartialDateField
from uccn.dates.partial import NotADate, PartialDate
from uccn.dates.words import BEIJING, in_words, moment_in_words, span_in_words


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2018", "2018"),
        ("2018年", "2018"),
        ("２０１８", "2018"),
        ("2018-11", "2018-11"),
        ("2018年11月", "2018-11"),
        ("2018/1", "2018-01"),
        (" 2018 年 1 月 2 日 ", "2018-01-02"),
        ("2018.11.22", "2018-11-22"),
    ],
)
def test_dates_are_read_as_people_write_them(text, iso):
    assert str(PartialDate.parse(text)) == iso


@pytest.mark.parametrize(
    ("text", "reason"),
    [("soon", "form"), ("18", "form"), ("2018-13", "month"), ("2018-02-30", "day"), ("03/04/2014", "form")],
)
def test_what_is_no_date_is_refused_with_its_reason(text, reason):
    with pytest.raises(NotADate) as refused:
        PartialDate.parse(text)

    assert refused.value.reason == reason


def test_dates_sort_from_the_vague_to_the_exact():
    dates = [PartialDate.parse(text) for text in ("2018-11-22", "2019", "2018", "2018-11")]

    assert [str(date) for date in sorted(dates)] == ["2018", "2018-11", "2018-11-22", "2019"]


@pytest.mark.parametrize(
    ("start", "end", "chinese", "english"),
    [
        ("2018", None, "2018年", "2018"),
        ("2018-11", None, "2018年11月", "November 2018"),
        ("2018-11-02", None, "2018年11月2日", "2 November 2018"),
        ("2018-10-27", "2018-10-28", "2018年10月27日至28日", "27–28 October 2018"),
        ("2018-10-27", "2018-11-02", "2018年10月27日至11月2日", "27 October – 2 November 2018"),
        ("2018-03", "2018-05", "2018年3月至5月", "March – May 2018"),
        ("2017-12", "2018-01", "2017年12月至2018年1月", "December 2017 – January 2018"),
        ("2013", "2017", "2013年至2017年", "2013–2017"),
        ("2018", "2018-05", "2018年至2018年5月", "2018 – May 2018"),
    ],
)
def test_spans_say_the_shared_part_once(start, end, chinese, english):
    start, end = PartialDate.parse(start), end and PartialDate.parse(end)

    assert span_in_words(start, end, "zh-hans") == chinese
    assert span_in_words(start, end, "en") == english


def test_words_say_no_more_than_is_known():
    assert in_words(PartialDate.parse("2014-12"), "en") == "December 2014"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_django_writes_dates_as_the_rest_of_the_site_does(language):
    moment = datetime(2026, 11, 2, 14, 3, tzinfo=BEIJING)

    with translation.override(language):
        day, minute = date_format(moment, "DATE_FORMAT"), date_format(moment, "DATETIME_FORMAT")

    assert day == in_words(PartialDate(2026, 11, 2), language)
    assert moment_in_words(moment, language).startswith(minute)


def test_field_refuses_a_thirteenth_month_in_words():
    with pytest.raises(ValidationError) as refused, translation.override("en"):
        PartialDateField().clean("2018-13", None)

    assert refused.value.messages == ["“2018-13” is not a date: there is no month 13."]


def test_field_comes_back_from_the_database_as_it_went(db):
    designation = a_designation(since="2014年12月")

    designation.refresh_from_db()

    assert designation.since == PartialDate(2014, 12)
    assert designation.since_year == 2014
    assert Designation.objects.filter(since="2014-12").count() == 1


@pytest.mark.parametrize("wrong", ["2018-13", "2018-11-32", "18", "soon", "2018-1"])
def test_database_itself_refuses_what_is_no_date(db, wrong):
    designation = a_designation()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cities_designation SET since = %s WHERE id = %s", [wrong, designation.pk])

    designation.refresh_from_db()
    assert str(designation.since) == "2014"
