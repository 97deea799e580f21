"""Which column a heading means. Case, width, blanks, punctuation and script count for nothing."""

import hashlib
import re
from functools import cache

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from uccn.languages.codes import LANGUAGES
from uccn.languages.folding import fold
from uccn.sheets.values.bilingual import HANZI

IN_BRACKETS = re.compile(r"[（(【\[][^()（）【】\[\]]*[)）】\]]")


def normal(heading):
    return fold(heading).replace(" ", "")


class Headings:
    """All headings of a resource's columns."""

    def __init__(self, columns):
        self.keys = {}
        for column in columns:
            for form in column.forms:
                self.keys.setdefault(normal(form), set()).add(column.key)

    def find(self, heading):
        """The keys of the columns that the heading may mean: none, one, or several between which somebody must choose.

        A heading in both languages is known when both its sides are; what stands in brackets only when needed.
        """
        return self.whole(heading) or self.sides(heading) or self.without_brackets(heading)

    def whole(self, heading):
        return self.keys.get(normal(heading), set())

    def sides(self, heading):
        chinese = self.whole("".join(character if HANZI.match(character) else " " for character in heading))
        latin = self.whole(HANZI.sub(" ", heading))
        return (chinese & latin) or (chinese | latin if chinese and latin else set())

    def without_brackets(self, heading):
        bare = IN_BRACKETS.sub(" ", heading)
        return self.whole(bare) or self.sides(bare) if bare != heading else set()

    def knows(self, heading):
        return bool(self.find(heading))


# Over the column that the desk puts beside the rows of a file to say what is wrong with them.
PROBLEM = _("Problem")


def names_problems(heading):
    return normal(heading) in names_of_problems()


@cache
def names_of_problems():
    names = set()
    for language in LANGUAGES:
        with override(language):
            names.add(normal(str(PROBLEM)))
    return names


def without_problems(header):
    """The headings of the file as it was before the desk named the problems in it."""
    return header[:-1] if header and names_problems(header[-1]) else header


def shape_of(header):
    """A digest of a sheet's headings: files with the same ones are understood in the same way."""
    return hashlib.sha256("\n".join(map(normal, without_problems(header))).encode()).hexdigest()
