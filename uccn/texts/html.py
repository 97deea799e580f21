"""The marked-up texts of the register and the reports: what they may hold, and their plain words."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from html.parser import HTMLParser

import nh3

TAGS = {"p", "br", "h3", "h4", "strong", "em", "u", "sub", "sup", "ul", "ol", "li", "blockquote", "a"} | {
    "table", "thead", "tbody", "tr", "th", "td"
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"rowspan", "colspan"}, "td": {"rowspan", "colspan"}}
SCHEMES = {"http", "https", "mailto"}
BLOCKS = {"p", "br", "h3", "h4", "li", "blockquote", "tr", "td", "th"}
ACTIVE = {
    "script": {"script", "svg", "math", "base", "meta", "link"},
    "picture": {"img", "picture", "video", "audio"},
    "frame": {"iframe", "frame", "object", "embed"},
    "form": {"form", "input", "button", "select", "textarea"},
}
# What most texts hold of markup, and a text that has no other.
SIMPLE = re.compile(rf"<(/?)({'|'.join(sorted(TAGS))})>")
EMPTY = re.compile(r"(?:<(p|h3|h4)>(?:\s|<br>)*</\1>\s*)*")

cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    clean_content_tags={"script", "style"},
    link_rel="noopener",
    strip_comments=True,
)


# One text is written to several columns, one after the other.
@lru_cache(16)
def sanitise(markup: str) -> str:
    """Keep the allowed elements only; a text that shows nothing is the empty string."""
    clean = cleaner.clean(markup.replace("\x00", "")).strip()
    return "" if EMPTY.fullmatch(clean) else clean


class ActiveContent(HTMLParser):
    """Finds what no text may hold and nobody removes from a text by accident."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update(kind for kind, tags in ACTIVE.items() if tag in tags)
        if any(name.startswith("on") for name, _value in attrs):
            self.found.add("script")
        address = next((value or "" for name, value in attrs if name == "href"), "")
        if re.match(r"(javascript|data|vbscript):", re.sub(r"[\s\x00]+", "", address), re.IGNORECASE):
            self.found.add("script")


def active_content(markup: str) -> set[str]:
    """What sanitise takes from the text that is more than looks: "script", "picture", "frame", "form"."""
    parser = ActiveContent()
    parser.feed(markup)
    parser.close()
    return parser.found


class PlainText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(" ".join(data.splitlines()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.parts.append("\n")


# What a text means and how long it is are asked one after the other.
@lru_cache(16)
def plain(markup: str) -> str:
    """The words of a marked-up text, a line for each block."""
    if "&" not in markup and "<" not in markup:
        return " ".join(markup.split())
    pieces = SIMPLE.split(markup)
    if "&" not in markup and len(pieces) // 3 == markup.count("<"):
        parts = simple_parts(pieces)
    else:
        parser = PlainText()
        parser.feed(markup)
        parser.close()
        parts = parser.parts
    lines = (" ".join(line.split()) for line in "".join(parts).splitlines())
    return "\n".join(line for line in lines if line)


def simple_parts(pieces: list[str]) -> list[str]:
    """What PlainText finds in a text in pieces: its words, and in between a slash or none and the name of a tag."""
    parts = [" ".join(pieces[0].splitlines())]
    for slash, tag, words in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        if tag in BLOCKS and not slash:
            parts.append("\n")
        parts.append(" ".join(words.splitlines()))
    return parts


def paragraphs(text: str) -> str:
    """Mark up plain text: a paragraph for each line."""
    return "".join(f"<p>{html.escape(line.strip(), quote=False)}</p>" for line in text.splitlines() if line.strip())
