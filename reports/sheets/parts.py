"""What the sheets of all parts of reports share: their report, and the item of the form that it uses."""

from functools import cached_property

from django.utils.translation import gettext as _

from reports.models import FormItem, Report
from uccn.access.columns import may_write_facts
from uccn.sheets.columns import Column, One
from uccn.sheets.columns.kinds import Kind
from uccn.sheets.resources import SheetResource, may_see
from uccn.sheets.values import clean_line

REPORT = {"code": "slug", "names": ["title_zh_hans", "title_en"]}


class ItemNumber(Kind):
    """An item of a form by its number. Which form, the row's report tells."""

    empty = None

    @cached_property
    def linked(self):
        return {item.pk: item for item in FormItem.objects.all()}

    @cached_property
    def by_number(self):
        return {(item.version_id, item.number): item for item in self.linked.values()}

    def clean(self, value, row=None, **kwargs):
        return clean_line(value).text.rstrip(".。．")

    def stored(self, record, attribute):
        return self.linked.get(record.item_id)

    def plain(self, value):
        return None if value is None else value.number

    def show(self, value):
        return "" if value is None else getattr(value, "number", value)

    def packed(self, value):
        return value.pk if isinstance(value, FormItem) else value

    def unpacked(self, packed):
        return self.linked[packed] if isinstance(packed, int) else packed

    def path(self, attribute):
        return f"{attribute}__number"

    def render(self, value, obj=None, **kwargs):
        return self.show(value)

    def differs(self, stored, value):
        return stored != value


class OfReport(One):
    """The report that a row is part of. Exports name it by its address name: a title may change meanwhile."""

    def show_one(self, record):
        return self.code_of(record)


def report_column(attribute="report"):
    also = "报告地址名|监测报告|report slug"
    kind = OfReport(Report, **REPORT)
    return Column(attribute, "报告", "Report", kind, also=also, is_key=True, example="jingdezhen-2018")


def item_column(attribute="item", example=""):
    also = "编号|条目|栏目|题号|number|item number|form item"
    return Column(attribute, "项目编号", "Item", ItemNumber(), also=also, is_key=True, example=example)


class PartResource(SheetResource):
    """Whoever may change reports may change what they consist of."""

    related = ("report", "item")

    @classmethod
    def may_export(cls, user):
        return may_see(user, Report)

    @classmethod
    def may_change(cls, user):
        return user.has_perm("reports.change_report")

    @classmethod
    def may_add(cls, user):
        return cls.may_change(user) and may_write_facts(user)

    def complete(self, reading):
        report, number = reading.values.get("report"), reading.values.get("item")
        if report is None or not isinstance(number, str):
            return
        item = self.fields["item"].kind.by_number.get((report.form_id, number))
        if item is None:
            reading.refuse(_("the form of this report has no item %(number)s") % {"number": number}, "item")
            del reading.values["item"]
        else:
            reading.values["item"] = item
