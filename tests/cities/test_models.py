import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cities.models import Alias, City, Consent, Contact, Designation
from tests.factories import a_city, a_country, a_designation, a_field, a_user


def refused_by_form(record):
    with pytest.raises(ValidationError) as refused:
        record.full_clean()
    return refused.value.messages


def refused_by_database(record):
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()


def test_second_identical_designation_is_refused_in_words_and_by_the_database(db):
    first = a_designation(since="2014", until="2020")
    twin = Designation(city=first.city, field=first.field, since="2014", until="2021")

    assert refused_by_form(twin) == ["This city has a designation in this field from that date already."]
    refused_by_database(twin)


def test_city_holds_one_open_designation_in_a_field(db):
    first = a_designation(since="2014")
    twin = Designation(city=first.city, field=first.field, since="2015")

    assert refused_by_form(twin) == ["This city holds a designation in this field already; end that one first."]
    refused_by_database(twin)


def test_designation_cannot_end_before_it_began(db):
    wrong = Designation(city=a_city(), field=a_field(), since="2014-12", until="2013")

    assert refused_by_form(wrong) == ["A designation cannot end before it began."]
    refused_by_database(wrong)


def test_designation_may_end_in_the_year_it_began(db):
    assert a_designation(since="2014-12-01", until="2014").until_year == 2014


def test_city_that_changed_its_field_has_both(db):
    lyon = a_city("lyon")
    a_designation(lyon, field=a_field("media-arts"), since="2008", until="2023")
    a_designation(lyon, field=a_field("literature"), since="2023")

    assert [d.field.code for d in Designation.objects.in_force(2021)] == ["media-arts"]
    assert [d.field.code for d in Designation.objects.in_force(2023)] == ["literature"]
    assert [d.field.code for d in Designation.objects.in_force()] == ["literature"]


def test_disputed_designation_counts_nowhere(db):
    a_designation(since="2010", standing="disputed")

    assert Designation.objects.counted().count() == 0
    assert Designation.objects.in_force(2020).count() == 0
    assert City.objects.members().count() == 0


def test_two_cities_share_a_name_in_different_countries_only(db):
    a_city("granada", name_en="Granada", name_zh_hans="格拉纳达", country=a_country("ES"))
    a_city("granada-nicaragua", name_en="Granada", name_zh_hans="格拉纳达", country=a_country("NI"))
    twin = City(slug="granada-2", name_en="Granada", country=a_country("ES"))

    assert refused_by_form(twin) == ["The register has a city of this English name in this country already."]
    refused_by_database(twin)


def test_two_cities_may_still_lack_a_name_in_one_language(db):
    a_city("one", name_en="")
    a_city("two", name_en="")

    assert City.objects.filter(name_en="").count() == 2


@pytest.mark.parametrize(("latitude", "longitude"), [(1, None), (None, 1), (91, 0), (0, 181)])
def test_position_is_whole_and_on_the_globe(db, latitude, longitude):
    city = City(slug="x", name_en="X", name_zh_hans="某", country=a_country(), latitude=latitude, longitude=longitude)

    assert refused_by_form(city) != []
    refused_by_database(city)


@pytest.mark.parametrize("asked", ["Gand", "gand", "ＧＡＮＤ", "根特", "Ghent", "ghen"])
def test_city_is_found_by_any_of_its_names(db, asked):
    ghent = a_city("ghent", name_en="Ghent", name_zh_hans="根特")
    Alias.objects.create(city=ghent, name="Gand", language="fr", kind="exonym")
    a_city("other")

    assert list(City.objects.named(asked)) == [ghent]


def test_city_is_found_in_traditional_script(db):
    jingdezhen = a_city("jingdezhen", name_zh_hans="景德镇")

    assert list(City.objects.named("景德鎮")) == [jingdezhen]


def test_contact_is_public_only_while_a_consent_stands(db):
    contact = Contact.objects.create(city=a_city(), role="focal-point", person="Somebody")
    assert list(Contact.objects.public()) == []

    consent = Consent.objects.create(contact=contact, wording="Yes", given_on="2026-01-01", recorded_by=a_user("clerk"))
    assert list(Contact.objects.public()) == [contact]

    consent.withdrawn_on = "2026-02-01"
    consent.save()
    assert list(Contact.objects.public()) == []


def test_missing_language_is_not_filled_from_the_other_unsaid(db):
    city = a_city(name_en="", name_zh_hans="景德镇")

    assert city.name == ""
    assert str(city) == "景德镇"


@pytest.mark.parametrize("since", ["9999", "2003", "0001"])
def test_year_of_designation_must_be_one_of_the_network(db, since):
    wrong = Designation(city=a_city(), field=a_field(), since=since)

    assert refused_by_form(wrong) == [
        "The network began in 2004 and next year is the last one that can be meant. Look at the year again."
    ]
