"""Kinds of which there are few values."""

from functools import cached_property

from django.utils.translation import gettext as _

from uccn.languages.lists import listed
from uccn.sheets import values
from uccn.sheets.columns.names import names_in_both, sides_of
from uccn.sheets.columns.spelling import Spellings, in_each
from uccn.sheets.values import BadValue

from .kind import Kind


class YesNo(Kind):
    empty = False

    def clean(self, value, row=None, **kwargs):
        return values.boolean(value)

    def speller(self, languages):
        return {True: in_each(languages, lambda: _("yes")), False: in_each(languages, lambda: _("no"))}.get

    def differs(self, stored, value):
        return stored != value


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
            raise BadValue("not_a_choice", text=text, choices=listed(self.choices))
        return found.pop()

    def render(self, value, obj=None, **kwargs):
        return self.show(value)

    def speller(self, languages):
        return Spellings(languages, show=self.show, code=str, read=self.clean).__getitem__

    def show(self, value):
        return str(dict(self.pairs).get(value, value or ""))
