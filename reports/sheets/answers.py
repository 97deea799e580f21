from django.utils.translation import gettext_lazy as _

from reports.models import Answer
from reports.models.answer import AnswerState
from reports.models.form import ItemKind
from uccn.sheets.columns import Choice, Column, RichText, Text, pair
from uccn.sheets.registry import register

from .parts import PartResource, item_column, report_column


@register
class AnswerResource(PartResource):
    """A row is what a report says under one item of its form."""

    name = "answers"
    expected = _("the report (such as jingdezhen-2018) and the number of the form item")
    identified_by = (("report", "item"),)

    report = report_column()
    item = item_column(example="3.2")
    state = Column("state", "状态", "State", Choice(AnswerState), example="answered")
    text_zh_hans, text_en = pair(
        "text",
        "内容",
        "Text",
        RichText,
        also="正文|答复",
        also_english="answer",
        examples=("本市在这几年没有承办年会。", "The city hosted no annual meeting in these years."),
    )
    note_zh_hans, note_en = pair("note", "编者注", "Editor’s note", Text)

    class Meta:
        model = Answer

    def exportable(self):
        # Contacts are kept in the register, and nothing of them leaves by this door.
        return super().exportable().exclude(item__kind=ItemKind.CONTACTS)

    def of_listed(self, queryset):
        """The answers of the reports that a list shows."""
        reports = queryset.order_by().values("pk")
        return self.exportable().filter(report__in=reports).order_by("report__slug", "item__position")
