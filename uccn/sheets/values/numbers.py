from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from uccn.sheets.cells import Cell
from uccn.sheets.values.refused import BadValue
from uccn.sheets.values.texts import clean_line

GROUPED = re.compile(r"([+-]?)(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:'\d{3})+)(\.\d+)?")
SEPARATED = re.compile(r"[+-]?\d+(?:[,. ']\d+)+")
EXPONENT = re.compile(r"[+-]?\d+(\.\d+)?e[+-]?\d+", re.I)
UNITS = {
    "千": 3,
    "万": 4,
    "萬": 4,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "億": 8,
    "万亿": 12,
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
}
WITH_UNIT = re.compile(rf"(.*?)\s*({'|'.join(sorted(UNITS, key=len, reverse=True))})", re.I)
MINUS_SIGNS = str.maketrans("−–﹣－", "----")


def decimal(cell: Cell) -> Decimal:
    """1,900 and 1 900 as 1900, 900亿 and 90 billion as 90000000000; raises BadValue for the rest."""
    text = clean_line(cell).text
    if isinstance(cell, bool):
        raise BadValue("not_a_number", text=text)
    if isinstance(cell, (int, float)):
        return Decimal(text)
    plain = unicodedata.normalize("NFKC", text).translate(MINUS_SIGNS).replace("，", ",").strip()
    with_unit = WITH_UNIT.fullmatch(plain)
    if with_unit:
        return ungrouped(with_unit[1], text).scaleb(UNITS[with_unit[2].lower()])
    return ungrouped(plain, text)


def ungrouped(plain: str, text: str) -> Decimal:
    match = GROUPED.fullmatch(plain)
    if match:
        return Decimal(match[1] + re.sub("[, ']", "", match[2]) + (match[3] or ""))
    if EXPONENT.fullmatch(plain):
        raise BadValue("exponent", text=text)
    raise BadValue("ambiguous_number" if SEPARATED.fullmatch(plain) else "not_a_number", text=text)


def integer(cell: Cell) -> int:
    number = decimal(cell)
    if number != number.to_integral_value():
        raise BadValue("not_whole", text=clean_line(cell).text)
    return int(number)


YES = frozenset("是 yes y true 1 √ ✓ ✔ 对".split())
NO = frozenset("否 no n false 0 × ✗ ✘ 不 不是".split())


def boolean(cell: Cell) -> bool:
    text = clean_line(cell).text
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain in YES or plain in NO:
        return plain in YES
    raise BadValue("not_yes_or_no", text=text)
