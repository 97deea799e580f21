"""A file opened for reading: its sheets, and their rows as often as they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from uccn.sheets.parsing.wire import Record, Refusal, SheetFacts
from uccn.sheets.reading.notes import Note


class Source(Protocol):
    @property
    def kind(self) -> str: ...

    @property
    def sheets(self) -> Sequence[SheetFacts]: ...

    @property
    def encoding(self) -> str:
        """Of a csv, as shown to people; else empty."""

    @property
    def notes(self) -> Sequence[Note]: ...

    def refusal_of(self, place: int) -> Refusal | None:
        """Why the sheet at this place cannot be read, if it cannot."""

    def records(self, place: int) -> Iterator[Record]:
        """The rows of the sheet that are not blank, from the first on."""
