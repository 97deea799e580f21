"""Several things in one sentence, divided as the language then active divides them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

from .codes import CHINESE


def listed(words: Iterable[str]) -> str:
    """3, 5 in English; 3、5 in Chinese."""
    return ("、" if get_language() == CHINESE else ", ").join(words)


def strung(clauses: Iterable[str]) -> str:
    """Of things that may hold commas themselves, and of sentences: a full stop ends only the last of them."""
    *before, last = list(clauses) or [""]
    divider = "；" if get_language() == CHINESE else "; "
    return divider.join([*(clause.rstrip(".。") for clause in before), last])
