from django.utils.translation import gettext_lazy as _

from cities.models import AnnualMeeting
from reports.models import Attendance
from uccn.sheets.columns import Column, One, pair
from uccn.sheets.registry import register

from .parts import PartResource, report_column

MEETING = {"code": "slug", "names": ["place_zh_hans", "place_en", "year"]}


@register
class AttendanceResource(PartResource):
    """A row is one annual meeting that a report names."""

    name = "attendance"
    expected = _("the report (such as jingdezhen-2018) and the annual meeting")
    identified_by = (("report", "meeting"),)
    related = ("report",)

    report = report_column()
    meeting = Column(
        "meeting",
        "年会",
        "Annual meeting",
        One(AnnualMeeting, **MEETING),
        also="年度会议|会议|meeting",
        is_key=True,
        example="2015-kanazawa",
    )
    as_written_zh_hans, as_written_en = pair(
        "as_written", "原文写法", "As written", examples=("2015年5月，日本金泽", "Kanazawa, Japan in May 2015")
    )
    note_zh_hans, note_en = pair("note", "读者说明", "Note for readers")

    class Meta:
        model = Attendance
