from django import template
from django.utils import timezone
from django.utils.translation import get_language

from uccn.dates import words
from uccn.dates.partial import PartialDate
from uccn.dates.words import formatted, in_words, span_in_words

register = template.Library()

WITHIN_A_YEAR = {"zh-hans": {"month": "M月", "day": "M月d日"}, "en": {"month": "LLLL", "day": "d MMMM"}}


@register.filter
def date_in_words(date):
    return in_words(date, get_language()) if date else ""


@register.filter
def day_in_words(moment):
    """The day on which a moment falls here."""
    day = timezone.localdate(moment)
    return in_words(PartialDate(day.year, day.month, day.day), get_language())


@register.filter
def moment_in_words(moment):
    """The minute at which something happens, with the name of the time it is in."""
    return words.moment_in_words(moment, get_language())


@register.filter
def within_year(date):
    """The date below a heading that says the year: March, 14 March; nothing where only the year is known."""
    language = get_language()
    pattern = WITHIN_A_YEAR[language].get(date.precision)
    return formatted(date, pattern, language) if pattern else ""


@register.simple_tag
def span(start, end):
    """From start to end in words; either may be missing."""
    if start is None:
        return in_words(end, get_language()) if end else ""
    return span_in_words(start, end, get_language())
