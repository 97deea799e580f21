"""What the cells of a column hold. A kind is a widget of import-export that speaks in the words of `values`.

`clean` gives the value of a cell, or raises BadValue. `render` gives the value as it goes into a sheet, in the language
then active. `plain` is the value as the commands print it and the records of an import keep it. `speller` gives a
function from what the database holds to what an exported cell shows.
"""

import re
import unicodedata
from functools import cached_property
from html import unescape

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from uccn.sheets import values
from uccn.sheets.values import BadValue
from uccn.texts.html import plain, sanitise

from .names import names_in_both, sides_of
from .spelling import Spellings, guarded, in_each

SLUG = re.compile(r"[-a-z0-9_]+")
WEB = re.compile(r"https?://[^\s/$.?#][^\s]*", re.I)
HOST = re.compile(r"(www\.)[^\s]+|[\w-]+(\.[\w-]+)+(/[^\s]*)?", re.I)
LOOKS_LIKE_MARKUP = re.compile(r"</?(p|h3|h4|ul|ol|li|strong|em|br|a|table|blockquote)\b[^>]*>", re.I)
PARAGRAPHS = re.compile(r"(?:<p>[^<]+</p>)+")
DIVIDED = re.compile(r"[,，;；/\s]+")


def is_plain_already(cell):
    """Whether nothing in the text needs cleaning: most cells of most sheets."""
    return isinstance(cell, str) and cell.isprintable() and unicodedata.is_normalized("NFC", cell)


class Kind(Widget):
    """What all kinds share."""

    # What an emptied field holds.
    empty = ""
    choices = ()
    is_long = False
    is_many = False

    def __init__(self, *, most=None):
        super().__init__()
        self.most = most

    def measured(self, text):
        if self.most and len(text) > self.most:
            raise BadValue("too_long", count=len(text), most=self.most)
        return text

    def render(self, value, obj=None, **kwargs):
        return value

    def path(self, attribute):
        """The lookup of what `speller` takes."""
        return attribute

    def speller(self, languages):
        return guarded

    def plain(self, value):
        return value

    def show(self, value):
        """The value in words, for people."""
        return "" if value is None else str(value)

    def stored(self, record, attribute):
        return getattr(record, attribute)

    def differs(self, stored, value):
        return (stored or "") != value and self.tidied(stored) != value

    def tidied(self, stored):
        """What is stored as a sheet would bring it back: one that only tidies a text changes nothing."""
        try:
            return self.clean(guarded(stored)) if stored else ""
        except BadValue:
            return stored

    def take_limits(self, field):
        """Learn from the model's field what the database would refuse."""
        self.most = self.most or getattr(field, "max_length", None)

    def take_user(self, user):
        """Learn who brings the sheet: only what they may see can be named in it."""


class Line(Kind):
    """A text on one line."""

    def clean(self, value, row=None, **kwargs):
        if is_plain_already(value) and not value.startswith("#") and "  " not in value:
            return self.measured(value.strip())
        return self.measured(values.clean_line(value).text)


class Text(Kind):
    """A text, its lines kept."""

    def clean(self, value, row=None, **kwargs):
        if is_plain_already(value) and not value.startswith("#"):
            return self.measured(value.strip())
        return self.measured(values.clean(value).text)


class Key(Kind):
    """Our own name for a record, as it stands in addresses."""

    def clean(self, value, row=None, **kwargs):
        text = unicodedata.normalize("NFKC", values.clean_line(value).text).casefold()
        if not SLUG.fullmatch(text):
            raise BadValue("not_a_key", text=text)
        return self.measured(text)


class RichText(Kind):
    """Marked-up text: markup is cleaned, and plain text becomes paragraphs."""

    is_long = True

    def clean(self, value, row=None, **kwargs):
        text = values.clean(value).text
        return sanitise(text if LOOKS_LIKE_MARKUP.search(text) else paragraphs(text))

    def differs(self, stored, value):
        # The same words in other markup came from a sheet that cannot hold markup.
        return super().differs(stored, value) and not (is_unmarked(value) and plain(stored or "") == plain(value))

    def speller(self, languages):
        return as_lines

    def show(self, value):
        return plain(value or "")


def as_lines(markup):
    """Marked-up text that is nothing but paragraphs as lines, if these would come back as it is; else the markup."""
    if markup and PARAGRAPHS.fullmatch(markup):
        text = unescape(markup[3:-4].replace("</p><p>", "\n"))
        is_certain = all(line.isprintable() and line == line.strip() for line in text.split("\n"))
        if is_certain and not LOOKS_LIKE_MARKUP.search(text) and paragraphs(text) == markup:
            return guarded(text)
    return markup


def paragraphs(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"<p>{line}</p>" for line in escaped.split("\n") if line.strip())


def is_unmarked(markup):
    return not LOOKS_LIKE_MARKUP.search(re.sub(r"</?p>", "", markup))


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

    def take_limits(self, field):
        self.digits, self.places = field.max_digits, field.decimal_places


class YesNo(Kind):
    empty = False

    def clean(self, value, row=None, **kwargs):
        return values.boolean(value)

    def speller(self, languages):
        return {True: in_each(languages, lambda: _("yes")), False: in_each(languages, lambda: _("no"))}.get

    def differs(self, stored, value):
        return stored != value


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

    plain = render

    def speller(self, languages):
        return self.render

    def differs(self, stored, value):
        return stored is None or not str(stored).startswith(str(value))


class Choice(Kind):
    """One of few values, by code or by its name in either language."""

    def __init__(self, choices, *, also=None):
        super().__init__()
        self.enumeration = choices
        self.also = also or {}

    @property
    def choices(self):
        return [str(label) for _, label in self.pairs]

    @property
    def pairs(self):
        return getattr(self.enumeration, "choices", self.enumeration)

    @cached_property
    def known(self):
        return names_in_both(self.pairs, self.also)

    def clean(self, value, row=None, **kwargs):
        text = values.clean_line(value).text
        found = {self.known[side] for side in sides_of(text) if side in self.known}
        if len(found) != 1:
            raise BadValue("not_a_choice", text=text, choices=", ".join(self.choices))
        return found.pop()

    def render(self, value, obj=None, **kwargs):
        return self.show(value)

    def speller(self, languages):
        return Spellings(languages, show=self.show, code=str, read=self.clean).__getitem__

    def show(self, value):
        return str(dict(self.pairs).get(value, value or ""))


class Address(Kind):
    """A web address."""

    def clean(self, value, row=None, **kwargs):
        text = values.clean_line(value).text
        if HOST.fullmatch(text):
            text = f"https://{text}"
        if not WEB.fullmatch(text):
            raise BadValue("not_an_address", text=text)
        return self.measured(text)


class Email(Kind):
    def clean(self, value, row=None, **kwargs):
        text = values.clean_line(value).text
        try:
            validate_email(text)
        except ValidationError:
            raise BadValue("not_an_email", text=text) from None
        return self.measured(text)


class Filling(Kind):
    """The kind of a column whose cells hold the values of several others: `clean` gives one value for each, or None."""


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
