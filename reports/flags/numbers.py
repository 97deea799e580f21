"""Numbers that one language says and the other does not."""

from functools import lru_cache

from django.utils.translation import gettext as _

from reports.models.dismissal import FlagKind
from uccn.languages.codes import CHINESE, ENGLISH
from uccn.texts.numbers import disagreements

from .flag import digest, flag_on


def numbers_that_differ(texts):
    for writing in texts:
        chinese, english = writing.words[CHINESE], writing.words[ENGLISH]
        found = differing(chinese, english) if chinese and english else ()
        if found:
            words = _("Numbers differ: %(numbers)s.") % {"numbers": _("; ").join(map(in_words, found))}
            yield flag_on(writing, FlagKind.NUMBERS, words, digest(chinese, english))


# Reading every number of a long report takes a tenth of a second, and most texts are as they were last time.
@lru_cache(maxsize=2048)
def differing(chinese, english):
    return tuple(disagreements(chinese, english))


def in_words(disagreement):
    chinese, english = disagreement.chinese, disagreement.english
    if chinese and english:
        return _("%(chinese)s in Chinese, %(english)s in English") % {
            "chinese": chinese.written,
            "english": english.written,
        }
    if chinese:
        return _("%(number)s in Chinese only") % {"number": chinese.written}
    return _("%(number)s in English only") % {"number": english.written}
