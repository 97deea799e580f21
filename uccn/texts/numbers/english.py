"""Numbers in an English text: 12.32 billion, 8.5 per cent, 22 November, thirty thousand, the eleventh."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from re import Match

from .digits import DASH, DIGITS, FIRST, THEN, decimal, number, percentages
from .number import Number, Reading, Rule, Weight

BELOW_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT_SCALES = {"bn": 10**9, "mn": 10**6, "m": 10**6, "tn": 10**12, "k": 1000}
CARDINAL_VALUES = {word: value for value, word in enumerate(BELOW_TWENTY.split())} | {
    word: value for value, word in zip(range(20, 100, 10), TENS.split(), strict=True)
}
ORDINAL_VALUES = (
    {word: value for value, word in enumerate(ORDINALS.split())}
    | {word[:-1] + "ieth": value for word, value in CARDINAL_VALUES.items() if value >= 20}
    | {"hundredth": 100, "thousandth": 1000}
)
HINTS = {
    "once": 1, "single": 1, "both": 2, "twice": 2, "double": 2, "pair": 2, "couple": 2, "dual": 2, "biennial": 2,
    "biennially": 2, "bilingual": 2, "bilateral": 2, "neither": 2, "thrice": 3, "triple": 3, "trilateral": 3,
    "trilingual": 3, "twofold": 2, "doubled": 2, "threefold": 3, "tripled": 3, "fourfold": 4, "fivefold": 5,
    "tenfold": 10, "quarterly": 3, "decade": 10, "dozen": 12, "fortnight": 14, "century": 100, "hundred": 100,
    "thousand": 1000, "million": 10**6, "billion": 10**9,
}  # fmt: skip
LONG_TIMES = {"centuries": 100, "decades": 10, "dozen": 12}
MONTH_NAMES = (
    "January February March April May June July August September October November December"
    " Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Sept"
).split()
MONTHS = {name: index % 12 + 1 for index, name in enumerate(MONTH_NAMES)} | {"Sept": 9}

# The longest first, so that eighteen is not read as eight.
WORD = "|".join(sorted([*CARDINAL_VALUES, *ORDINAL_VALUES, *SCALES], key=len, reverse=True))
JOIN = rf"(?:\s?{DASH}\s?|\s(?:to|and|or)\s|,\s(?:and\s|or\s)?)"

MONTH = re.compile(rf"\b({'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?")
# May, March and all that is short are months only beside a day, a year or a preposition: Jun porcelain is none.
DATED_BEFORE = re.compile(
    r"(?:\d|\d(?:st|nd|rd|th)|\b(?:in|since|until|every|each|of|from|to|by|early|late|mid))[\s-]$", re.I
)
DATED_AFTER = re.compile(r"\.?,?\s\d")
PERCENT = re.compile(
    rf"(?P<all>(?<!\d){DIGITS}(?:{JOIN}{DIGITS}){{0,9}})[\s-]?(?P<unit>%|‰|per\s?cent\b|pct\b|percentage\spoints?)",
    re.I,
)
SCALED = re.compile(
    rf"(?P<firsts>(?:(?<!\d){DIGITS}{JOIN}){{0,9}})(?<!\d)(?P<last>{DIGITS})[\s-]?"
    rf"(?P<scale>{'|'.join(SCALES)}|bn|mn|tn|(?<=\d)k|(?<=\d)m(?=\s(?:yuan|US|dollars|RMB)))\b",
    re.I,
)
MONEY = re.compile(rf"(?<=[$€£¥B])\s?(?P<firsts>)(?P<last>{DIGITS})\s?(?P<scale>bn|mn|m|k)\b", re.I)
LONG_TIME = re.compile(rf"(?<!\d)({DIGITS})[\s-](centuries|decades|dozen)\b", re.I)
FRACTION = re.compile(
    r"\b(?:an?|one|two|three|four|five)[\s-](?:half|halves|(?:third|quarter|fifth|sixth|eighth|tenth)s?)\b", re.I
)
HALF = re.compile(r"\bhalf\sa\s(million|billion)\b", re.I)
IN_WORDS = re.compile(
    rf"\b(?P<article>an?\s+(?=hundred|thousand|million|billion))?"
    rf"(?P<words>(?:{WORD})(?:(?:[\s-]+|\s+and\s+)(?:{WORD}))*)\b(?:[\s-]+(?P<long>{'|'.join(LONG_TIMES)})\b)?",
    re.I,
)
HINT = re.compile(rf"\b(?:{'|'.join(HINTS)})\b", re.I)


def read_month(match: Match[str]) -> Reading:
    text = match.string
    dated = DATED_BEFORE.search(text, 0, match.start()) or DATED_AFTER.match(text, match.end())
    sure = dated or (len(match[1]) > 4 and match[1] != "March")
    weight = Weight.FIGURE if sure else Weight.HINT
    return [Number(Decimal(MONTHS[match[1]]), match[0], match.start(), "month", weight)]


def read_percent(match: Match[str]) -> Reading:
    return percentages(match, match["unit"])


def read_scaled(match: Match[str]) -> Reading:
    word = match["scale"].lower()
    scale = Decimal(SCALES.get(word) or SHORT_SCALES[word])
    last = number(match, "last")
    # "3 to 5 million" is 3,000,000 to 5,000,000, but "2018 and 5 million" is a year and 5,000,000.
    firsts = [
        Number(value, digits[0], match.start() + digits.start(), also=(value * scale,) if value < 1000 else ())
        for digits in re.finditer(DIGITS, match["firsts"])
        for value in [decimal(digits[0])]
    ]
    return [*firsts, Number(last.value * scale, match.string[last.start : match.end()], last.start)]


def read_long_time(match: Match[str]) -> Reading:
    value = decimal(match[1])
    return [Number(value * LONG_TIMES[match[2].lower()], match[0], match.start(), also=(value,))]


def read_half(match: Match[str]) -> Reading:
    return [Number(Decimal(SCALES[match[1].lower()] // 2), match[0], match.start(), weight=Weight.HINT)]


def read_fraction(match: Match[str]) -> Reading:
    top, bottom = re.split(r"[\s-]", match[0].lower())
    values = [CARDINAL_VALUES.get(top, 1), 4 if "quarter" in bottom else ORDINAL_VALUES.get(bottom.rstrip("s"), 2)]
    return [Number(Decimal(value), match[0], match.start(), weight=Weight.HINT) for value in values]


def phrases(text: str) -> list[list[Match[str]]]:
    """Part "two three hundred and five" where a number ends and the next begins."""
    words = list(re.finditer(WORD, text, re.I))
    found = [words[:1]]
    for before, word in pairwise(words):
        joined = "and" in text[before.end() : word.start()].lower()
        if continues(before[0].lower(), word[0].lower(), joined):
            found[-1].append(word)
        else:
            found.append([word])
    return found


def continues(before: str, word: str, joined: bool) -> bool:
    if before in ORDINAL_VALUES:
        return False
    if word in SCALES:
        return not joined
    if before in SCALES:
        return True
    small = CARDINAL_VALUES.get(word) or ORDINAL_VALUES.get(word, 0)
    return not joined and CARDINAL_VALUES[before] >= 20 and 1 <= small <= 9


def value_of(words: list[str]) -> int:
    total = section = 0
    for word in words:
        if word == "hundred":
            section = (section or 1) * 100
        elif word in SCALES:
            total, section = total + (section or 1) * SCALES[word], 0
        else:
            section += CARDINAL_VALUES.get(word) or ORDINAL_VALUES.get(word, 0)
    return total + section


def read_words(match: Match[str]) -> Reading:
    offset = match.start("words")
    found = []
    for phrase in phrases(match["words"]):
        value = Decimal(value_of([word[0].lower() for word in phrase]))
        written = match["words"][phrase[0].start() : phrase[-1].end()]
        bare = written.lower() in SCALES
        weight = Weight.HINT if bare or value <= 1 else Weight.WORD if value <= 10 else Weight.FIGURE
        found.append(Number(value, written, offset + phrase[0].start(), weight=weight))
    if match["long"]:
        last = found.pop()
        times = LONG_TIMES[match["long"].lower()]
        written = match.string[last.start : match.end()]
        found.append(Number(last.value * times, written, last.start, weight=Weight.HINT, also=(last.value,)))
    return found


def read_hint(match: Match[str]) -> Reading:
    return [Number(Decimal(HINTS[match[0].lower()]), match[0], match.start(), weight=Weight.HINT)]


RULES: list[Rule] = [
    *FIRST,
    (MONTH, read_month),
    (PERCENT, read_percent),
    (SCALED, read_scaled),
    (MONEY, read_scaled),
    (LONG_TIME, read_long_time),
    *THEN,
    (HALF, read_half),
    (FRACTION, read_fraction),
    (IN_WORDS, read_words),
    (HINT, read_hint),
]
