"""Two versions of a plain text, Chinese by character and other languages by word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Literal

# Old and new place of an equal run, and its length.
Run = tuple[int, int, int]

HANZI = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A number is one word in both: 8.5 that became 8.7 is not 8. with a 5 that became a 7.
WORDS = r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\n|[^\S\n]+|."
CHARACTERS = rf"[{HANZI}]|\d+(?:[.,]\d+)*|[^\W\d_{HANZI}]+(?:['’][^\W\d_{HANZI}]+)*|\n|[^\S\n]+|."
# What is compared as one, and up to how many letters in common do not part two changes.
SPLIT = {"zh-hans": (re.compile(CHARACTERS, re.S), 2)}
OTHERWISE = (re.compile(WORDS, re.S), 8)
# Rows of this many tokens that both texts hold equally often are the same places.
ANCHORS = (16, 8, 4)
# Up to here (old times new) anchors are not worth the while, every token is compared with every other.
FEW = 3_000
# Beyond, without an anchor, nothing is alike.
MANY = 60_000
# With less than this share of the letters in common a text is a new one.
ALIKE = 0.2


@dataclass(frozen=True)
class Piece:
    """A stretch of plain text. What is "same" or "removed" makes the old text, what is "same" or "added" the new."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass
class Change:
    """A stretch of the old text and what stands in its place, then what follows in both."""

    removed: str
    added: str
    same: str

    @property
    def size(self) -> int:
        return max(letters(self.removed), letters(self.added))


def compare(old: str, new: str, language: str) -> list[Piece]:
    """The pieces of two plain texts in "zh-hans", "en" or another language. The caller escapes them."""
    token, island = SPLIT.get(language, OTHERWISE)
    changes = settled(changed(token.findall(old), token.findall(new)), island)
    same = sum(letters(change.same) for change in changes)
    if same < ALIKE * max(letters(old), letters(new)):
        changes = [Change(old, new, "")]
    return list(pieces(changes))


def letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def pieces(changes: Iterable[Change]) -> Iterator[Piece]:
    for change in changes:
        if change.removed:
            yield Piece("removed", change.removed)
        if change.added:
            yield Piece("added", change.added)
        if change.same:
            yield Piece("same", change.same)


def changed(old: list[str], new: list[str]) -> list[Change]:
    """What changed between the two rows of tokens; the first change may be none at all."""
    changes: list[Change] = []
    i = j = 0
    for start, there, length in [*runs(*as_letters(old, new)), (len(old), len(new), 0)]:
        same = "".join(old[start : start + length])
        if changes and start == i and there == j:
            changes[-1].same += same
        else:
            changes.append(Change("".join(old[i:start]), "".join(new[j:there]), same))
        i, j = start + length, there + length
    return changes


def as_letters(old: list[str], new: list[str]) -> tuple[str, str]:
    """A letter for each token, so that rows of tokens are strings."""
    code: dict[str, str] = {}
    for number, token in enumerate(dict.fromkeys((*old, *new)), 1):
        # The range of the surrogates holds no letters.
        code[token] = chr(number if number < 0xD800 else number + 0x800)
    return "".join(map(code.__getitem__, old)), "".join(map(code.__getitem__, new))


def runs(old: str, new: str, anchors: Sequence[int] = ANCHORS) -> list[Run]:
    """The equal runs of two strings, in order."""
    head = alike_at_start(old, new)
    tail = alike_at_start(old[head:][::-1], new[head:][::-1])
    found = [(0, 0, head)] if head else []
    middle = runs_inside(old[head : len(old) - tail], new[head : len(new) - tail], anchors)
    found += [(i + head, j + head, length) for i, j, length in middle]
    return [*found, (len(old) - tail, len(new) - tail, tail)] if tail else found


def alike_at_start(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def runs_inside(old: str, new: str, anchors: Sequence[int]) -> list[Run]:
    if not old or not new:
        return []
    if anchors and len(old) * len(new) > FEW:
        return runs_between(old, new, anchors[0], anchors[1:])
    if len(old) * len(new) > MANY:
        return []
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [(i, j, length) for i, j, length in blocks if length]


def runs_between(old: str, new: str, length: int, shorter: Sequence[int]) -> list[Run]:
    """Anchor what stands in both equally often, then look between the anchors."""
    found: list[Run] = []
    i = j = 0
    for a, b in [*increasing(anchored(old, new, length)), (len(old), len(new))]:
        if a < i or b < j:
            # Overlaps the anchor before it.
            continue
        found += [(x + i, y + j, n) for x, y, n in runs(old[i:a], new[j:b], shorter)]
        if a < len(old) and b < len(new):
            found.append((a, b, length))
        i, j = a + length, b + length
    return found


def anchored(old: str, new: str, length: int) -> Iterator[tuple[int, int]]:
    here, there = places(old, length), places(new, length)
    for row, found in here.items():
        if len(found) == len(there.get(row, ())):
            yield from zip(found, there[row], strict=True)


def places(text: str, length: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place in range(len(text) - length + 1):
        found.setdefault(text[place : place + length], []).append(place)
    return found


def increasing(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs in which both numbers grow."""
    # Of the choices of each length found so far the smallest last number, and the pair it belongs to.
    smallest: list[int] = []
    ends: list[int] = []
    linked: list[tuple[tuple[int, int], int]] = []
    for pair in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        rank = bisect_left(smallest, pair[1])
        linked.append((pair, ends[rank - 1] if rank else -1))
        smallest[rank : rank + 1] = [pair[1]]
        ends[rank : rank + 1] = [len(linked) - 1]
    chosen = []
    place = ends[-1] if ends else -1
    while place >= 0:
        pair, place = linked[place]
        chosen.append(pair)
    return chosen[::-1]


def settled(changes: list[Change], island: int) -> list[Change]:
    """Join changes that only a few letters part: a sentence written anew is not a heap of commas and articles."""
    done: list[Change] = []
    for change in changes:
        done.append(change)
        if len(done) > 1 and letters(done[-2].same) <= min(island, done[-2].size, change.size):
            after, before = done.pop(), done.pop()
            removed, added = before.removed + before.same + after.removed, before.added + before.same + after.added
            done.append(Change(removed, added, after.same))
    return done
