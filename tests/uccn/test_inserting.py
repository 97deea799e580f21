"""Rows written in large statements, on either database."""

from contextlib import suppress

import pytest
from django.db import DataError, transaction

from cities.models import Alias, City
from tests.factories import a_country
from uccn.inserting import insert, insert_records
from uccn.sheets.importing.edits import new_record
from uccn.sheets.models import FileShape

pytestmark = pytest.mark.django_db


NAMES = ["resource", "digest", "columns"]


def test_rows_get_their_numbers_in_their_order():
    digests = [f"digest {number}" for number in range(9_000)]

    numbers = insert(FileShape, NAMES, (("cities", digest, "{}") for digest in digests), returning=True)

    assert list(FileShape.objects.order_by("pk").values_list("pk", "digest")) == list(
        zip(numbers, digests, strict=True)
    )


def test_a_row_that_is_there_takes_the_new_values():
    insert(FileShape, NAMES, [("cities", "1", "{}"), ("cities", "2", "{}")])
    insert(FileShape, NAMES, [("cities", "2", '{"0": "slug"}')], unique=NAMES[:2])

    assert list(FileShape.objects.order_by("digest").values_list("columns", flat=True)) == [{}, {"0": "slug"}]


def test_records_are_written_as_one_by_one(django_assert_num_queries):
    country = a_country()
    records = [a_record(country, number) for number in range(100)]
    names = [Alias(city=city, name="Łódź") for city in records]

    with django_assert_num_queries(2):
        insert_records(City, records)
        insert_records(Alias, names)

    one = a_record(country, 100)
    one.save()
    columns = [each.attname for each in City._meta.concrete_fields if not each.primary_key]
    ours, theirs = (City.objects.filter(pk=each.pk).values(*columns).get() for each in (records[-1], one))
    assert {name: str(ours[name]).replace("99", "100") for name in columns} == {
        name: str(theirs[name]) for name in columns
    }
    assert ours["summary_zh_hans"] == "<p>一</p>"
    assert [each.city_id for each in names] == [each.pk for each in records]


def a_record(country, number):
    city = new_record(City)
    city.slug, city.country, city.name_zh_hans, city.name_en = (
        f"town-{number}",
        country,
        f"城{number}",
        f"Łódź {number}",
    )
    city.summary_zh_hans, city.summary_en, city.website = "<p onclick='x()'>一</p>", "", ""
    return city


def test_a_text_too_long_for_its_column_is_refused_or_stored_whole_and_never_cut():
    long = "x" * 1_000

    # PostgreSQL refuses it; SQLite knows no longest text.
    with suppress(DataError), transaction.atomic():
        insert(FileShape, NAMES, [(long, "1", "{}")])

    assert not FileShape.objects.exclude(resource=long).exists()
