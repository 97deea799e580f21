"""When cities owe a report: every four years after the year of designation, as a proposal the office may move."""

from cities.models import Designation
from uccn.dates.partial import PartialDate

from .models import Deadline

YEARS_BETWEEN_REPORTS = 4


def propose(cities, *, year):
    """Add the deadlines each member city lacks, up to its next one, seen from the year. Returns the new ones.

    Rows that are there already stay as they are, moved or confirmed as they may be.
    """
    known = set(Deadline.objects.filter(city__in=cities).values_list("city", "round"))
    rounds = {
        (city, due)
        for city, since in Designation.objects.in_force().filter(city__in=cities).values_list("city", "since_year")
        for due in due_years(since, year)
    }
    return Deadline.objects.bulk_create(
        Deadline(city_id=city, round=due, due_on=PartialDate(due)) for city, due in sorted(rounds - known)
    )


def due_years(since, year):
    """2018, 2022 and 2026 for a city designated in 2014, seen from 2023."""
    due = since + YEARS_BETWEEN_REPORTS
    years = [due]
    while due < year:
        due += YEARS_BETWEEN_REPORTS
        years.append(due)
    return years
