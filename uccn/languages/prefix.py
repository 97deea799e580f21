from django.urls import URLResolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import get_language

from .codes import ENGLISH, PREFIXES


class ShortPrefixPattern(LocalePrefixPattern):
    """Addresses begin with /zh/ and /en/, whatever longer code Django keeps for the language."""

    @property
    def language_prefix(self):
        return PREFIXES.get(get_language(), PREFIXES[ENGLISH]) + "/"


def bilingual(*patterns):
    return [URLResolver(ShortPrefixPattern(), list(patterns))]
