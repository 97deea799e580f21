"""Joining what two people changed in one text at the same time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

TAG = re.compile(r"""<(?P<close>/?)(?P<name>[a-z][a-z\d]*)(?:\s+[\w-]+(?:="[^"]*")?)*\s*/?>""")
# Elements that hold paragraphs: two people may work on different items of one list.
HOLDERS = {"ul", "ol", "li", "blockquote", "table", "thead", "tbody"}
BLOCKS = HOLDERS | {"p", "h3", "h4", "tr", "td", "th"}
VOID = {"br"}


@dataclass(frozen=True)
class Change:
    """What one person put in the place of the parts from `start` to `end`."""

    start: int
    end: int
    parts: list[str]


def merge(base: str, mine: str, theirs: str) -> str | None:
    """The text with the changes of both; None if they changed the same paragraph or added at the same place.

    Plain texts are merged by line, marked-up ones by element. Line ends become \\n.
    """
    texts = [text.replace("\r\n", "\n") for text in (base, mine, theirs)]
    if any(is_marked_up(text) for text in texts):
        merged = merged_parts(*map(elements, texts))
        return None if merged is None else "".join(merged)
    merged = merged_parts(*(text.split("\n") for text in texts))
    return None if merged is None else "\n".join(merged)


def is_marked_up(text: str) -> bool:
    return any(tag["name"] in BLOCKS for tag in TAG.finditer(text))


def merged_parts(base: list[str], mine: list[str], theirs: list[str]) -> list[str] | None:
    all_changes = changes(base, mine)
    for change in changes(base, theirs):
        touching = [other for other in all_changes if touch(other, change)]
        joined = joined_change(base, [*touching, change])
        if joined is None:
            return None
        all_changes = [other for other in all_changes if other not in touching] + [joined]
    return applied(base, all_changes)


def changes(base: list[str], other: list[str]) -> list[Change]:
    found = []
    for kind, i, i_end, j, j_end in SequenceMatcher(None, base, other, autojunk=False).get_opcodes():
        if kind == "replace" and i_end - i == j_end - j:
            found += [Change(i + n, i + n + 1, [part]) for n, part in enumerate(other[j:j_end])]
        elif kind != "equal":
            found.append(Change(i, i_end, other[j:j_end]))
    return found


def touch(one: Change, other: Change) -> bool:
    """Neighbours do not touch; but what is added beside a change may belong to it."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def joined_change(base: list[str], touching: list[Change]) -> Change | None:
    first = touching[0]
    if all(change == first for change in touching):
        return first
    if len(touching) > 2 or any((change.end - change.start, len(change.parts)) != (1, 1) for change in touching):
        return None
    inside = merged_inside(base[first.start], *(change.parts[0] for change in touching))
    return None if inside is None else Change(first.start, first.end, [inside])


def merged_inside(base: str, mine: str, theirs: str) -> str | None:
    """Merge an element that holds paragraphs."""
    shells, contents = zip(*map(opened, (base, mine, theirs)), strict=True)
    if not shells[0] or len(set(shells)) > 1:
        return None
    merged = merged_parts(*map(elements, contents))
    return None if merged is None else "".join([shells[0][0], *merged, shells[0][1]])


def opened(element: str) -> tuple[tuple[str, str] | None, str]:
    """The tags of a holder and its content; None and the element itself if it holds no paragraphs."""
    tags = list(TAG.finditer(element))
    if not tags or tags[0].start() > 0 or tags[0]["name"] not in HOLDERS:
        return None, element
    return (tags[0][0], element[tags[-1].start() :]), element[tags[0].end() : tags[-1].start()]


def applied(base: list[str], all_changes: list[Change]) -> list[str]:
    parts: list[str] = []
    place = 0
    for change in sorted(all_changes, key=lambda change: (change.start, change.end)):
        parts += base[place : change.start] + change.parts
        place = change.end
    return parts + base[place:]


def elements(markup: str) -> list[str]:
    """The outermost blocks of a text and what stands between them; put together again they are the text.

    A text whose tags do not close is one part.
    """
    cuts = [0]
    stack: list[str] = []
    for tag in TAG.finditer(markup):
        name = tag["name"]
        if not tag["close"] and not stack and name in BLOCKS and markup[cuts[-1] : tag.start()].strip():
            cuts.append(tag.start())
        if not tag["close"] and name not in VOID:
            stack.append(name)
        elif tag["close"] and (not stack or stack.pop() != name):
            return [markup]
        elif tag["close"] and not stack and name in BLOCKS:
            cuts.append(tag.end())
    if stack:
        return [markup]
    ends = [*cuts[1:], len(markup)]
    return [markup[start:end] for start, end in zip(cuts, ends, strict=True) if start < end]
