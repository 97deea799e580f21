"""How what the database holds is spelled in the cells of an export, so that it is understood when it comes back."""

import re

from django.utils.translation import override

from uccn.sheets.values import BadValue, clean_line, is_clear_marker

# Only texts that begin so can be taken for a marker or an error.
SUSPICIOUS = re.compile(r"\s*[#清(（\[［【]")
# Nobody sees it, and cleaning a cell takes it away.
GUARD = "\u2060"


def guarded(text):
    """A text that says 清空 or #REF! is no marker and no error: an invisible character before it says so."""
    if not text or not SUSPICIOUS.match(text):
        return text
    return f"{GUARD}{text}" if is_taken_for_something_else(text) else text


def is_taken_for_something_else(text):
    try:
        clean_line(text)
    except BadValue:
        return True
    return is_clear_marker(text)


def in_each(languages, words):
    """What `words` gives in each of the languages, said once if it is the same."""
    said = []
    for language in languages:
        with override(language):
            said.append(words())
    return " ".join(dict.fromkeys(filter(None, said)))


class Spellings(dict):
    """By what the database holds, a name in the languages that are asked for; the code where no name is understood.

    show: a value in words, in the language then active. code: the value without doubt. read: what a cell is taken for.
    value_of: the value for what the database holds, None if it has no name here.
    """

    def __init__(self, languages, *, show, code, read, value_of=None, divider=None):
        super().__init__({None: None, "": None})
        self.languages = languages
        self.show, self.code, self.read = show, code, read
        self.value_of = value_of or (lambda stored: stored)
        self.divider = divider

    def __missing__(self, stored):
        value = self.value_of(stored)
        self[stored] = None if value is None else self.spelled(value)
        return self[stored]

    def spelled(self, value):
        known = (name for name in self.names(value) if self.is_understood(name, value))
        return next(known, None) or self.code(value)

    def names(self, value):
        for languages in (self.languages, *([language] for language in self.languages)):
            yield in_each(languages, lambda: self.show(value))

    def is_understood(self, name, value):
        if not name or (self.divider and self.divider.search(name)):
            return False
        try:
            return self.read(name) == value
        except BadValue:
            return False
