"""The paragraphs of a marked-up text: their words, and apart from these their formatting."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = {"p", "h3", "h4", "li", "blockquote", "tr"}
LISTS = {"ul", "ol"}
CELLS = {"td", "th"}
INLINE = {"strong", "em", "u", "sub", "sup", "a"}


@dataclass
class Paragraph:
    """A p, h3, h4, li, blockquote or row of a table. The cells of a row are parted by " | "."""

    tag: str
    parts: list[str] = field(default_factory=list)
    # What is marked how, by the number of letters before it; blanks do not count.
    formatting: list[tuple[int, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        lines = "".join(self.parts).split("\n")
        return "\n".join(" ".join(line.split()) for line in lines).strip()

    def mark(self, sign: str) -> None:
        self.formatting.append((sum(len("".join(part.split())) for part in self.parts), sign))


class ParagraphReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Paragraph] = []
        self.lists: list[str] = []
        self.is_open = False

    @property
    def current(self) -> Paragraph:
        if not self.is_open:
            self.open("p")
        return self.found[-1]

    def open(self, tag: str) -> None:
        self.found.append(Paragraph(tag))
        self.is_open = True

    def is_wrapped(self, tag: str) -> bool:
        """The p of a cell, and the first p of a list item or a quotation, are no paragraphs of their own."""
        return tag == "p" and self.is_open and (self.current.tag == "tr" or not self.current.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LISTS:
            self.lists.append(tag)
            self.is_open = False
        elif tag in BLOCKS:
            self.start_block(tag)
        elif tag in CELLS:
            self.current.parts.append(" | " if self.current.text else "")
            self.current.mark(f"{tag} {attrs}")
        elif tag == "br":
            self.current.parts.append("\n")
        elif tag in INLINE:
            self.current.mark(tag)
            self.current.links += [address or "" for name, address in attrs if name == "href"]

    def start_block(self, tag: str) -> None:
        if self.is_wrapped(tag):
            self.current.parts.append(" ")
            return
        self.open(tag)
        if tag == "li" and self.lists:
            self.current.mark("/".join(self.lists))

    def handle_endtag(self, tag: str) -> None:
        if tag in LISTS and self.lists:
            self.lists.pop()
        if tag in INLINE:
            self.current.mark("/" + tag)
        elif tag in LISTS or (tag in BLOCKS and not self.is_wrapped(tag)):
            self.is_open = False

    def handle_data(self, data: str) -> None:
        if self.is_open or data.strip():
            self.current.parts.append(" ".join(data.splitlines()))


def paragraphs_of(markup: str) -> list[Paragraph]:
    """The paragraphs that show something, in order."""
    reader = ParagraphReader()
    reader.feed(markup)
    reader.close()
    return [paragraph for paragraph in reader.found if paragraph.text]
