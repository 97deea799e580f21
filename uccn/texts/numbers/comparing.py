"""Where the numbers of two translations differ."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from . import chinese, english
from .digits import FIRST, THEN
from .number import Kind, Number, Weight, read

Key = tuple[Kind, Decimal]


@dataclass(frozen=True)
class Disagreement:
    """A number that one language has and the other lacks; with both given, each says another number than the other."""

    chinese: Number | None
    english: Number | None


def readings(text: str, language: str) -> list[Number]:
    rules = {"zh-hans": chinese.RULES, "en": english.RULES}.get(language, [*FIRST, *THEN])
    return read(text, rules)


def numbers_in(text: str, language: str) -> list[Number]:
    """The numbers of a plain text in "zh-hans" or "en" in their order; of other languages those in digits."""
    return [number for number in readings(text, language) if number.weight > Weight.HINT]


def disagreements(chinese: str, english: str) -> list[Disagreement]:
    """What to look at in two plain texts that translate each other. Silent where the figures agree."""
    ours, theirs = readings(chinese, "zh-hans"), readings(english, "en")
    left, right = unanswered(ours, theirs), unanswered(theirs, ours)
    drop_dates(left, right)
    found = [Disagreement(a, b) for a, b in pair(left, right)]
    found += [Disagreement(a, b) for a, b in exchanged(ours, theirs) + renamed(ours, theirs)]
    found += [Disagreement(number, None) for number in figures(left)]
    found += [Disagreement(None, number) for number in figures(right)]
    return sorted(found, key=lambda one: one.chinese.start if one.chinese else len(chinese))


def unanswered(ours: list[Number], theirs: list[Number]) -> list[Number]:
    """The numbers of one side whose value the other does not say at all, each value once."""
    said = {value for number in theirs for value in values(number)}
    return list({key(n): n for n in reversed(ours) if n.weight > Weight.HINT and not said & values(n)}.values())[::-1]


def key(number: Number) -> Key:
    return number.kind, number.value


def values(number: Number) -> set[Key]:
    """What the number may stand for. The number of a name may be one of its own: G20 is 二十国集团."""
    kind: Kind = "number" if number.kind == "name" else number.kind
    return {(kind, value) for value in (number.value, *number.also)}


def drop_dates(left: list[Number], right: list[Number]) -> None:
    """A month may be a number on the other side: 八月十五 falls in the eighth month of the moon."""
    for ours in list(left):
        match = next((n for n in right if n.value == ours.value and {n.kind, ours.kind} == {"month", "number"}), None)
        if match:
            left.remove(ours)
            right.remove(match)


def pair(left: list[Number], right: list[Number]) -> list[tuple[Number, Number]]:
    """Take out of both what is most likely the same number, said differently."""
    pairs = []
    for alike in (power_of_ten_apart, same_digits, one_digit_apart):
        for ours in list(left):
            match = next((theirs for theirs in right if alike(ours, theirs)), None)
            if match:
                pairs.append((ours, match))
                left.remove(ours)
                right.remove(match)
    if len(left) == len(right) == 1 and left[0].kind == right[0].kind:
        pairs.append((left.pop(), right.pop()))
    return pairs


def significant(number: Number) -> str:
    return "".join(map(str, number.value.as_tuple().digits)).strip("0")


def power_of_ten_apart(ours: Number, theirs: Number) -> bool:
    return significant(ours) == significant(theirs) != "" and ours.kind == theirs.kind


def same_digits(ours: Number, theirs: Number) -> bool:
    return ours.value == theirs.value


def one_digit_apart(ours: Number, theirs: Number) -> bool:
    a, b = f"{ours.value:f}", f"{theirs.value:f}"
    wrong = sum(x != y for x, y in zip(a, b, strict=False))
    return ours.kind == theirs.kind and len(a) == len(b) and wrong <= 1 + (sorted(a) == sorted(b))


def exchanged(ours: list[Number], theirs: list[Number]) -> list[tuple[Number, Number]]:
    """A number turned into another one that both texts hold: 2018 twice and 2016 once, against the reverse.

    Only if all else is said equally often: translators say "that year" and "each" as they please.
    """
    said_here, said_there = Counter(map(key, figures(ours))), Counter(map(key, figures(theirs)))
    more, less = said_here - said_there, said_there - said_here
    if (
        more.total() != 1
        or less.total() != 1
        or not (more.keys() | less.keys()) <= said_here.keys() & said_there.keys()
    ):
        return []
    pairs = [(a, b) for a in figures(ours) for b in figures(theirs) if key(a) in more and key(b) in less]
    return [pair for pair in pairs if one_digit_apart(*pair)][:1]


def figures(numbers: list[Number]) -> list[Number]:
    return [number for number in numbers if number.weight is Weight.FIGURE]


def renamed(ours: list[Number], theirs: list[Number]) -> list[tuple[Number, Number]]:
    """Names alike but for their digits, such as G20 and G28."""
    left = {n.written.casefold(): n for n in ours if n.kind == "name"}
    right = {n.written.casefold(): n for n in theirs if n.kind == "name"}
    only_left, only_right = ([a[name] for name in a if name not in b] for a, b in ((left, right), (right, left)))
    return [(a, b) for a in only_left for b in only_right if shape(a) == shape(b)]


def shape(name: Number) -> str:
    return re.sub(r"\d", "0", name.written.casefold())
