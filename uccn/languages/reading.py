"""Reading a text in one language, and saying so when only the other language has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from .codes import ENGLISH, TAGS, column, other


@dataclass(frozen=True)
class Text:
    """A text and the language it is in ("zh-hans" or "en")."""

    content: str
    language: str

    @property
    def tag(self) -> str:
        return TAGS[self.language]

    def __str__(self) -> str:
        return self.content


def read(record: Any, field_name: str, language: str) -> Text | None:
    """The field's text in the language, else in the other one, else None."""
    for candidate in (language, other(language)):
        content = getattr(record, column(field_name, candidate))
        if content:
            return Text(content, candidate)
    return None


def label(record: Any, field_name: str = "name") -> str:
    """A short text for drop-downs and messages, in the reader's language where there is one."""
    text = read(record, field_name, get_language() or ENGLISH)
    return str(text) if text else ""
