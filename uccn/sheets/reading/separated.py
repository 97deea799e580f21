"""Files of separated values, in whatever encoding an office program wrote them.

A line is a record, as in Excel: a cell with line breaks in it makes one line, a blank record is a line as well.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from uccn.sheets.cells import cell_name
from uccn.sheets.escaping import unprotected
from uccn.sheets.parsing.limits import Limits
from uccn.sheets.parsing.wire import Record, Refusal, SheetFacts
from uccn.sheets.reading.encodings import Encoding, encoding_of
from uccn.sheets.reading.notes import Note
from uccn.sheets.reading.refusals import Unreadable

# In the order in which they are taken if a file could be read with several.
SEPARATORS = ",\t;|"
SAMPLE = 64 * 1024


class SeparatedValues:
    """A csv file. Nothing but the bytes is kept: each reading decodes them anew."""

    kind = "csv"

    def __init__(self, content: bytes, limits: Limits) -> None:
        self.content = content
        self.limits = limits
        self.encoding_found = encoding_by_record(content)
        self.encoding = self.encoding_found.name
        self.separator, self.first_line = separator_of(content, self.encoding_found)
        self.sheets = [SheetFacts(name="")]
        self.notes = [encoding_note(content, self.encoding_found)]
        if self.separator != ",":
            self.notes.append(Note("separator", {"separator": self.separator}))
        self.check()

    def refusal_of(self, place: int) -> Refusal | None:
        return None

    def records(self, place: int = 0) -> Iterator[Record]:
        for line, cells in self.lines():
            if any(cells):
                yield line, [unprotected(cell) or None for cell in cells]

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        line = 0
        reader = records(self.content, self.encoding_found, self.separator, strict=True)
        try:
            for line, cells in enumerate(reader, start=1 - self.first_line):
                if line > 0:
                    yield line, cells
        except csv.Error as error:
            if "field larger" in str(error):
                raise Unreadable("cell_too_long_or_quote", line=line + 1, most=self.limits.cell_characters) from error
            raise Unreadable("quote", line=line + 1) from error

    def check(self) -> None:
        """Reads the file once, so that whoever asks for rows later gets all of them."""
        has_nul = b"\x00" in self.content
        lost = 0
        for line, cells in self.lines():
            if line > self.limits.rows:
                raise Unreadable("too_many_rows", most=self.limits.rows)
            if len(cells) > self.limits.columns and any(cells[self.limits.columns :]):
                raise Unreadable("too_many_columns", line=line, count=len(cells), most=self.limits.columns)
            for index, cell in enumerate(cells):
                if len(cell) > self.limits.cell_characters:
                    name = cell_name(line, index)
                    raise Unreadable("cell_too_long", cell=name, most=self.limits.cell_characters)
            if has_nul and any("\x00" in cell for cell in cells):
                raise Unreadable("nul", line=line)
            if not lost and any("\ufffd" in cell for cell in cells):
                lost = line
        if lost:
            self.notes.append(Note("lost_characters", {"line": lost}))


def records(content: bytes, encoding: Encoding, separator: str, *, strict: bool) -> Iterator[list[str]]:
    stream = io.BytesIO(content)
    stream.seek(len(encoding.bom))
    text = io.TextIOWrapper(stream, encoding=encoding.codec, newline="")
    return csv.reader(text, delimiter=separator, strict=strict)


def encoding_by_record(content: bytes) -> Encoding:
    """As encoding_of, but a refusal names the record, not the line of the file."""
    try:
        return encoding_of(content)
    except Unreadable as refusal:
        # Quotation marks and separators are the same bytes in all encodings that are refused by line.
        plain = Encoding("", "latin-1")
        before = b"\n".join(content.split(b"\n")[: int(refusal.facts["line"])])
        separator, first_line = separator_of(content, plain)
        count = sum(1 for _ in records(before, plain, separator, strict=False))
        raise Unreadable(refusal.code, **{**refusal.facts, "line": count - first_line}) from refusal


def separator_of(content: bytes, encoding: Encoding) -> tuple[str, int]:
    """The separator, and how many records before the first line only name it ("sep=;", which Excel does not show)."""
    sample = content[len(encoding.bom) : len(encoding.bom) + SAMPLE].decode(encoding.codec, "ignore")
    if sample[:4].lower() == "sep=" and sample[4:5] in tuple(SEPARATORS):
        return sample[4], 1
    counts = [(uniform_rows(sample, separator), separator) for separator in SEPARATORS]
    return max(counts, key=lambda count: count[0])[1], 0


def uniform_rows(sample: str, separator: str) -> int:
    """How many of the first records have the same number of columns, if it is more than one."""
    try:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
        widths = [len(cells) for cells in reader if len(cells) > 1]
    except csv.Error:
        return 0
    return max((widths.count(width) for width in set(widths)), default=0)


def encoding_note(content: bytes, encoding: Encoding) -> Note:
    if encoding.is_certain:
        return Note("encoding", {"encoding": encoding.name})
    if encoding.rival is None:
        return Note("encoding_weak", {"encoding": encoding.name})
    line = next(line for line in content.split(b"\n") if not line.isascii())
    facts = {"encoding": encoding.name, "other": encoding.rival.name}
    facts["sample"] = first_word(line.decode(encoding.codec, "ignore"))
    facts["other_sample"] = first_word(line.decode(encoding.rival.codec, "ignore"))
    return Note("encoding_in_doubt", facts)


def first_word(text: str) -> str:
    """The characters from the first that is not ASCII to the next that is."""
    start = next((place for place, character in enumerate(text) if character > "\x7f"), 0)
    end = next((place for place in range(start, len(text)) if text[place] <= "\x7f"), len(text))
    return text[start:end][:12]
