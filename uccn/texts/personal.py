"""What a public text should not give away unasked: telephone numbers, e-mail addresses, identity numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from re import Match
from typing import Literal

Kind = Literal["telephone", "e-mail", "identity number"]


@dataclass(frozen=True)
class Trace:
    """A place in a text that looks like a way to reach or to identify a person."""

    kind: Kind
    text: str
    start: int


# Full-width letters, digits and signs become plain ones, one for one, so that places stay places.
# A Chinese comma ends a number, a plain one may not: it stays.
FORMS = str.maketrans(
    {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F) if chr(wide) != "，"}
    | dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
    | dict.fromkeys(map(ord, "\u00a0\u2009\u202f\u3000"), " ")
)

# Not inside a longer number, a decimal, a date, a code or a sum of money.
START = r"(?<![A-Za-z\d°_$€£¥-])(?<!\d[.,/])"
COUNTED = r" ?(?:[元万亿人件吨个次部户米]|号(?!码)|(?:yuan|RMB|people|users|million|visitors)\b)"
END = rf"(?![\d°%_A-Za-z]|\.\d|,\d{{3}}(?!\d)|-\d|{COUNTED})"
EXTENSION = r"(?:[ ,]{0,2}(?:转|分机|ext\.?|x) ?\d{1,6}|-\d{1,5}(?!\d))?"
LABEL = (
    r"(?:电话|手机|传真|热线|座机|联系方式|(?<![a-z])(?:tele)?phone|(?<![a-z])tel\.?|mobile|cell|fax|whatsapp)"
    r"(?:号码?| ?numbers?| ?no\.?)?(?: ?\([^()\d]{1,8}\))? ?(?:[:;]|为|是| is)? ?"
)
NUMBERS = [
    # With the code of a country.
    rf"(?<!\d)(?<!\d[.,])\+[1-9](?:[ ()-]{{0,2}}\d){{9,14}}(?!\d){EXTENSION}{END}",
    rf"(?<!\d)(?<!\d[.,])\+[1-9]\d{{0,2}}[ ()-]{{1,2}}\d(?:[ .()-]{{0,2}}\d){{5,12}}(?!\d){EXTENSION}{END}",
    rf"{START}00[ -]?[1-9](?:[ ()-]{{0,2}}\d){{8,13}}(?!\d){EXTENSION}{END}",
    # Mainland mobile: 138 0013 8000, 86-13800138000.
    rf"{START}(?:86[ -]?)?1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}{END}",
    # Mainland landline: 021-65987687, (0798) 822 1234.
    rf"{START}(?:\(0\d{{2,3}}\)|0\d{{2,3}})[ -]{{0,2}}[2-9]\d{{2,3}}[ -]?\d{{4}}(?!\d){EXTENSION}{END}",
    # Other countries as they write them at home: 076-220-2077, 020 7946 0958, 01 23 45 67 89, (212) 555-0123.
    rf"{START}(?=(?:[()-]?\d){{9}})(?:\(0\d{{1,4}}\)|0\d{{1,4}})-\d{{2,4}}-\d{{4}}{END}",
    rf"{START}0\d{{2,4}} \d{{3,4}} \d{{4}}{END}",
    rf"{START}0\d(?:[ .]\d\d){{4}}{END}",
    rf"{START}(?:\(\d{{3}}\) ?|\d{{3}}-)\d{{3}}-\d{{4}}{END}",
    rf"{START}[48]00[ -]\d{{3}}[ -]\d{{4}}{END}",
    # Whatever is said to be one.
    rf"{LABEL}(?P<number>(?:[+(])?\d(?:[ ()-]{{0,2}}\d){{6,14}}(?!\d){EXTENSION}){END}",
]
DATES = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)\d\d|[-/. ][01]?\d[-/. ][0-3]?\d)")
CODED = re.compile(r"(?:[编文案证单账帐卡户批]号|代码|备|ISBN(?:-1[03])?|ISSN|DOI|\bNo\.?|\bNr\.?)[ :#.]*$", re.I)
DOMAIN = r"[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)*\.[A-Za-z]{2,}(?![A-Za-z\d])"
AT = r"(?: ?[(\[{<] ?(?:at|@|艾特) ?[)\]}>] ?)"
DOT = r"(?: ?[(\[{<] ?(?:dot|点) ?[)\]}>] ?| dot | ?点 ?|\.)"
ADDRESSES = [
    rf"[\w.%+-]{{1,64}} ?@ ?{DOMAIN}",
    rf"[\w.%+-]{{1,64}}{AT}[A-Za-z\d-]+(?:{DOT}[A-Za-z\d-]+)+",
    r"[\w.%+-]{1,64} at [A-Za-z\d-]+(?: dot [A-Za-z\d-]+)* dot [A-Za-z]{2,}",
    r"[\w.%+-]{1,64}#[A-Za-z\d-]+\.(?:com|cn|net|org)\b",
]
# Province, birthday, number within the day, check digit. https://std.samr.gov.cn GB 11643-1999.
IDENTITY = (
    r"(?<![A-Za-z\d.-])[1-689]\d{5} ?-?(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]) ?-?\d{3}[\dX]"
    r"(?![A-Za-z\d]|[.-]\d|号)"
)
PATTERNS: list[tuple[Kind, re.Pattern[str]]] = [
    ("identity number", re.compile(IDENTITY, re.A | re.I)),
    ("e-mail", re.compile("|".join(ADDRESSES), re.A | re.I)),
    *(("telephone", re.compile(pattern, re.A | re.I)) for pattern in NUMBERS),
]


def personal_traces(text: str) -> list[Trace]:
    """What looks like a telephone number, an e-mail address or a Chinese identity number, in its order."""
    found: list[Trace] = []
    plain = text.translate(FORMS)
    for kind, pattern in PATTERNS:
        for start, end in places(kind, pattern, plain):
            if not any(start < trace.start + len(trace.text) and trace.start < end for trace in found):
                found.append(Trace(kind, text[start:end], start))
    return sorted(found, key=lambda trace: trace.start)


def places(kind: Kind, pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        group = "number" if "number" in pattern.groupindex else 0
        if kind != "telephone" or not is_of_another_kind(match, match[group]):
            yield match.span(group)


def is_of_another_kind(match: Match[str], written: str) -> bool:
    """A date, or a number that the words before it call something else."""
    return bool(DATES.fullmatch(written) or CODED.search(match.string, max(0, match.start() - 20), match.start()))
