"""The tree of one report in one language: what an edition freezes and every rendering draws from.

Dates are partial ISO 8601 texts, decimals are texts, languages are "zh-hans" and "en". A Text says which language it
is in: where it differs from the document's own, the other language stands in and every rendering marks it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from uccn.dates.partial import PartialDate

SCHEMA = 1


class Node(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of the tree; what is empty is left out of the JSON."""


class Text(Node, frozen=True):
    content: str
    language: str
    # Whether it is a translation of what the other language no longer said when the document was made.
    is_outdated: bool = False

    def __str__(self) -> str:
        return self.content


class Passage(Node, frozen=True):
    """A part that readers find under an address of its own."""

    @property
    def is_outdated(self) -> bool:
        return any(text.is_outdated for text in texts_of(self, own=True))


class CityRef(Node, frozen=True):
    name: Text
    slug: str = ""


class FieldRef(Node, frozen=True):
    code: str
    name: Text
    title: Text


class FormRef(Node, frozen=True):
    code: str
    name: Text


class ReportRef(Node, frozen=True):
    slug: str
    title: Text
    submitted_on: PartialDate | None = None


class Fact(Node, frozen=True):
    """A short fact of the general information; `kind` is one of reports.models.form.Fact."""

    kind: str
    text: Text | None = None
    date: PartialDate | None = None
    report: ReportRef | None = None


class Picture(Node, frozen=True):
    file: str
    width: int
    height: int
    # Of its smaller copies, in pixels.
    widths: tuple[int, ...] = ()


class Figure(Node, frozen=True):
    """A picture of the report, or only its caption where the picture is lost. Numbered through the document."""

    number: int
    caption: Text
    picture: Picture | None = None
    alt: Text | None = None
    is_decorative: bool = False
    credit: Text | None = None
    rights: Text | None = None
    map_approval_number: str = ""


class Indicator(Node, frozen=True):
    name: Text
    qualifier: str = "exact"
    value: Decimal | None = None
    unit: Text | None = None
    period: PartialDate | None = None
    change: Decimal | None = None
    as_written: Text | None = None
    source: Text | None = None


class Event(Node, frozen=True):
    on: PartialDate
    text: Text
    note: Text | None = None
    cities: tuple[CityRef, ...] = ()


class Goal(Node, frozen=True):
    number: int
    name: Text


class Promise(Node, frozen=True):
    """The initiative of an earlier report that this one follows up, and what became of it."""

    report: str
    title: Text
    outcome: str = ""
    reason: Text | None = None


class Initiative(Passage, frozen=True):
    anchor: str
    label: str = ""
    title: Text | None = None
    body: Text | None = None
    starts_on: PartialDate | None = None
    ends_on: PartialDate | None = None
    dates_as_written: Text | None = None
    place: Text | None = None
    partner_cities: tuple[CityRef, ...] = ()
    other_partners: Text | None = None
    goals: tuple[Goal, ...] = ()
    follows_up: Promise | None = None
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    parts: tuple[Initiative, ...] = ()


class Attendance(Node, frozen=True):
    meeting: str
    place: Text
    year: int
    starts_on: PartialDate | None = None
    ends_on: PartialDate | None = None
    as_written: Text | None = None
    note: Text | None = None


class Evaluation(Node, frozen=True):
    year: int
    applicant: CityRef
    count: int = 1
    as_written: Text | None = None


class Contribution(Node, frozen=True):
    kind: str
    amount: Decimal | None = None
    currency: str = ""
    as_written: Text | None = None
    objective: Text | None = None
    starts_on: PartialDate | None = None
    ends_on: PartialDate | None = None


class Budget(Node, frozen=True):
    period: str
    amount: Decimal | None = None
    currency: str = ""
    is_approximate: bool = False
    starts_on: PartialDate | None = None
    ends_on: PartialDate | None = None
    as_written: Text | None = None


class Link(Node, frozen=True):
    title: Text
    url: str


class Section(Passage, frozen=True):
    """One item of the form with what the city answered; `state` is one of reports.models.answer.AnswerState."""

    number: str
    anchor: str
    heading: Text
    kind: str
    state: str = "answered"
    body: Text | None = None
    note: Text | None = None
    fact: Fact | None = None
    indicators: tuple[Indicator, ...] = ()
    figures: tuple[Figure, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    budgets: tuple[Budget, ...] = ()
    links: tuple[Link, ...] = ()
    sections: tuple[Section, ...] = ()


class Document(Node, frozen=True):
    slug: str
    language: str
    title: Text
    city: CityRef
    country: Text
    field: FieldRef
    form: FormRef
    due_year: int
    period_from: int
    period_to: int
    original_language: str
    submitted_on: PartialDate | None = None
    designated_on: PartialDate | None = None
    sections: tuple[Section, ...] = ()
    schema: int = SCHEMA

    def as_json(self) -> dict[str, Any]:
        # The number of the structure is always said, though it has a default.
        content: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self, enc_hook=str))
        return {"schema": self.schema, **content}

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Document:
        return msgspec.convert(content, cls, dec_hook=decode)

    def digest(self) -> str:
        return digest_of(self.as_json())

    def text_digest(self) -> str:
        """The digest it would have if no translation were out of date."""
        return digest_of(unmarked(self.as_json()))

    def texts(self) -> Iterator[Text]:
        return texts_of(self)

    def foreign_texts(self) -> list[Text]:
        """Texts that stand in from the other language."""
        return [text for text in self.texts() if text.language != self.language]

    def is_empty(self) -> bool:
        """Whether nothing is written in the document's own language."""
        return all(text.language != self.language for text in self.texts())

    def figures(self) -> Iterator[Figure]:
        for section in walk(self.sections):
            yield from section.figures
            for initiative in section.initiatives:
                yield from initiative.figures
                for part in initiative.parts:
                    yield from part.figures


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256, in hexadecimal, of a document's JSON with sorted keys."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def unmarked(content: Any) -> Any:
    if isinstance(content, dict):
        return {key: unmarked(value) for key, value in content.items() if key != "is_outdated"}
    return [unmarked(value) for value in content] if isinstance(content, list) else content


def decode(kind: type, value: Any) -> Any:
    if kind is PartialDate:
        return PartialDate.parse(value)
    raise NotImplementedError(kind)


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from walk(section.sections)


def texts_of(node: Any, *, own: bool = False) -> Iterator[Text]:
    """The texts in a node; with `own`, without those of the passages within it."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, tuple):
        for child in node:
            if not (own and isinstance(child, Passage)):
                yield from texts_of(child, own=own)
    elif isinstance(node, Node):
        for name in node.__struct_fields__:
            yield from texts_of(getattr(node, name), own=own)
