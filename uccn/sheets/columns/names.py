"""Names by which things are known, folded so that case, width, accents and script count for nothing."""

from django.utils.translation import override

from uccn.languages.codes import LANGUAGES
from uccn.languages.folding import fold
from uccn.sheets.values import bilingual


def sides_of(text):
    """What to look up for a cell: all of it, or each side of one in both languages."""
    sides = bilingual(text)
    return [folded(text), *map(folded, sides)] if all(sides) else [folded(text)]


def folded(text):
    return fold(text.replace("&", " and "))


def names_in_both(pairs, also):
    """Folded names of choices, in both languages, with their codes."""
    known = {}
    for language in LANGUAGES:
        with override(language):
            known |= {folded(str(label)): code for code, label in pairs}
    known |= {folded(name): code for name, code in also.items()}
    return known | {folded(str(code)): code for code, _ in pairs}
