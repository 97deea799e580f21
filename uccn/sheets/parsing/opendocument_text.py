from __future__ import annotations

import re

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
UNEVEN = re.compile(r"[\t\r\n]|  ")
BLANKS = re.compile(r"[ \t\r\n]+")
# Comments and readings are no part of the text beside them.
LEFT_OUT = ("urn:oasis:names:tc:opendocument:xmlns:office:1.0 annotation", TEXT + "ruby-text", TEXT + "note")


class Paragraph:
    """The text of one text:p. Blanks are one blank in the XML; further ones and line breaks are elements."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.depth = 0
        self.left_out_from = 0
        # A blank at the beginning counts for nothing, nor does one after another.
        self.after_blank = True

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.left_out_from:
            return
        if name in LEFT_OUT:
            self.left_out_from = self.depth
        elif name == TEXT + "s":
            self.put(" " * min(int(attributes.get(TEXT + "c", 1)), 100_000))
        elif name == TEXT + "tab":
            self.put("\t")
        elif name == TEXT + "line-break":
            self.put("\n")

    def end(self) -> bool:
        """Whether an element within the paragraph has ended, not the paragraph itself."""
        if self.depth == self.left_out_from:
            self.left_out_from = 0
        self.depth -= 1
        return self.depth >= 0

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.after_blank = False

    def add(self, text: str) -> None:
        if self.left_out_from:
            return
        if UNEVEN.search(text):
            text = BLANKS.sub(" ", text)
        if self.after_blank:
            text = text.removeprefix(" ")
        if text:
            self.parts.append(text)
            self.after_blank = text.endswith(" ")

    def text(self) -> str:
        text = "".join(self.parts)
        return text.removesuffix(" ") if self.after_blank else text
