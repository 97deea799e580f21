"""Whether the source of a translation still says what it said when the translation was made.

The digests are stored: a change of these rules makes every translation look out of date.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from .html import TAGS, plain

TAG = re.compile(rf"</?(?:{'|'.join(sorted(TAGS))})\b[^<>]*>")
# A Chinese comma parts two numbers, a plain one thousands; compatibility forms would make them one.
WIDE_THOUSANDS = re.compile(r"(?<=[０-９])，(?=[０-９]{3})")
APOSTROPHES = dict.fromkeys(map(ord, "‘’ʼʻ´`＇"), "'")
# Minus signs, and the long dashes that are none.
DASHES = dict.fromkeys(map(ord, "‐‑‒–−"), "-") | dict.fromkeys(map(ord, "—―〜"), "~")
SUPERSCRIPTS = {ord(digit): f"^{value}" for value, digit in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
BEFORE_FOLDING = APOSTROPHES | SUPERSCRIPTS
CURRENCIES = "$¢£¤¥\u20a0-\u20cf"
SYMBOLS = rf"{CURRENCIES}%‰&#@+=<>^±×÷°√∞≤≥≠≈"
HANZI = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Whatever else is no letter, mark or digit is blank.
KEPT = re.compile(rf"[{SYMBOLS}\-~.,:/']")
LETTER = rf"[^\s\d{HANZI}{SYMBOLS}\-~.,:/']"
TOKEN = re.compile(
    # Most of a text is words, and one piece of many takes less time than many pieces.
    rf"([a-z]+(?:[\s\-~.,:/]+[a-z]+)*(?!{LETTER}|'))|([{HANZI}]+)"
    rf"|({LETTER}+(?:'{LETTER}+)*)"
    r"|((?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)*|\d+(?:\.\d+)*|(?<![^\s~-])\.\d+)"
    # A span, a ratio, a date: 2015-2018 is not 2015, 2018.
    r"|((?<=\d)\s*[-~]+\s*(?=\.?\d))|((?<=\d)[:/](?=\d)"
    # Not the dash of COVID-19.
    rf"|(?<![^\s{HANZI}{SYMBOLS}:/,.~])-(?=[{CURRENCIES}]?\.?\d)"
    rf"|[{SYMBOLS}])"
)


# What stands between words and says nothing there.
BLANKS = dict.fromkeys(map(ord, "-~.,:/"), " ")


# Short texts come again and again within one import.
@lru_cache(1024)
def source_digest(text: str) -> str:
    """32 hexadecimal digits for what a plain or marked-up text means; "" if it says nothing.

    Markup, blanks, punctuation, width and case do not count; words, hanzi, numbers with their signs and points do.
    """
    tokens = "\x1f".join(meaning(text))
    return blake2b(tokens.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest() if tokens else ""


def meaning(text: str) -> Iterator[str]:
    words = plain(text) if TAG.search(text) else html.unescape(text)
    for latin, hanzi, word, number, span, sign in TOKEN.findall(folded(words)):
        if latin or hanzi:
            yield from latin.translate(BLANKS).split() or hanzi
        else:
            yield word or sign or ("~" if span else number.replace(",", ""))


def folded(words: str) -> str:
    """One form of width, case, apostrophes and dashes; a blank for every other sign."""
    words = WIDE_THOUSANDS.sub(",", words).replace("，", "、").translate(BEFORE_FOLDING)
    words = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words).casefold()).translate(DASHES)
    return words.translate(SIGNS)


class Signs(dict[int, str]):
    """What becomes of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, sign(chr(code)))


SIGNS = Signs()


def sign(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "LMN" or KEPT.match(character):
        return character
    # Soft hyphens, joiners and marks of direction are inside words and show nothing.
    return "" if category == "Cf" else " "
