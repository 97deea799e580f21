from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Any

from django.utils.functional import Promise

from reports.models.dismissal import FlagKind
from uccn.texts.source_digest import source_digest

from .writing import Writing


def digest(*contents: object) -> str:
    """What a dismissal is kept under: 32 hexadecimal digits, the same while the contents mean the same."""
    meanings = "\x1f".join(source_digest(str(content)) for content in contents)
    return blake2b(meanings.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Flag:
    """One remark, in the reader's language, on something of a report."""

    kind: str
    words: str
    # Of what is flagged: with other content it is another flag.
    digest: str
    row: Any
    field: str = ""
    label: str | Promise = ""
    item: Any = None

    @property
    def place(self) -> str:
        """Where it is, in a form that outlives the words: "answer-12-text_en"; "" for the report as a whole."""
        # What a publisher confirmed may stand wherever the report says it.
        if self.blocks:
            return ""
        return "-".join(part for part in (self.row._meta.model_name, str(self.row.pk), self.field) if part)

    @property
    def key(self) -> tuple[str, str, str]:
        return self.kind, self.place, self.digest

    @cached_property
    def anchor(self) -> str:
        """What stands for the flag in addresses and forms."""
        return "flag-" + blake2b("\x1f".join(self.key).encode(), digest_size=8).hexdigest()

    @property
    def blocks(self) -> bool:
        return self.kind == FlagKind.PERSONAL

    @property
    def number(self) -> str:
        return self.item.number if self.item else ""


def flag_on(writing: Writing, kind: str, words: str, digest: str, *, language: str = "") -> Flag:
    return Flag(
        kind,
        words,
        digest,
        row=writing.row,
        field=writing.column(language) if language else writing.field,
        label=writing.label(language),
        item=writing.item,
    )
