from reports.document.rows import Rows
from reports.flags import Flag, flags
from tests.factories import a_report, an_initiative, an_item


def test_more_initiatives_than_the_form_asks_for_are_flagged(db):
    report = a_report()
    item = an_item("6.1", form=report.form, kind="initiatives", max_items=3)
    for number in range(4):
        an_initiative(report, item, label=str(number))

    assert flags(Rows.load(report)) == [Flag("6.1", "6.1 holds 4 initiatives; the form asks for 3 at most.")]


def test_as_many_initiatives_as_the_form_asks_for_raise_no_flag(db):
    report = a_report()
    item = an_item("6.1", form=report.form, kind="initiatives", max_items=3)
    whole = [an_initiative(report, item, label=str(number)) for number in range(3)]
    an_initiative(report, item, label="a", parent=whole[0])

    assert flags(Rows.load(report)) == []
