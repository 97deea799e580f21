"""Counts of the register: growth by year, members by field, by continent and by country.

A city counts once, from its first designation in force; disputed designations count nowhere.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, groupby

from django.db.models import Count, Min, Q

from uccn.languages.codes import column

from .models import City, Country, CreativeField, Designation
from .models.designation import Standing


@dataclass(frozen=True)
class Year:
    year: int
    joined: int
    total: int


def growth():
    """Years in which cities joined, in order, with the running total."""
    first_years = (
        Designation.objects.counted().order_by().values("city").annotate(year=Min("since_year")).values_list("year")
    )
    joined = sorted(Counter(year for (year,) in first_years).items())
    totals = accumulate(number for year, number in joined)
    return [Year(year, number, total) for (year, number), total in zip(joined, totals, strict=True)]


def by_year_joined(cities):
    """[(year, cities)]: members under the year each joined, within it in the order they come in."""
    ordered = sorted(cities, key=year_joined)
    return [(year, list(group)) for year, group in groupby(ordered, key=year_joined)]


def year_joined(city):
    return min(d.since_year for d in city.designations.all() if d.standing == Standing.MEMBER)


def by_field(year=None):
    """Fields with `members`: cities that hold the title at the end of the year, or today."""
    in_force = Designation.objects.in_force(year)
    return fields_known(year).annotate(
        members=Count("designations__city", filter=Q(designations__in=in_force), distinct=True)
    )


def fields_known(year=None):
    """The fields the network had in the year; Architecture came in 2025."""
    return CreativeField.objects.all() if year is None else CreativeField.objects.filter(since__lte=year)


def joined_by_field(year):
    """Fields with `members`: cities whose first designation is of that year."""
    newcomers = Designation.objects.counted().filter(
        since_year=year,
        city__in=City.objects.annotate(first=Min("designations__since_year")).filter(first=year),
    )
    return fields_known(year).annotate(
        members=Count("designations__city", filter=Q(designations__in=newcomers), distinct=True)
    )


def by_country(language, year=None):
    """Countries with members, most first, with `members`; equals by pinyin in Chinese, by alphabet in English."""
    in_force = Designation.objects.in_force(year)
    return (
        Country.objects.annotate(
            members=Count("cities", filter=Q(cities__designations__in=in_force), distinct=True),
        )
        .filter(members__gt=0)
        .order_by("-members", column("sort_key", language))
    )


def by_continent(countries):
    """[(continent, members)] of countries that carry `members`, most first."""
    sums = Counter()
    for country in countries:
        sums[country.get_continent_display()] += country.members
    return sums.most_common()
