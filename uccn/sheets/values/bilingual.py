"""One cell with a name in two languages: "深圳 Shenzhen", "Shenzhen（深圳）", "设计之都/City of Design"."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from uccn.sheets.cells import Cell
from uccn.sheets.values.texts import clean

HANZI = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
IN_BRACKETS = re.compile(r"(?P<one>[^()（）]+?)\s*[（(]\s*(?P<other>.+?)\s*[)）]")
SEPARATOR = re.compile(r"\s*(?:[/／|｜\n;；]|\s[-–—]\s|—{1,2})\s*")
BLANK = re.compile(r"\s+")


class Bilingual(NamedTuple):
    """The two sides of a cell; a side that is not there is empty."""

    chinese: str
    latin: str


def bilingual(cell: Cell) -> Bilingual:
    """Divides a cell where its script changes once; a text that mixes both throughout is Chinese as a whole."""
    text = clean(cell).text
    if not HANZI.search(text):
        return Bilingual("", line(text))
    if not has_letters(text):
        return Bilingual(line(text), "")
    for one, other in divisions(text):
        if sides := as_sides(line(one), line(other)):
            return sides
    return Bilingual(line(text), "")


def line(text: str) -> str:
    return " ".join(text.split())


def has_letters(text: str) -> bool:
    return any(is_letter(character) for character in text)


def is_letter(character: str) -> bool:
    return unicodedata.category(character).startswith("L") and not HANZI.match(character)


def as_sides(one: str, other: str) -> Bilingual | None:
    for chinese, latin in ((one, other), (other, one)):
        if HANZI.search(chinese) and not has_letters(chinese) and has_letters(latin) and not HANZI.search(latin):
            return Bilingual(chinese, latin)
    return None


def divisions(text: str) -> list[tuple[str, str]]:
    """The places where a text may be divided, the surest first."""
    found: list[tuple[str, str]] = []
    if match := IN_BRACKETS.fullmatch(text):
        found.append((match["one"], match["other"]))
    for pattern in (SEPARATOR, BLANK):
        found += [(text[: match.start()], text[match.end() :]) for match in pattern.finditer(text)]
    return found + attached(text)


def attached(text: str) -> list[tuple[str, str]]:
    """ "深圳Shenzhen", but not "卡拉OK": the Latin side must be a word."""
    kinds = [bool(HANZI.match(character)) for character in text]
    places = [
        place
        for place in range(1, len(text))
        if kinds[place] != kinds[place - 1] and is_letter(text[place if kinds[place - 1] else place - 1])
    ]
    sides = [(text[:place], text[place:]) for place in places]
    return [(one, other) for one, other in sides if is_word(other if kinds[0] else one)]


def is_word(text: str) -> bool:
    return sum(character.islower() for character in text) >= 2
