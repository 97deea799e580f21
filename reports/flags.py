"""What a publisher should look at before publishing a report. Nothing here is refused."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .document.rows import Rows


@dataclass(frozen=True)
class Flag:
    """One remark, in the reader's language, on one item of the form ("6.1")."""

    number: str
    words: str


def flags(rows: Rows) -> list[Flag]:
    return more_than_asked_for(rows)


def more_than_asked_for(rows: Rows) -> list[Flag]:
    found = []
    for item in rows.items:
        count = sum(initiative.parent_id is None for initiative in rows.initiatives.get(item.pk, ()))
        if item.max_items is not None and count > item.max_items:
            words = _("%(number)s holds %(count)d initiatives; the form asks for %(most)d at most.")
            found.append(Flag(item.number, words % {"number": item.number, "count": count, "most": item.max_items}))
    return found
