from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from re import Match, Pattern
from typing import Literal

Kind = Literal["number", "percent", "month", "name"]


class Weight(IntEnum):
    """How much a number asks of the other language."""

    # It may answer a number there, but nobody misses it: "both", 一带一路, COVID-19.
    HINT = 0
    # A small number in words: translators rephrase these, so it matters only against another that differs.
    WORD = 1
    # It must stand on the other side too.
    FIGURE = 2


@dataclass(frozen=True)
class Number:
    """A number where a text writes one. 900亿 has the value 90000000000; 8.5% is 8.5 of the kind "percent"."""

    value: Decimal
    written: str
    start: int
    kind: Kind = "number"
    weight: Weight = Weight.FIGURE
    # Other values a reader may take it for: the 3 of "3 to 5 million" means 3,000,000 or 3.
    also: tuple[Decimal, ...] = ()


# None says: not a number after all, leave these letters to the next rule.
Reading = Iterable[Number] | None
Rule = tuple[Pattern[str], Callable[[Match[str]], Reading]]

FULL_WIDTH = str.maketrans(
    {wide: wide - 0xFEE0 for wide in range(0xFF10, 0xFF5B)} | {"％": "%", "．": ".", "－": "-", "～": "~", "／": "/"}
)
TAKEN = "\x00"


def read(text: str, rules: Iterable[Rule]) -> list[Number]:
    """Apply the rules in turn. What one has read, the next no longer sees."""
    seen: list[Number] = []
    # As long as the text, so that places in the one are places in the other.
    left = text.translate(FULL_WIDTH)
    for pattern, reader in rules:

        def take(match: Match[str], reader: Callable[[Match[str]], Reading] = reader) -> str:
            reading = reader(match)
            if reading is None:
                return match[0]
            seen.extend(reading)
            return TAKEN * len(match[0])

        left = pattern.sub(take, left)
    as_written = (replace(one, written=text[one.start : one.start + len(one.written)]) for one in seen)
    return sorted(as_written, key=lambda number: number.start)
