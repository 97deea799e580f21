"""Deadlines proposed from the year of designation, and what was set by hand left alone."""

import pytest

from reports import deadlines
from reports.models import Deadline
from tests.cast import allowed
from tests.factories import a_city, a_designation, a_field
from tests.forms import messages_of


def rounds():
    return list(Deadline.objects.order_by("city", "round").values_list("round", flat=True))


@pytest.mark.parametrize(
    ("since", "years"),
    [("2014-12", [2018, 2022, 2026]), ("2017", [2021, 2025, 2029]), ("2022", [2026]), ("2023", [2027])],
)
def test_a_report_is_due_every_four_years_up_to_the_next_one(db, since, years):
    city = a_designation(since=since).city

    deadlines.propose([city], year=2026)

    assert rounds() == years


def test_a_deadline_proposed_is_a_year_and_not_confirmed(db):
    city = a_designation(since="2022").city

    [deadline] = deadlines.propose([city], year=2026)

    assert (str(deadline.due_on), deadline.is_confirmed) == ("2026", False)


def test_deadlines_that_are_there_stay_as_they_are(db):
    city = a_designation(since="2014").city
    Deadline.objects.create(city=city, round=2018, due_on="2018-11-30", is_confirmed=True)

    added = deadlines.propose([city], year=2020)

    assert [deadline.round for deadline in added] == [2022]
    assert str(Deadline.objects.get(round=2018).due_on) == "2018-11-30"


def test_ended_and_disputed_designations_owe_no_report(db):
    lyon = a_city("lyon")
    a_designation(lyon, field=a_field("media-arts"), since="2008", until="2023")
    harbin = a_city("harbin")
    a_designation(harbin, since="2010", standing="disputed")

    assert deadlines.propose([lyon, harbin], year=2026) == []


def test_proposing_asks_three_queries_for_1_and_for_30_cities(db, django_assert_num_queries):
    one = [a_designation().city]
    many = [a_designation().city for number in range(30)]

    with django_assert_num_queries(3):
        deadlines.propose(one, year=2026)
    with django_assert_num_queries(3):
        deadlines.propose(many, year=2026)


def propose_on_the_desk(client, *cities):
    data = {"action": "propose_deadlines", "_selected_action": [city.pk for city in cities]}
    return client.post("/admin/cities/city/", data, headers={"accept-language": "en"}, follow=True)


def test_deadlines_are_proposed_for_the_cities_chosen_in_the_list(client, superuser):
    chosen, other = a_designation(since="2099").city, a_designation(since="2099").city
    client.force_login(superuser)

    first = propose_on_the_desk(client, chosen)
    second = propose_on_the_desk(client, chosen)

    assert messages_of(first) == ["1 deadline is proposed."]
    assert messages_of(second) == ["Every deadline that can be proposed for these cities is there already."]
    assert list(Deadline.objects.values_list("city", "round")) == [(chosen.pk, 2103)]
    assert other.deadlines.count() == 0


def test_those_who_may_not_add_deadlines_cannot_propose_them(client, bystander):
    city = a_designation().city
    bystander.user_permissions.add(*allowed("view_city", "change_city"))
    client.force_login(bystander)

    propose_on_the_desk(client, city)

    assert Deadline.objects.count() == 0
