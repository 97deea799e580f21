from babel.numbers import format_decimal
from django import template
from django.utils.translation import get_language

from uccn.languages.codes import TAGS

register = template.Library()

ROMAN = {10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}


@register.filter
def number(value):
    """The figure in full with its digits in groups of three, as Chinese statistics print them too."""
    return format_decimal(value, locale=TAGS[get_language()].replace("-", "_"), decimal_quantization=False)


@register.filter
def signed(value):
    """A change with its sign: +8.5, −3."""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{number(abs(value))}"


@register.filter
def degrees(value):
    """A latitude or longitude without its sign, to about a kilometre."""
    return f"{abs(value):.2f}"


@register.filter
def roman(value):
    numeral = ""
    for step, letters in ROMAN.items():
        while value >= step:
            numeral, value = numeral + letters, value - step
    return numeral
