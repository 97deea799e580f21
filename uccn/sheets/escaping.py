"""How a text that a format cannot hold as it is goes into a file, and comes back unchanged."""

from __future__ import annotations

import re

# What Excel or LibreOffice would take for a formula on opening a csv, blanks and invisible characters before it or not.
FORMULA_LIKE = re.compile(r"[\t\r\n]|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]")

# XML has no place for these. Office Open XML writes them as _x0001_, and so do our OpenDocument files.
XML_CANNOT_HOLD = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
# Most texts have none of these, and need not be looked at twice.
NOT_PLAIN_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff&<>_]")
ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
OUR_ESCAPES = re.compile(r"_x(00[01][0-9A-F]|FFF[EF]|005F)_")


def needs_apostrophe(text: str) -> bool:
    return text.startswith("'") or FORMULA_LIKE.match(text) is not None


def protected(text: str) -> str:
    """The text as it goes into a csv: one apostrophe before whatever looks like a formula or begins with an apostrophe.

    `unprotected` takes away exactly that apostrophe, so 's-Hertogenbosch read from another's file stays as it is.
    """
    return f"'{text}" if needs_apostrophe(text) else text


def unprotected(text: str) -> str:
    return text[1:] if text.startswith("'") and needs_apostrophe(text[1:]) else text


def escaped_for_xml(text: str) -> str:
    """Control characters as _x0001_; what only looks like such an escape gets its underscore escaped."""
    return XML_CANNOT_HOLD.sub(lambda match: f"_x{ord(match[0]):04X}_", ESCAPE_LIKE.sub("_x005F_", text))


def unescaped(text: str) -> str:
    """Takes back `escaped_for_xml` in an OpenDocument file."""
    return OUR_ESCAPES.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
