from django.utils.translation import gettext_lazy as _

from cities.models import City
from cities.sheets.names import CITY
from reports.models import Goal, Initiative
from uccn.sheets.columns import Column, Integer, Line, Many, PartialDate, RichText, Text, pair
from uccn.sheets.registry import register

from .parts import PartResource, item_column, report_column

GOAL = {"code": "number", "names": ["name_zh_hans", "name_en"]}


@register
class InitiativeResource(PartResource):
    """A row is one initiative of a report, known by its number as printed."""

    name = "initiatives"
    expected = _("the report (such as jingdezhen-2018), the number of the form item and the number as printed")
    identified_by = (("report", "item", "label"),)

    report = report_column()
    item = item_column()
    label = Column("label", "序号", "Number as printed", Line(), also="原编号|label|no", is_key=True)
    position = Column("position", "次序", "Position", Integer(), also="顺序|order")
    title_zh_hans, title_en = pair("title", "标题", "Title", also="名称|举措名称", also_english="name|initiative")
    text_zh_hans, text_en = pair("text", "内容", "Text", RichText, also="正文|说明", also_english="description")
    starts_on = Column("starts_on", "开始日期", "Start", PartialDate(), also="起始|开始时间|start date|from")
    ends_on = Column("ends_on", "结束日期", "End", PartialDate(), also="终止|结束时间|end date|to")
    dates_as_written_zh_hans, dates_as_written_en = pair("dates_as_written", "日期原文", "Dates as written")
    place_zh_hans, place_en = pair("place", "地点", "Place")
    partner_cities = Column(
        "partner_cities", "合作城市", "Partner cities", Many(City, **CITY), also="伙伴城市|cooperating cities"
    )
    other_partners_zh_hans, other_partners_en = pair("other_partners", "其他伙伴", "Other partners", Text)
    goals = Column(
        "goals", "可持续发展目标", "Sustainable Development Goals", Many(Goal, **GOAL), also="sdg|sdgs|goals"
    )

    class Meta:
        model = Initiative

    def get_queryset(self):
        # A part of an initiative may bear the number of a whole one.
        return super().get_queryset().filter(parent__isnull=True)
