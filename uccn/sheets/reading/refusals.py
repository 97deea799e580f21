from __future__ import annotations

from uccn.sheets.parsing.wire import Refusal
from uccn.sheets.reading.sentences import REFUSALS, sentence


class Unreadable(ValueError):
    """A file that is not read. As text it is a sentence in the language then active, naming cause and place."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    @classmethod
    def because(cls, refusal: Refusal) -> Unreadable:
        return cls(refusal.code, **refusal.facts)

    def __str__(self) -> str:
        return sentence(REFUSALS, self.code, self.facts)
