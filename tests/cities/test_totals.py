from cities import totals
from tests.factories import a_city, a_country, a_designation, a_field


def test_growth_counts_each_city_once_from_its_first_year(db):
    lyon = a_city("lyon")
    a_designation(lyon, field=a_field("media-arts"), since="2008", until="2023")
    a_designation(lyon, field=a_field("literature"), since="2023")
    a_designation(since="2008-05")
    a_designation(since="2014")
    a_designation(since="2010", standing="disputed")

    assert [(y.year, y.joined, y.total) for y in totals.growth()] == [(2008, 2, 2), (2014, 1, 3)]


def test_fields_count_who_holds_the_title_then(db):
    lyon = a_city("lyon")
    a_designation(lyon, field=a_field("media-arts"), since="2008", until="2023")
    a_designation(lyon, field=a_field("literature"), since="2023")

    assert {f.code: f.members for f in totals.by_field(2021)} == {"media-arts": 1, "literature": 0}
    assert {f.code: f.members for f in totals.by_field()} == {"media-arts": 0, "literature": 1}


def test_newcomers_of_a_year_leave_out_who_only_changed_fields(db):
    lyon = a_city("lyon")
    a_designation(lyon, field=a_field("media-arts"), since="2008", until="2023")
    a_designation(lyon, field=a_field("literature"), since="2023")
    a_designation(field=a_field("literature"), since="2023-10-31")

    assert {f.code: f.members for f in totals.joined_by_field(2023)} == {"media-arts": 0, "literature": 1}


def test_countries_and_continents_rank_by_members(db):
    china, peru = a_country("CN", continent="asia"), a_country("PE", continent="south-america")
    a_designation(a_city(country=china))
    a_designation(a_city(country=china))
    a_designation(a_city(country=peru))
    a_city(country=a_country("FR"))

    countries = list(totals.by_country("en"))

    assert [(c.code, c.members) for c in countries] == [("CN", 2), ("PE", 1)]
    assert [(str(name), number) for name, number in totals.by_continent(countries)] == [
        ("Asia", 2),
        ("South America", 1),
    ]
