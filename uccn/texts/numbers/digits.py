"""What both languages write alike: digits, dates of digits, names with a number in them, Roman numerals."""

from __future__ import annotations

import re
from decimal import Decimal
from re import Match

from .number import Kind, Number, Reading, Rule, Weight

# A point or a comma belongs to the number only between digits; a narrow space may part the thousands.
DIGITS = r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)|\d+)(?:\.\d+)?(?!\d)"
DASH = r"[-‐‑–—―~]"

ADDRESS = re.compile(
    r"(?:https?://|www\.)[\w./?&=#%:~+-]+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+"
    r"|(?<![a-z\d.-])(?=[a-z-]{0,62}\d)[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){0,4}\.[a-z]{2,}\b",
    re.A,
)
# G20, COVID-19, LAB.2030, PM2.5; 306A and 5G; 2.4.1.
NAME = re.compile(
    r"(?<![A-Za-z\d])(?!(?:Mid|Pre|Post|RMB|CNY|USD|EUR|GBP|HKD|JPY|US|No|NO|Nos|Tel|TEL|Vol|VOL|Fig|FIG)\b|[A-Z]{2,3}\$)"
    r"(?:[A-Za-z]+\d|[A-Z][A-Za-z]*-\d|[A-Z]{2,}\.\d)[A-Za-z\d]*(?:\.\d+)?(?![A-Za-z\d])"
    r"|(?<![A-Za-z\d.,])\d+[A-Za-z][A-Za-z\d]*|(?<![\d.])\d+(?:\.\d+){2,}(?![\d.])",
    re.A,
)
# The marks of a list, which may be dots in the other language.
ENUMERATOR = re.compile(r"^[^\S\n]*[（(]?(\d{1,2})(?:[)）、.](?!\d))", re.M)
CURRENCY = re.compile(r"(?:RMB|CNY|USD|EUR|GBP|HKD|JPY)(?=\d)")
ORDINAL = re.compile(r"(?<![\d.,])(\d+)(?:st|nd|rd|th)\b")
MEASURED = re.compile(
    rf"(?<![A-Za-z\d.,])({DIGITS})(?=(?:k?m|[cm]m|k?g|ha|[kMGT]W|[kMGT]Wh|kV|[MGT]B|pm|am|min|h)[²³23]?\b)"
)
DECADE = re.compile(r"(?<![\d.,])(\d\d)?(\d0)s\b")
ISO_DATE = re.compile(r"(?<!\d)([12]\d{3})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
SHORT_SPAN = re.compile(rf"(?<![\d.,])([12]\d)(\d\d)\s?(?:{DASH}|/)\s?(\d\d)(?![\d年月日.,%])")
ROMAN = re.compile(r"(?<![A-Za-z\d])([Ⅰ-Ⅻ]|(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))(?![A-Za-z\d])")
PLAIN = re.compile(rf"(?<!\d){DIGITS}")
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


def decimal(digits: str) -> Decimal:
    return Decimal(re.sub(r"[,\u00a0\u2009\u202f]", "", digits))


def number(match: Match[str], group: int | str = 0, kind: Kind = "number") -> Number:
    """The number of the digits in the group."""
    return Number(decimal(match[group]), match[group], match.start(group), kind)


def percentages(match: Match[str], unit: str) -> list[Number]:
    """Of "8, 9 and 10 per cent" each; but 2018 in "2018 and 10 per cent" is a year."""
    found = []
    for digits in re.finditer(DIGITS, match["all"]):
        start = match.start("all") + digits.start()
        last = digits.end() == len(match["all"])
        value = decimal(digits[0]) / (10 if unit == "‰" else 1)
        written = match.string[start : match.end()] if last else digits[0]
        found.append(Number(value, written, start, "percent" if last or value < 1000 else "number"))
    return found


def read_name(match: Match[str]) -> Reading:
    """Names may differ between languages, so their numbers are not missed: 新冠疫情 is COVID-19."""
    values = [Decimal(digits) for digits in re.findall(r"\d+(?:\.\d+)?", match[0])]
    return [Number(values[0], match[0], match.start(), "name", Weight.HINT, tuple(values))] if values else []


def read_ordinal(match: Match[str]) -> Reading:
    return [Number(Decimal(match[1]), match[0], match.start())]


def read_decade(match: Match[str]) -> Reading:
    short = Decimal(match[2])
    return [Number(Decimal(match[1] or "19") * 100 + short, match[0], match.start(), also=(short,))]


def read_iso_date(match: Match[str]) -> Reading:
    return [number(match, 1), number(match, 3, "month"), number(match, 4)]


def read_short_span(match: Match[str]) -> Reading:
    """2015-19, two years; 2018-05, a month; 2010-11, either."""
    century, tail = Decimal(match[1]) * 100, Decimal(match[3])
    first = Number(century + Decimal(match[2]), match[1] + match[2], match.start())
    if century + tail <= first.value:
        return [first, number(match, 3, "month" if 1 <= tail <= 12 else "number")]
    month = Number(tail, match[3], match.start(3), "month", Weight.HINT)
    return [first, Number(century + tail, match[3], match.start(3), also=(tail,)), month]


def read_roman(match: Match[str]) -> Reading:
    letters = match[0]
    if letters in ("I", "V", "X"):
        return None
    if letters >= "Ⅰ":
        return [Number(Decimal(ord(letters) - ord("Ⅰ") + 1), letters, match.start())]
    values = [ROMAN_DIGITS[letter] for letter in letters]
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return [Number(Decimal(total), letters, match.start())]


def read_plain(match: Match[str]) -> Reading:
    value = decimal(match[0])
    # "1个" may well be "a" in the other language.
    weight = Weight.WORD if match[0] == "1" else Weight.FIGURE
    return [Number(value, match[0], match.start(), weight=weight)]


def read_measured(match: Match[str]) -> Reading:
    return [number(match, 1)]


def read_enumerator(match: Match[str]) -> Reading:
    return [Number(Decimal(match[1]), match[1], match.start(1), weight=Weight.HINT)]


def nothing(match: Match[str]) -> Reading:
    return []


# Before the rules of a language.
FIRST: list[Rule] = [
    (ENUMERATOR, read_enumerator),
    (ADDRESS, read_name),
    (CURRENCY, nothing),
    (ISO_DATE, read_iso_date),
    (ORDINAL, read_ordinal),
    (DECADE, read_decade),
]
# After those with units, before those in words.
THEN: list[Rule] = [
    (MEASURED, read_measured),
    (NAME, read_name),
    (SHORT_SPAN, read_short_span),
    (ROMAN, read_roman),
    (PLAIN, read_plain),
]
