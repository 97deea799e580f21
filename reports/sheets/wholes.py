"""Initiatives that are parts of others: how a cell names the whole, and which record it is."""

from itertools import chain

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.models import Initiative
from uccn.sheets.columns.kinds import Kind, Line
from uccn.sheets.importing.edits import new_record
from uccn.sheets.importing.matching import KeyMatcher

from .following import Followed


def in_order(path=""):
    """The order of initiatives as they are read, every whole before its parts."""
    return (
        f"{path}report",
        f"{path}item__position",
        Coalesce(f"{path}parent__position", f"{path}position"),
        Coalesce(f"{path}parent", f"{path}pk"),
        F(f"{path}parent").asc(nulls_first=True),
        f"{path}position",
        f"{path}pk",
    )


class PartOf(Kind):
    """The first-level initiative that a row is part of, by its number as printed. Blank: it is of the first level."""

    explained = gettext_lazy("the number of the first-level initiative; blank for one of the first level")
    number = Line(most=Initiative._meta.get_field("label").max_length)

    def clean(self, value, row=None, **kwargs):
        return self.number.clean(value)

    def path(self, attribute):
        return f"{attribute}__label"

    def stored(self, record, attribute):
        return record.parent

    def differs(self, stored, value):
        # It is part of the key: what is part of another one is another initiative.
        return False

    def plain(self, value):
        return getattr(value, "label", value)

    packed = plain

    def show(self, value):
        return self.plain(value) or ""

    def key_part(self, whole):
        return self.number.tidied(whole.label) if whole else ""


class InitiativeMatcher(KeyMatcher):
    """Finds initiatives, and what new ones are part of: stored ones, or those that an earlier row of the file adds."""

    # By the constraints of the model: what else is told apart by the key has no number or no whole.
    tells_apart = (("report", "item", "label"), ("parent", "label"))

    def __init__(self, resource, *, is_locking=False):
        super().__init__(resource, is_locking=is_locking)
        # Of the rows of a chunk, by key, wholes that are new; by line, the line of the whole that a row needs.
        self.wholes, self.needed = {}, {}
        # The lines of wrong rows: they add nothing.
        self.wrong = set()
        self.followed = Followed(resource)

    def prepare(self, readings):
        self.wholes, self.needed = {}, {}
        super().prepare(readings)
        self.followed.prepare(readings, [*self.found.values(), *chain(*self.several.values())], self.untidy)

    def wanted(self, keys):
        reports, items, wholes, labels = map(set, zip(*keys, strict=True))
        return Q(report__in=reports, item__in=items, label__in=labels | (wholes - {""}))

    def is_nameless(self, key):
        *_rest, label = key
        return not label

    def stored_part(self, record, column):
        if column.key == "part_of":
            return column.kind.key_part(record.parent)
        return super().stored_part(record, column)

    def match(self, reading):
        match = super().match(reading)
        if "part_of" in reading.values and match.record is None and not match.problem:
            report, item, number, _label = self.keys[reading.line]
            self.find_whole(reading, (report, item, "", number))
        if "follows_up" in reading.values and not match.problem:
            self.followed.settle(reading, match.record)
        return match

    def find_whole(self, reading, key):
        whole = self.found.get(key) or self.wholes.get(key) or self.promised(reading, key)
        if key in self.several:
            reading.refuse(_("several first-level initiatives of this item have this number"), "part_of")
        elif whole is None:
            words = _("this item has no first-level initiative “%(number)s”, and no line above adds one")
            reading.refuse(words % {"number": key[-1]}, "part_of")
        else:
            reading.values["part_of"] = whole
            if whole.pk is None:
                self.needed[reading.line] = self.lines[hash(key)]

    def promised(self, reading, key):
        """In place of a new one of an earlier chunk, which a preview does not write."""
        if hash(key) not in self.lines:
            return None
        whole = new_record(Initiative)
        whole.report, whole.item = reading.values["report"], reading.values["item"]
        whole.label = key[-1]
        self.wholes[key] = whole
        return whole

    def adds(self, record, line):
        """A new initiative, which later rows may be part of."""
        self.wholes[self.keys[line]] = record

    def settle(self, rows):
        """Refuse the parts of what a wrong row would have added."""
        for row in rows:
            line = self.needed.get(row.line)
            if line in self.wrong:
                row.refuse(_("line %(line)s, which would add it, is wrong") % {"line": line}, "part_of")
            if row.problems:
                self.wrong.add(row.line)
