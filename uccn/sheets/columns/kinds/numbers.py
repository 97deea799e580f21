import decimal

from django.db import models

from uccn.sheets import values
from uccn.sheets.values import BadValue

from .kind import Kind


class Number(Kind):
    empty = None

    def __init__(self, *, least=None, greatest=None):
        super().__init__()
        self.least = least
        self.greatest = greatest

    def within(self, number):
        if self.least is not None and not self.least <= number <= self.greatest:
            raise BadValue("out_of_range", text=str(number), least=self.least, most=self.greatest)
        return number

    def speller(self, languages):
        return None

    def differs(self, stored, value):
        return stored != value

    def take_limits(self, field):
        if isinstance(field, models.PositiveSmallIntegerField) and self.least is None:
            self.least, self.greatest = 0, 32767


class Year(Number):
    def clean(self, value, row=None, **kwargs):
        return self.within(values.year(value))


class Integer(Number):
    def clean(self, value, row=None, **kwargs):
        return self.within(values.integer(value))


class Decimal(Number):
    digits = places = None

    def clean(self, value, row=None, **kwargs):
        number = self.within(values.decimal(value))
        if self.places is not None:
            whole = number.quantize(type(number)(1).scaleb(-self.places))
            if whole.adjusted() >= self.digits - self.places:
                raise BadValue("number_too_long", text=str(number))
            return whole
        return number

    def plain(self, value):
        return None if value is None else str(value)

    packed = plain

    def unpacked(self, packed):
        return decimal.Decimal(packed)

    def take_limits(self, field):
        self.digits, self.places = field.max_digits, field.decimal_places
