"""Two versions of a marked-up text, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from .paragraphs import Paragraph, paragraphs_of
from .words import Piece, compare, increasing

Pair = tuple[Paragraph | None, Paragraph | None]
State = Literal["same", "changed", "added", "removed", "formatting", "link"]
# Paragraphs with less than this share of their pairs of letters in common are not one that changed.
ALIKE = 0.35
# How far from its place a changed paragraph is looked for.
NEAR = 20


@dataclass(frozen=True)
class Block:
    """A paragraph of the comparison; of unchanged ones the whole run, `count` of them with a piece for each.

    "formatting": the words are the same, but not how they are set. "link": a link leads elsewhere.
    `tag` is that of the new text (of the old for "removed"), of a run that of its first paragraph.
    """

    state: State
    tag: str
    pieces: list[Piece]
    count: int = 1


def compare_markup(old: str, new: str, language: str) -> list[Block]:
    """The blocks of two texts as `uccn.texts.html` allows them. The pieces are plain text; the caller escapes them."""
    blocks: list[Block] = []
    pairs = aligned(paragraphs_of(old), paragraphs_of(new))
    for is_same, run in groupby((block(before, after, language) for before, after in pairs), is_unchanged):
        found = list(run)
        blocks += [joined(found)] if is_same else found
    return blocks


def is_unchanged(block: Block) -> bool:
    return block.state == "same"


def joined(run: list[Block]) -> Block:
    return Block("same", run[0].tag, [piece for block in run for piece in block.pieces], len(run))


def block(before: Paragraph | None, after: Paragraph | None, language: str) -> Block:
    if before and after:
        tag, state = after.tag, state_of(before, after)
        pieces = [Piece("same", after.text)] if state != "changed" else compare(before.text, after.text, language)
        return Block(state, tag, pieces)
    if after:
        return Block("added", after.tag, [Piece("added", after.text)])
    assert before
    return Block("removed", before.tag, [Piece("removed", before.text)])


def state_of(before: Paragraph, after: Paragraph) -> State:
    if before.text != after.text:
        return "changed"
    if before.links != after.links:
        return "link"
    return "same" if (before.tag, before.formatting) == (after.tag, after.formatting) else "formatting"


def aligned(old: list[Paragraph], new: list[Paragraph]) -> Iterator[Pair]:
    """Each paragraph of both texts once, beside the one it became."""
    matcher = SequenceMatcher(None, [one.text for one in old], [one.text for one in new], autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(old[i:i_end], new[j:j_end], strict=True)
        else:
            yield from aligned_by_likeness(old[i:i_end], new[j:j_end])


def aligned_by_likeness(old: list[Paragraph], new: list[Paragraph]) -> Iterator[Pair]:
    i = j = 0
    for before, after in likeliest(old, new):
        yield from unlike(old[i:before], new[j:after])
        yield old[before], new[after]
        i, j = before + 1, after + 1
    yield from unlike(old[i:], new[j:])


def unlike(old: list[Paragraph], new: list[Paragraph]) -> Iterator[Pair]:
    """What stands between paragraphs that are alike; as many of the same kind took each other's place."""
    if [one.tag for one in old] == [one.tag for one in new]:
        yield from zip(old, new, strict=True)
    else:
        yield from ((paragraph, None) for paragraph in old)
        yield from ((None, paragraph) for paragraph in new)


def likeliest(old: list[Paragraph], new: list[Paragraph]) -> list[tuple[int, int]]:
    """The places of the paragraphs that one became the other."""
    after = [pairs_of_letters(paragraph.text) for paragraph in new]
    found = []
    for i, paragraph in enumerate(old):
        letters = pairs_of_letters(paragraph.text)
        middle = i * len(new) // len(old)
        near = range(max(0, middle - NEAR), min(len(new), middle + NEAR + 1))
        likest = max(((likeness(letters, after[j]), j) for j in near), default=(0.0, 0))
        if likest[0] >= ALIKE:
            found.append((i, likest[1]))
    return increasing(found)


def pairs_of_letters(text: str) -> set[str]:
    letters = "".join(filter(str.isalnum, text))
    return {letters[place : place + 2] for place in range(len(letters))}


def likeness(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other) or 1)
