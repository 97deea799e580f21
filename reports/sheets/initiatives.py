from django.utils.translation import gettext_lazy as _

from cities.models import City
from cities.sheets.names import CITY
from reports.models import Goal, Initiative
from reports.models.initiative import Outcome
from uccn.sheets.columns import Choice, Column, Integer, Line, Many, PartialDate, RichText, Text, pair
from uccn.sheets.registry import register

from .following import FollowedUp
from .parts import PartResource, item_column, report_column
from .wholes import InitiativeMatcher, PartOf, in_order

GOAL = {"code": "number", "names": ["name_zh_hans", "name_en"]}


@register
class InitiativeResource(PartResource):
    """A row is one initiative of a report, or a part of one, known by its number as printed."""

    name = "initiatives"
    expected = _("the report (such as jingdezhen-2018), the number of the form item and the number as printed")
    identified_by = (("report", "item", "part_of", "label"), ("report", "item", "label"))
    told_apart_by = ("position", "title_zh_hans", "title_en")
    related = ("report", "item", "parent")

    report = report_column()
    item = item_column()
    part_of = Column("parent", "所属举措", "Part of", PartOf(), also="隶属|上级举措|parent|whole", is_key=True)
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
    follows_up = Column("follows_up", "承接", "Follows up", FollowedUp(), also="承接自|承接举措|follow-up of")
    outcome = Column("outcome", "进展", "What became of it", Choice(Outcome), also="进展情况|outcome")
    outcome_reason_zh_hans, outcome_reason_en = pair(
        "outcome_reason", "原因", "Because", Text, also="进展原因", also_english="reason"
    )

    class Meta:
        model = Initiative

    def exportable(self):
        return super().exportable().order_by(*in_order())

    def matcher(self, *, is_locking=False):
        self.initiatives = InitiativeMatcher(self, is_locking=is_locking)
        return self.initiatives

    def edits(self, reading, match, row):
        edits, cleared = super().edits(reading, match, row)
        if match.record is None:
            self.initiatives.adds(edits[0].record, row.line)
        return edits, cleared

    def settle(self, rows):
        self.initiatives.settle(rows)
