"""Texts as people typed or pasted them, without what cannot be seen in them."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import NamedTuple, TypeGuard

from uccn.sheets.cells import NOT_CALCULATED, Cell, CellError
from uccn.sheets.values.refused import BadValue

EXCEL_ERRORS = frozenset("#REF! #N/A #VALUE! #DIV/0! #NAME? #NULL! #NUM! #SPILL! #CALC! #GETTING_DATA".split())
TOO_NARROW = re.compile("#{4,}")

SURROGATES = re.compile("[\ud800-\udfff]")
BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Zero-width blanks and joiners, direction marks, soft hyphens, byte order marks, and controls but tab and line end.
INVISIBLE = re.compile(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
# Every marker has one of these, narrow or wide.
IN_MARKERS = re.compile("[清cCｃＣ]")
JOINERS = "\u200c\u200d"
# Scripts whose letters change with a joiner between them: Arabic to Sinhala, Myanmar, Khmer and Mongolian.
JOINED_SCRIPTS = re.compile("[\u0600-\u0dff\u1000-\u109f\u1780-\u18af]")


class CleanText(NamedTuple):
    """A text and whether something invisible was taken out of it."""

    text: str
    something_removed: bool = False


def is_plain(cell: Cell) -> TypeGuard[str]:
    """Whether nothing but the blanks around the text needs cleaning: most cells of most sheets."""
    return (
        isinstance(cell, str)
        and cell.isprintable()
        and not cell.lstrip().startswith("#")
        and unicodedata.is_normalized("NFC", cell)
    )


def clean(cell: Cell) -> CleanText:
    """The text of a cell in NFC, blanks of all kinds as plain ones, lines kept; raises BadValue for what is no text."""
    if is_plain(cell):
        return CleanText(cell.strip())
    shown = as_shown(cell)
    refuse_errors(shown)
    visible, something_removed = without_invisible(LINE_ENDS.sub("\n", shown))
    lines = (line.rstrip() for line in BLANKS.sub(" ", visible).split("\n"))
    return CleanText(unicodedata.normalize("NFC", "\n".join(lines)).strip(), something_removed)


def clean_line(cell: Cell) -> CleanText:
    """As `clean`, on one line with single blanks: a name or a key."""
    cleaned = clean(cell)
    return CleanText(" ".join(cleaned.text.split()), cleaned.something_removed)


def as_shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if cell == NOT_CALCULATED:
        raise BadValue("not_calculated")
    if isinstance(cell, CellError):
        raise BadValue("excel_error", text=cell.text)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    # Excel itself shows 15 digits.
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def refuse_errors(text: str) -> None:
    if "\x00" in text:
        raise BadValue("nul")
    if SURROGATES.search(text):
        raise BadValue("surrogate")
    if text.strip().upper() in EXCEL_ERRORS or TOO_NARROW.fullmatch(text.strip()):
        raise BadValue("excel_error", text=text.strip())


def without_invisible(text: str) -> tuple[str, bool]:
    if not INVISIBLE.search(text):
        return text, False
    visible = INVISIBLE.sub(lambda match: match[0] if joins(text, match.start()) else "", text)
    return visible, visible != text


def joins(text: str, place: int) -> bool:
    """Whether a joiner stands where it shapes what is seen: in 👨‍👩‍👧, or between letters of scripts that need it."""
    if text[place] not in JOINERS or not 0 < place < len(text) - 1:
        return False
    before, after = text[place - 1], text[place + 1]
    if JOINED_SCRIPTS.match(before):
        return JOINED_SCRIPTS.match(after) is not None
    return text[place] == "\u200d" and is_emoji(before) and is_emoji(after)


def is_emoji(character: str) -> bool:
    return character == "\ufe0f" or unicodedata.category(character) in ("So", "Sk")


def is_clear_marker(cell: Cell) -> bool:
    """Whether the cell says that the value is to be taken away: 清空, (清空), (clear). A blank cell never does."""
    if not isinstance(cell, str) or not IN_MARKERS.search(cell):
        return False
    plain = unicodedata.normalize("NFKC", clean_line(cell).text).casefold().replace(" ", "")
    return plain in ("清空", "(清空)", "[清空]", "(clear)", "[clear]")
