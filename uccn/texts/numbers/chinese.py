"""Numbers in a Chinese text: 900亿, 百分之八点五, 二〇一八年, 第十一届, 三四十人."""

from __future__ import annotations

import re
from decimal import Decimal
from re import Match

from .digits import DASH, DIGITS, FIRST, THEN, decimal, number, percentages
from .number import Number, Reading, Rule, Weight

VALUES = {"〇": 0, "零": 0, "两": 2} | {numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
NUMERALS = "[〇零一二两三四五六七八九十百千万亿]"
# What makes a numeral a count, and not a part of a word such as 统一 or 四川.
COUNTER = (
    r"(?:[多余几来]?(?:个|[座项次届名位家件场所年天日周岁倍层楼期条种类部篇本册幅只台辆艘架支人元亩米里吨国地省市县区州世战"
    r"大方级等代章节卷号门校院馆处点件套批组对]|小时|分钟|公里|公顷|平方|美元|欧元))"
)
# Not the 千 of 5千米 or the 万 of a name.
SCALE = "[多余]?(?:万亿|[十百千]?亿|[十百千]?万(?![达科维圣隆众象])|千(?![米克瓦卡帕伏赫])|百(?![货姓家合分]))"
JOIN = rf"\s?(?:{DASH}|至|到|、|和|与|或)\s?"

DECADE = re.compile(r"(?:(?P<century>\d\d|十[七八九]|二十一?)世纪|上世纪)?(?P<years>\d0|[一二三四五六七八九]十)年代")
MONTHS = re.compile(rf"(?<![\d.])(1[0-2]|0?[1-9])(?:{JOIN}(1[0-2]|0?[1-9]))?月")
MONTH_IN_WORDS = re.compile(rf"(?<!{NUMERALS})(十[一二]?|[一二三四五六七八九])月(?![亮球光饼刊薪])")
PERCENT = re.compile(rf"(?P<all>(?<!\d){DIGITS}(?:{JOIN}{DIGITS}){{0,9}})\s?(?P<unit>%|‰|个百分点)")
PERCENT_IN_WORDS = re.compile(rf"([百千])分之({NUMERALS}{{1,24}}(?:点[〇零一二三四五六七八九]+)?|{DIGITS})")
FRACTION = re.compile(rf"(?:(?<!{NUMERALS}){NUMERALS}+|(?<!\d)\d+)分之(?:{NUMERALS}+|\d+)")
SCALED = re.compile(rf"(?<!\d)(?:(?P<first>{DIGITS}){JOIN})?(?P<last>(?:{DIGITS}\s?{SCALE}){{1,4}})")
FIVE_YEAR_PLAN = re.compile(r"(十[一二三四五六])五(?!年)")
# 几十 and 数百 are no numbers.
IN_WORDS = re.compile(rf"(?<![几数])(第)?({NUMERALS}{{1,24}}(?:点[〇零一二三四五六七八九]+|[多余][万亿])?)({COUNTER})?")


def value_of(numerals: str) -> Decimal | None:
    """The value of well-formed numerals: 一千九百, 二〇一八, 八点五; None for what only looks like a number."""
    whole, _, fraction = numerals.partition("点")
    if fraction:
        start = value_of(whole)
        return None if start is None else start + Decimal("0." + "".join(str(VALUES[c]) for c in fraction))
    if len(whole) > 1 and all(c in VALUES for c in whole):
        return Decimal("".join(str(VALUES[c]) for c in whole)) if len(whole) > 2 and "两" not in whole else None
    return value_of_units(whole)


def value_of_units(numerals: str) -> Decimal | None:
    for unit in ("亿", "万"):
        head, found, tail = numerals.rpartition(unit)
        if found:
            times, rest = value_of_units(head or "一"), value_of_units(tail.lstrip("零〇") or "零")
            return None if times is None or rest is None else times * LARGE[unit] + rest
    return value_of_thousands(numerals)


def value_of_thousands(numerals: str) -> Decimal | None:
    match = re.fullmatch(r"(?:(.?)千)?零?(?:(.?)百)?零?(?:(.?)十)?零?([〇零一二两三四五六七八九]?)", numerals)
    if not match or not numerals:
        return None
    total = VALUES.get(match[4], 0)
    for group, unit in ((1, 1000), (2, 100), (3, 10)):
        if match[group] is not None:
            if match[group] and match[group] not in VALUES:
                return None
            total += VALUES.get(match[group], 1) * unit
    return Decimal(total)


def scale_of(unit: str) -> Decimal:
    scale = Decimal(1)
    for numeral in unit.strip("多余"):
        scale *= SMALL.get(numeral) or LARGE[numeral]
    return scale


def read_decade(match: Match[str]) -> Reading:
    century, years = match["century"] or "20", match["years"]
    short = Decimal(years) if years.isdigit() else value_of(years) or Decimal(0)
    hundreds = Decimal(century) if century.isdigit() else value_of(century) or Decimal(0)
    return [Number((hundreds - 1) * 100 + short, match[0], match.start(), also=(short, hundreds))]


def read_months(match: Match[str]) -> Reading:
    return [number(match, group, "month") for group in (1, 2) if match[group]]


def read_month_in_words(match: Match[str]) -> Reading:
    return [Number(value_of(match[1]) or Decimal(0), match[0], match.start(), "month")]


def read_percent(match: Match[str]) -> Reading:
    return percentages(match, match["unit"])


def read_percent_in_words(match: Match[str]) -> Reading:
    value = decimal(match[2]) if match[2][0].isdigit() else value_of(match[2])
    if value is None:
        return None
    return [Number(value if match[1] == "百" else value / 10, match[0], match.start(), "percent")]


def read_scaled(match: Match[str]) -> Reading:
    amounts = [
        (decimal(digits), scale_of(unit)) for digits, unit in re.findall(rf"({DIGITS})\s?({SCALE})", match["last"])
    ]
    value = sum((amount * scale for amount, scale in amounts), Decimal(0))
    last = Number(value, match["last"], match.start("last"))
    if not match["first"]:
        return [last]
    first = number(match, "first")
    # 3至5万 is 30,000 to 50,000, but 2018、3万 is a year and 30,000.
    scaled = first.value * amounts[-1][1]
    also = (scaled,) if first.value < amounts[-1][0] else ()
    return [Number(first.value, first.written, first.start, also=also), last]


def read_five_year_plan(match: Match[str]) -> Reading:
    plan = value_of(match[1]) or Decimal(0)
    return [Number(plan, match[0], match.start(), weight=Weight.HINT, also=(Decimal(5),))]


def read_words(match: Match[str]) -> Reading:
    numerals = re.sub("[多余]", "", match[2])
    value = value_of(numerals)
    if value is None:
        return hints(match)
    weight = Weight.HINT
    # 百年 and 千方百计 count nothing.
    if (match[1] or match[3]) and value > 1 and numerals.strip("百千万亿"):
        weight = Weight.FIGURE if value > 10 else Weight.WORD
    return [Number(value, (match[1] or "") + match[2], match.start(), weight=weight)]


def hints(match: Match[str]) -> list[Number]:
    """三四十 is thirty or forty; of any other row of numerals each may be meant."""
    near = re.fullmatch(r"([一二三四五六七八九])([二三四五六七八九])([十百千万亿]?)", match[2])
    unit = scale_of(near[3]) if near else Decimal(1)
    return [
        Number(VALUES[numeral] * unit, match[2], match.start(2), weight=Weight.HINT)
        for numeral in match[2]
        if numeral in VALUES
    ]


RULES: list[Rule] = [
    *FIRST,
    (DECADE, read_decade),
    (MONTHS, read_months),
    (MONTH_IN_WORDS, read_month_in_words),
    (PERCENT, read_percent),
    (PERCENT_IN_WORDS, read_percent_in_words),
    (FRACTION, lambda match: []),
    (SCALED, read_scaled),
    *THEN,
    (FIVE_YEAR_PLAN, read_five_year_plan),
    (IN_WORDS, read_words),
]
