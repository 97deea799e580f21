"""Whatever is exported and brought back changes nothing."""

from itertools import islice

import pytest

from cities.models import Alias, Contact, SteeringTerm
from tests.factories import a_city, a_country, a_designation, a_field
from tests.uccn.sheets.journeys import AWKWARD, expect_no_change, texts

pytestmark = pytest.mark.django_db

COUNT = len(AWKWARD) + 15


def test_cities_exported_and_imported_change_nothing(tmp_path):
    design, film = a_field("design"), a_field("film")
    said = texts(1)
    for number, text in enumerate(islice(texts(2), COUNT)):
        # The place in the file keeps names apart that only differ in what nobody sees.
        city = a_city(
            f"city-{number}",
            name_zh_hans=f"城{number} {text}",
            name_en=f"Town {number}",
            website="https://example.org/a",
        )
        first = a_designation(city, field=design, since="2014-12", until="2018", source_zh_hans=text)
        first.note_en, first.note_zh_hans = next(said), text
        first.save()
        Alias.objects.create(city=city, name=f"{number} {text}")
        a_designation(city, field=film, since="2014")
    a_designation(city, field=design, since="2020-10-31")
    a_city("without-title", latitude="29.268783", longitude="117.178443", summary_zh_hans="<p>甲</p><p>乙 &amp; 丙</p>")
    a_city("marked-up", summary_zh_hans="<p>=1+1</p>", summary_en="<p>x <strong>y</strong></p><ul><li>z</li></ul>")

    expect_no_change(tmp_path, "cities", rows=2 * COUNT + 3)


def test_cities_of_one_name_exported_and_imported_stay_two(tmp_path):
    for code in ("ES", "NI"):
        a_designation(a_city(f"granada-{code.lower()}", name_en="Granada", country=a_country(code)))

    expect_no_change(tmp_path, "cities", rows=2)


def test_steering_exported_and_imported_changes_nothing(tmp_path):
    for number, text in enumerate(islice(texts(3), COUNT)):
        SteeringTerm.objects.create(
            field=a_field("design"),
            role="coordinator",
            city=a_city(f"city-{number}"),
            since=2000 + number % 30,
            source_zh_hans=text,
            source_en=text,
        )

    expect_no_change(tmp_path, "steering", rows=COUNT)


def test_contacts_exported_and_imported_change_nothing(tmp_path):
    city = a_city("jingdezhen")
    for number, text in enumerate(islice(texts(4), COUNT)):
        Contact.objects.create(
            city=city,
            role="focal-point",
            person=f"{number} {text}",
            office_zh_hans=text,
            office_en=text,
            postcode=text[:20],
            phone=text,
            note=text,
            email="a@example.org",
        )

    expect_no_change(tmp_path, "contacts", rows=COUNT)
