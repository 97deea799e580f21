"""The rows of a report, read with one query, are what the ORM would have read."""

import pytest

from reports.document.rows import Rows
from reports.models import Attendance, Budget, Event, Figure, Indicator, Initiative
from tests.factories import a_city, a_meeting, a_report, an_answer, an_initiative, an_item


@pytest.fixture
def report(db):
    return a_report()


def columns(record):
    return {
        field.attname: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if field.attname not in record.get_deferred_fields()
    }


def test_columns_of_every_kind_come_back_as_they_were_saved(report):
    item = an_item("4", form=report.form)
    Indicator.objects.create(report=report, item=item, name_en="Income", value="12345678901234.56", change="8.5")
    Budget.objects.create(report=report, item=item, amount="10000000", currency="CNY", is_approximate=True)
    Figure.objects.create(report=report, item=item, caption_zh_hans="“图”\n一", is_decorative=False)

    rows = Rows.load(report)

    for model, found in {Indicator: rows.indicators, Budget: rows.budgets, Figure: rows.figures}.items():
        saved = model.objects.get()
        read = found[item.pk][0]
        assert columns(read) == {name: value for name, value in columns(saved).items() if name in columns(read)}
        assert all(type(value) is type(columns(saved)[name]) for name, value in columns(read).items())


def test_what_stands_under_an_initiative_stands_in_its_order(report):
    item = an_item("4", form=report.form, kind="initiatives")
    whole = an_initiative(report, item, label="A.", position=2)
    first = an_initiative(report, item, label="B.", position=1)
    part = an_initiative(report, item, label="(1)", parent=whole, position=3)
    whole.partner_cities.set([a_city("zwolle", sort_key_en="zwolle"), a_city("aachen", sort_key_en="aachen")])
    late = Event.objects.create(initiative=whole, on="2018-05", text_en="Closing")
    early = Event.objects.create(initiative=whole, on="2018", text_en="Opening")
    early.cities.add(a_city("delft"))

    found = Rows.load(report).initiatives[item.pk]

    assert found == [first, whole, part]
    assert found[2].parent is found[1]
    assert list(found[1].partner_cities.all()) == list(Initiative.objects.get(pk=whole.pk).partner_cities.all())
    assert list(found[1].events.all()) == [early, late]
    assert [city.slug for city in found[1].events.all()[0].cities.all()] == ["delft"]
    assert list(found[0].events.all()) == []


def test_rows_of_another_report_are_left_out(report):
    item = an_item("4", form=report.form, kind="initiatives")
    foreign = a_report(form=report.form)
    an_initiative(foreign, item, label="A.").partner_cities.add(a_city())
    an_answer(foreign, item)
    Attendance.objects.create(report=foreign, meeting=a_meeting())

    rows = Rows.load(report)

    assert (rows.initiatives, rows.answers, rows.attendances) == ({}, {}, [])


def test_what_an_initiative_follows_up_names_its_report(report, django_assert_num_queries):
    item = an_item("4", form=report.form, kind="initiatives")
    promise = an_initiative(a_report("earlier", city=report.city, due_year=2014), item, title_en="Plan")
    an_initiative(report, item, follows_up=promise, outcome="continued")

    with django_assert_num_queries(3):
        row = Rows.load(report).initiatives[item.pk][0]
        said = (row.follows_up.report.slug, row.follows_up.title_en)

    assert said == ("earlier", "Plan")
