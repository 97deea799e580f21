from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from uccn.sheets.reading.sentences import NOTES, sentence


@dataclass(frozen=True)
class Note:
    """Something about the reading that the person who sent the file should know."""

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return sentence(NOTES, self.code, self.facts)
