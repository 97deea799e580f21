"""In which encoding a text file was written, told by evidence, so that no name turns into other characters."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from uccn.sheets.reading.hanzi import COMMON
from uccn.sheets.reading.refusals import Unreadable

BOMS = {
    codecs.BOM_UTF8: ("UTF-8", "utf-8"),
    codecs.BOM_UTF16_LE: ("UTF-16 LE", "utf-16-le"),
    codecs.BOM_UTF16_BE: ("UTF-16 BE", "utf-16-be"),
    b"\x84\x31\x95\x33": ("GB18030", "gb18030"),
}
# Name, codec. Hong Kong's Big5 has characters that Taiwan's has not.
LEGACY = [("GB18030", "gb18030"), ("Big5", "cp950"), ("Big5", "big5hkscs")]

PUNCTUATION = frozenset("，。、；：？！（）《》〈〉「」『』【】“”‘’—…　·・～／％－０１２３４５６７８９")

# The share of common hanzi below which a reading is not believed, and above which it may be certain.
BELIEVED, STRONG = 0.4, 0.6
# How much more common one reading must be than the next to be certain, and in how many characters.
MARGIN, FEWEST = 0.3, 4
# A line that is in another encoding than the rest shows it by this much.
LINE_MARGIN = 0.6

# The bytes of ã or é in UTF-8 behind a Latin letter; in GB18030 they are common hanzi: "S茫o", "Caf茅".
GARBLED = re.compile(rb"[A-Za-z](?:[\xc3-\xc5][\x80-\xbf])+(?=[\x00-\x7f]|$)")
PIECE = 1024 * 1024

# What Chinese office texts seldom hold.
RARE = re.compile(f"[^\x00-\x7f\u00c0-\u024f\u1e00-\u1eff{re.escape(''.join(COMMON | PUNCTUATION))}]")
BEHIND_LETTER = re.compile(f"[A-Za-z](?=[\u3400-\u9fff]){RARE.pattern}")

Lines = list[tuple[int, bytes]]
"""The lines that are not all ASCII, with their numbers from 1."""


@dataclass(frozen=True)
class Encoding:
    """How a file is decoded. `rival` is the reading that fits nearly as well, if one does."""

    name: str
    codec: str
    bom: bytes = b""
    is_certain: bool = True
    rival: Encoding | None = None


def encoding_of(content: bytes) -> Encoding:
    """Raises Unreadable with the line where no encoding fits, or where more than one is used."""
    for bom, (name, codec) in BOMS.items():
        if content.startswith(bom):
            return whole(content, Encoding(name, codec, bom))
    if codec := utf16_without_bom(content):
        return whole(content, Encoding("UTF-16 LE" if codec == "utf-16-le" else "UTF-16 BE", codec))
    if decodes(content, "utf-8"):
        return Encoding("UTF-8", "utf-8")
    return legacy(content)


def whole(content: bytes, encoding: Encoding) -> Encoding:
    length = len(encoding.bom)
    if not decodes(memoryview(content)[length:], encoding.codec):
        try:
            content[length:].decode(encoding.codec)
        except UnicodeDecodeError as error:
            before = content[length : length + error.start].decode(encoding.codec, "ignore")
            raise Unreadable("mixed", line=before.count("\n") + 1, encoding=encoding.name) from error
    return encoding


def decodes(content: bytes | memoryview, codec: str) -> bool:
    """Decodes piece by piece: as text a file takes several times its size."""
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for start in range(0, len(content), PIECE):
            decoder.decode(content[start : start + PIECE], final=start + PIECE >= len(content))
    except UnicodeDecodeError:
        return False
    return True


def utf16_without_bom(content: bytes) -> str:
    """Separators and line ends are NUL and a character, the NUL always on the same side."""
    sample = content[:65536]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if len(content) % 2 or max(low, high) < len(sample) * 0.02 or min(low, high) * 4 > max(low, high):
        return ""
    codec = "utf-16-le" if high > low else "utf-16-be"
    return codec if "\n".encode(codec) in content or ",".encode(codec) in content else ""


def legacy(content: bytes) -> Encoding:
    lines = [(line, text) for line, text in enumerate(content.split(b"\n"), start=1) if not text.isascii()]
    refuse_stray_lines(lines)
    readings = [(score(content.decode(codec, "replace")), Encoding(name, codec)) for name, codec in LEGACY]
    readings.sort(key=lambda reading: -reading[0])
    best_score, best = readings[0]
    if best_score < BELIEVED:
        raise Unreadable("encoding", line=next(line for line, text in lines if not decodes(text, "utf-8")))
    refuse_lines_unlike(best, lines)
    rival_score, rival = next(reading for reading in readings if reading[1].name != best.name)
    is_clear = best_score >= STRONG and best_score - rival_score >= MARGIN
    is_certain = is_clear and evidence(content.decode(best.codec)) >= FEWEST
    has_rival = not is_certain and decodes(content, rival.codec)
    return Encoding(best.name, best.codec, is_certain=is_certain, rival=rival if has_rival else None)


def score(text: str) -> float:
    """From -1 to 1: how much the characters beyond ASCII are those of Chinese office texts."""
    counts = [(character, count) for character, count in Counter(text).items() if character >= "\x80"]
    total = sum(count for _, count in counts)
    return sum(worth(character) * count for character, count in counts) / total if total else 0.0


def worth(character: str) -> float:
    if character in COMMON or character in PUNCTUATION:
        return 1.0
    if is_accented(character):
        return 0.6
    is_private = "\ue000" <= character <= "\uf8ff"
    return 0.0 if character.isalpha() and not is_private else -1.0


def is_accented(character: str) -> bool:
    return "\u00c0" <= character <= "\u024f" or "\u1e00" <= character <= "\u1eff"


def evidence(text: str) -> int:
    return sum(count for character, count in Counter(text).items() if character in COMMON)


def refuse_stray_lines(lines: Lines) -> None:
    """Some lines UTF-8, some not: text pasted together from several files."""
    valid = [(line, text) for line, text in lines if decodes(text, "utf-8")]
    utf8 = [line for line, text in valid if reads_better_as_utf8(text)]
    if utf8 and len(utf8) * 2 >= len(lines):
        others = {line for line, _ in lines} - {line for line, _ in valid}
        raise Unreadable("mixed", line=min(others), encoding="UTF-8")
    if utf8:
        raise Unreadable("mixed", line=utf8[0], encoding="GB18030 / Big5")


def reads_better_as_utf8(text: bytes) -> bool:
    if GARBLED.search(text):
        return True
    legacy_scores = [score(text.decode(codec, "replace")) for _, codec in LEGACY]
    return score(text.decode("utf-8")) - max(legacy_scores) >= MARGIN


def refuse_lines_unlike(best: Encoding, lines: Lines) -> None:
    """A line that does not make sense in the encoding of the others. Only one with rare characters may be such."""
    for line, text in lines:
        reading = text.decode(best.codec, "replace")
        if RARE.search(reading) and (is_garbled(reading) or is_rather_another(text, reading, best)):
            raise Unreadable("mixed", line=line, encoding=best.name)


def is_garbled(reading: str) -> bool:
    """A rare hanzi right behind a Latin letter: "S鉶 Paulo" was São Paulo in a western encoding."""
    return "\ufffd" in reading or BEHIND_LETTER.search(reading) is not None


def is_rather_another(text: bytes, reading: str, best: Encoding) -> bool:
    own = score(reading)
    others = [text.decode(codec, "replace") for name, codec in LEGACY if name != best.name]
    return own < STRONG and any(evidence(other) >= FEWEST and score(other) - own >= LINE_MARGIN for other in others)
