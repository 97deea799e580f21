"""Kinds of columns whose cells hold the values of several others."""

import re

from uccn.sheets import values
from uccn.sheets.values import BadValue

from .kind import Filling

DIVIDED = re.compile(r"[,，;；/\s]+")


class BothLanguages(Filling):
    """A text in Chinese, in English, or first in one and then in the other: "深圳 Shenzhen"."""

    def clean(self, value, row=None, **kwargs):
        sides = values.bilingual(value)
        return (self.measured(sides.chinese) or None, self.measured(sides.latin) or None)

    def render(self, value, obj=None, **kwargs):
        return " ".join(filter(None, value))


class Position(Filling):
    """Latitude and longitude in one cell: "29.268783, 117.178443"."""

    def clean(self, value, row=None, **kwargs):
        text = values.clean_line(value).text
        parts = DIVIDED.split(text.strip("()（）"))
        try:
            latitude, longitude = (values.decimal(part) for part in parts)
        except ValueError:
            raise BadValue("not_a_position", text=text) from None
        return latitude, longitude
