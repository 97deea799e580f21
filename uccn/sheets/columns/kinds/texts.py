"""Kinds of texts: a line, a key, an address, marked-up text."""

import re
import unicodedata
from html import unescape

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from uccn.sheets import values
from uccn.sheets.columns.spelling import guarded
from uccn.sheets.values import BadValue
from uccn.texts.html import paragraphs, plain, sanitise

from .kind import Kind

SLUG = re.compile(r"[-a-z0-9_]+")
WEB = re.compile(r"https?://[^\s/$.?#][^\s]*", re.I)
HOST = re.compile(r"(www\.)[^\s]+|[\w-]+(\.[\w-]+)+(/[^\s]*)?", re.I)
LOOKS_LIKE_MARKUP = re.compile(r"</?(p|h3|h4|ul|ol|li|strong|em|br|a|table|blockquote)\b[^>]*>", re.I)
PARAGRAPHS = re.compile(r"(?:<p>[^<]+</p>)+")


class Line(Kind):
    """A text on one line."""

    def clean(self, value, row=None, **kwargs):
        return self.measured(values.clean_line(value).text)


class Text(Kind):
    """A text, its lines kept."""

    def clean(self, value, row=None, **kwargs):
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


def is_unmarked(markup):
    return not LOOKS_LIKE_MARKUP.search(re.sub(r"</?p>", "", markup))


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
