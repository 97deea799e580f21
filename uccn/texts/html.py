"""The marked-up texts of the register and the reports: what they may hold, and their plain words."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import nh3

TAGS = {"p", "br", "h3", "h4", "strong", "em", "u", "sub", "sup", "ul", "ol", "li", "blockquote", "a"} | {
    "table", "thead", "tbody", "tr", "th", "td"
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"rowspan", "colspan"}, "td": {"rowspan", "colspan"}}
SCHEMES = {"http", "https", "mailto"}
BLOCKS = {"p", "br", "h3", "h4", "li", "blockquote", "tr", "td", "th"}
EMPTY = re.compile(r"(?:<(p|h3|h4)>(?:\s|<br>)*</\1>\s*)*")

cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    clean_content_tags={"script", "style"},
    link_rel="noopener",
    strip_comments=True,
)


def sanitise(markup: str) -> str:
    """Keep the allowed elements only; a text that shows nothing is the empty string."""
    clean = cleaner.clean(markup.replace("\x00", "")).strip()
    return "" if EMPTY.fullmatch(clean) else clean


class PlainText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(" ".join(data.splitlines()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.parts.append("\n")


def plain(markup: str) -> str:
    """The words of a marked-up text, a line for each block."""
    parser = PlainText()
    parser.feed(markup)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).splitlines())
    return "\n".join(line for line in lines if line)


def paragraphs(text: str) -> str:
    """Mark up plain text: a paragraph for each line."""
    return "".join(f"<p>{html.escape(line.strip(), quote=False)}</p>" for line in text.splitlines() if line.strip())
