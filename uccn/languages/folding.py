"""One folded form of a name for search and matching, and keys by which names sort alike on every database.

Prose is never converted: only the keys beside it are.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

# Letters that Unicode does not take apart into a base letter and a mark.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)

APOSTROPHES = str.maketrans("", "", "'’‘ʼʻ`´")


@cache
def simplifier() -> OpenCC:
    return OpenCC("t2s")


def fold(text: str) -> str:
    """Fold width, case, accents and script: "Łódź" is "lodz", "景德鎮" is "景德镇", "Huai’an" is "huaian"."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    text = simplifier().convert(text.translate(LETTERS).translate(APOSTROPHES))
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def sort_key(text: str) -> str:
    """A key of digits and the letters a-z, so that every collation orders it alike.

    Chinese sorts by pinyin, syllable by syllable with its tone: 西安 ("xi1an1") comes before 先 ("xian1").
    Latin names sort word by word, accents ignored: "Santa Fe" ("santa0fe") comes before "Santander".
    """
    words = []
    for word in fold(text).split():
        syllables = lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True)
        words.append("".join(plain_letter(letter) for syllable in syllables for letter in syllable))
    return "0".join(words)


def plain_letter(letter: str) -> str:
    # A letter without a known reading goes behind those that have one.
    return letter if letter.isascii() else f"zz{ord(letter):05x}"
