from uccn.dates import partial as dates
from uccn.sheets import values
from uccn.sheets.values import BadValue

from .kind import Kind


class PartialDate(Kind):
    """A date to the year, month or day. A coarser one that agrees with what is known says nothing new."""

    empty = None

    def clean(self, value, row=None, **kwargs):
        try:
            return values.partial_date(value)
        except BadValue as error:
            if error.code != "not_a_date":
                raise
        # "2017年度", and for the rest what is said of years.
        return values.partial_date(values.year(value))

    def render(self, value, obj=None, **kwargs):
        return None if value is None else str(value)

    plain = packed = render

    def unpacked(self, packed):
        return dates.PartialDate.parse(packed)

    def speller(self, languages):
        return self.render

    def differs(self, stored, value):
        return stored is None or not str(stored).startswith(str(value))
