"""Cities that a text calls by another name than the register does.

It says true things or nothing: what may be part of another word, a person's name or a short form is passed over.
"""

import re
from collections import defaultdict

from django.core.cache import cache
from django.utils.translation import gettext as _

from cities.models import Alias, City
from cities.models.city import AliasKind
from reports.models.dismissal import FlagKind
from uccn.languages.codes import CHINESE, ENGLISH, LANGUAGES

from .flag import digest, flag_on

HANZI = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
IN_HANZI = re.compile(rf"{HANZI}(?:{HANZI}|[·•-])+")
# Shorter ones are words and surnames: Solo, Roma, Cali.
IN_LATIN = re.compile(r"(?=[^\W\d_]{5}|\S+[ -])[A-ZÀ-ÞĀ-Ɏ][\w'’ .-]+")
# Where a name may begin: at each hanzi, at each word.
BEGINNINGS = {CHINESE: re.compile(rf"(?={HANZI}{{2}})"), ENGLISH: re.compile(r"(?<!\w)(?=[^\W\d_])")}
# The register is long and seldom changes; what is said of names is advice.
A_MINUTE = 60
OF_THE_PAST = {AliasKind.FORMER, AliasKind.NATIVE}


def city_names_unlike_the_register(rows, texts):
    known = {language: Names(language, own_city=rows.report.city_id) for language in LANGUAGES}
    cities, aliases = cache.get_or_set("names-of-cities", names_in_the_register, A_MINUTE)
    for names, column in ((known[CHINESE], 1), (known[ENGLISH], 2)):
        names.learn({city[0]: city[column] for city in cities if city[column]}, aliases)
    for writing in texts:
        # The city's own wording is a quotation.
        if writing.field == "as_written":
            continue
        for language in LANGUAGES:
            for written, usual in known[language].other_names_in(writing.words[language]):
                words = _("“%(written)s”: the register calls this city “%(usual)s”.")
                words %= {"written": written, "usual": usual}
                yield flag_on(writing, FlagKind.CITY_NAME, words, digest(written, usual), language=language)


def names_in_the_register():
    cities = list(City.objects.values_list("pk", "name_zh_hans", "name_en"))
    return cities, list(Alias.objects.values_list("city", "name", "kind"))


class Names:
    """What cities are called in one language, in the register and otherwise."""

    def __init__(self, language, *, own_city):
        self.language = language
        self.own_city = own_city
        self.beginnings = BEGINNINGS[language]
        # By their first two characters, the longest first: each with the usual name.
        self.by_start = {}

    def learn(self, usual, aliases):
        names = {name: name for name in usual.values()}
        owners = defaultdict(set)
        for city, name, kind in aliases:
            if city in usual and name not in names and not self.is_passed_over(city, name, kind, usual[city]):
                owners[name].add(city)
        # Two cities of one name: it is anybody's guess which is meant.
        names |= {name: usual[cities.pop()] for name, cities in owners.items() if len(cities) == 1}
        for name in sorted(names, key=len, reverse=True):
            self.by_start.setdefault(name[:2], []).append((name, names[name]))

    def is_passed_over(self, city, name, kind, usual):
        pattern = IN_HANZI if self.language == CHINESE else IN_LATIN
        # A city tells of its own earlier names; a longer or shorter form of the usual name is no other name.
        return not pattern.fullmatch(name) or (
            (city == self.own_city and kind in OF_THE_PAST) or name in usual or usual in name
        )

    def other_names_in(self, text):
        """Pairs of a name as written and the usual one, each once; none where the text says the usual one too."""
        found, end = {}, 0
        for match in self.beginnings.finditer(text):
            start = match.start()
            if start < end:
                continue
            for name, usual in self.by_start.get(text[start : start + 2], ()):
                if text.startswith(name, start) and self.stands_alone(text, start, name):
                    end = start + len(name)
                    if name != usual and usual not in text:
                        found[name] = usual
                    break
        return found.items()

    def stands_alone(self, text, start, name):
        before, after = text[max(0, start - 1) : start], text[start + len(name) :][:1]
        if self.language == ENGLISH:
            return not (after.isalnum() or after == "-" or before == "-")
        # Two hanzi may be part of any word, as 哈萨 is of 哈萨克斯坦.
        return len(name) > 2 or after == "市" or not (re.match(HANZI, before) or re.match(HANZI, after))
