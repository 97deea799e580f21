"""A paragraph copied into a second item in one language, while the other language says two different things."""

from collections import defaultdict

from django.utils.translation import gettext as _

from reports.models.dismissal import FlagKind
from uccn.languages.codes import CHINESE, ENGLISH, LANGUAGES, other
from uccn.languages.names import name_of

from .flag import digest, flag_on

# Shorter ones repeat for good reason: "None.", a name, a heading.
FEWEST_CHARACTERS = {CHINESE: 15, ENGLISH: 40}


def paragraphs_copied(texts):
    for language in LANGUAGES:
        for writing, earlier, paragraph in copies(texts, language):
            if repeats_in(other(language), writing, earlier):
                continue
            words = _("“%(start)s…” stands in %(language)s under %(place)s too; the other language differs.")
            place = earlier.item.number if earlier.item else str(earlier.row)
            words %= {"start": paragraph[:30], "language": name_of(language), "place": place}
            yield flag_on(writing, FlagKind.SAME_TEXT, words, digest(paragraph), language=language)


def copies(texts, language):
    """Each paragraph that stands in an earlier text as well, with both texts."""
    seen = {}
    for writing in texts:
        for paragraph in paragraphs(writing, language):
            earlier = seen.setdefault(meaning(paragraph), writing)
            if earlier is not writing:
                yield writing, earlier, paragraph


def repeats_in(language, writing, earlier):
    """Whether the texts share a paragraph in that language too, or one of them has nothing there."""
    if not (writing.words[language] and earlier.words[language]):
        return True
    said = defaultdict(int)
    for each in (writing, earlier):
        for line in {meaning(line) for line in each.words[language].splitlines()}:
            said[line] += 1
    return 2 in said.values()


def meaning(paragraph):
    return "".join(paragraph.split()).casefold()


def paragraphs(writing, language):
    lines = writing.words[language].splitlines()
    return [line for line in lines if len(line) >= FEWEST_CHARACTERS[language]]
