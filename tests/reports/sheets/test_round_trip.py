"""Whatever is exported and brought back changes nothing."""

from itertools import islice

import pytest

from reports.models import Attendance, Goal
from tests.factories import (
    a_city,
    a_designation,
    a_field,
    a_form,
    a_meeting,
    a_report,
    an_answer,
    an_initiative,
    an_item,
)
from tests.uccn.sheets.journeys import AWKWARD, expect_no_change, texts

pytestmark = pytest.mark.django_db

COUNT = len(AWKWARD) + 15


def test_reports_exported_and_imported_change_nothing(tmp_path):
    city = a_city("jingdezhen")
    a_designation(city, field=a_field("crafts-and-folk-art"))
    for number, text in enumerate(islice(texts(5), COUNT)):
        a_report(
            f"report-{number}",
            city=city,
            due_year=2000 + number,
            title_zh_hans=text,
            title_en=text,
            responsible_entity_zh_hans=text,
            submitted_on="2017-11",
        )

    expect_no_change(tmp_path, "reports", rows=COUNT)


def test_answers_exported_and_imported_change_nothing(tmp_path):
    form = a_form()
    report = a_report("jingdezhen-2018", form=form)
    for number, text in enumerate(islice(texts(6), COUNT)):
        item = an_item(f"3.{number}", form=form)
        paragraph = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        an_answer(report, item, text_zh_hans=f"<p>{paragraph}</p>", text_en="<p>x <em>y</em></p>", note_en=text)

    expect_no_change(tmp_path, "answers", rows=COUNT)


def test_initiatives_exported_and_imported_change_nothing(tmp_path):
    form = a_form()
    report, item = a_report("jingdezhen-2018", form=form), an_item("4.1", form=form)
    goals = [Goal.objects.create(number=number, name_zh_hans="优质教育", name_en="Quality") for number in (4, 11)]
    cities = [a_city("washington", name_en="Washington, D.C."), a_city("saint", name_en="Saint; Étienne"), a_city("sz")]
    for number, text in enumerate(islice(texts(7), COUNT)):
        initiative = an_initiative(
            report,
            item,
            label=f"({number})",
            position=number,
            title_zh_hans=text,
            title_en=text,
            text_en=f"<p>{number}</p><p>=1+1</p>",
            starts_on="2015",
            ends_on="2016-03-01",
            place_en=text,
            other_partners_zh_hans=text,
        )
        initiative.goals.set(goals[: number % 3])
        initiative.partner_cities.set(cities[: number % 4])

    expect_no_change(tmp_path, "initiatives", rows=COUNT)


def test_attendance_exported_and_imported_changes_nothing(tmp_path):
    form = a_form()
    for number, text in enumerate(islice(texts(8), COUNT)):
        report = a_report(f"report-{number}", city=a_city(), form=form)
        meeting = a_meeting(f"{2000 + number}-kanazawa", year=2000 + number)
        Attendance.objects.create(
            report=report, meeting=meeting, as_written_zh_hans=text, as_written_en=text, note_zh_hans=text
        )

    expect_no_change(tmp_path, "attendance", rows=COUNT)
