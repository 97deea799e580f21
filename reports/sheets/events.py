from collections import defaultdict
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.models import City
from cities.sheets.names import CITY
from reports.models import Event, Initiative
from uccn.access.rows import visible
from uccn.languages.codes import both
from uccn.sheets.columns import Column, Integer, Many, PartialDate, pair
from uccn.sheets.importing.edits import new_record
from uccn.sheets.importing.matching import KeyMatcher
from uccn.sheets.registry import register

from .parts import PartResource, item_column, report_column
from .wholes import PartOf, in_order

# What tells the initiative, which these columns say together.
PLACE = ("report", "item", "part_of")


class InitiativeNumber(PartOf):
    """An initiative by its number as printed. Under which item of which report, and of which whole, the row tells."""

    explained = gettext_lazy("the number of the initiative as printed")

    @cached_property
    def linked(self):
        """Those that the rows of a chunk name."""
        return {}

    def stored(self, record, attribute):
        return record.initiative


class EventMatcher(KeyMatcher):
    """Finds events by their initiatives and positions."""

    def __init__(self, resource, *, is_locking=False):
        super().__init__(resource, is_locking=is_locking)
        self.columns = [resource.fields["initiative"], resource.fields["position"]]

    def prepare(self, readings):
        self.find_initiatives([reading for reading in readings if {"report", "item"} <= reading.values.keys()])
        super().prepare(readings)

    def key_of(self, reading):
        return super().key_of(reading) if isinstance(reading.values.get("initiative"), Initiative) else None

    def find_initiatives(self, readings):
        reports = {reading.values["report"].pk for reading in readings}
        items = {reading.values["item"].pk for reading in readings}
        rows = Initiative.objects.filter(report__in=reports, item__in=items).order_by()
        if self.resource.user:
            rows = visible(rows, self.resource.user)
        kind = self.resource.fields["initiative"].kind
        found = defaultdict(list)
        for pk, *place, whole, number in rows.values_list("pk", "report_id", "item_id", "parent__label", "label"):
            found[*place, kind.number.tidied(whole), kind.number.tidied(number)].append(pk)
        kind.linked.clear()
        for reading in readings:
            self.find_initiative(reading, found, kind.linked)

    def find_initiative(self, reading, found, linked):
        values = reading.values
        number = values.get("initiative", "")
        numbers = found[values["report"].pk, values["item"].pk, values.get("part_of", ""), number]
        if len(numbers) == 1:
            values["initiative"] = linked.setdefault(numbers[0], an_initiative(numbers[0], number, values))
        elif numbers:
            reading.refuse(_("several initiatives of this item have this number"), "initiative")
        else:
            reading.refuse(_("this item has no initiative “%(number)s”") % {"number": number}, "initiative")


def an_initiative(pk, number, values):
    initiative = new_record(Initiative)
    initiative.pk, initiative.label = pk, number
    initiative.report, initiative.item = values["report"], values["item"]
    return initiative


@register
class EventResource(PartResource):
    """A row is one dated line in the calendar of an initiative, known by its position there."""

    name = "events"
    expected = gettext_lazy(
        "the report (such as jingdezhen-2018), the number of the form item, that of the initiative, and the position"
    )
    identified_by = ((*PLACE, "initiative", "position"), ("report", "item", "initiative", "position"))
    told_apart_by = ("on", *both("text"))
    required = ("on",)
    related = ()

    report = report_column("initiative__report")
    item = item_column("initiative__item")
    part_of = Column("initiative__parent", "所属举措", "Part of", PartOf(), also="隶属|上级举措|parent|whole")
    initiative = Column("initiative", "举措序号", "Initiative", InitiativeNumber(), also="举措|序号|label", is_key=True)
    position = Column("position", "次序", "Position", Integer(), also="顺序|order", is_key=True)
    on = Column("on", "日期", "Date", PartialDate(), also="时间|on|when")
    text_zh_hans, text_en = pair("text", "活动", "Event", also="内容|事项", also_english="text")
    note_zh_hans, note_en = pair("note", "备注", "Note", also="说明")
    cities = Column("cities", "提及的城市", "Cities named", Many(City, **CITY), also="涉及城市|城市|cities")

    class Meta:
        model = Event

    @cached_property
    def main_columns(self):
        return [column for column in super().main_columns if column.key not in PLACE]

    def exportable(self):
        return super().exportable().order_by(*in_order("initiative__"), "on", "position", "pk")

    def of_listed(self, queryset):
        """The events of the initiatives that a list shows."""
        initiatives = queryset.order_by().values("pk")
        return self.exportable().filter(initiative__in=initiatives)

    def matcher(self, *, is_locking=False):
        return EventMatcher(self, is_locking=is_locking)

    def key_of(self, row):
        return row.name if self.record_of(row) else None

    def edits(self, reading, match, row):
        if match.record is None and not reading.values.keys() & set(both("text")):
            row.refuse(_("a new row needs this"), "text_zh_hans")
        return super().edits(reading, match, row)
