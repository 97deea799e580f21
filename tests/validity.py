"""Finds what is wrong with a page's HTML: what a strict parser names, and what no parser looks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as MESSAGES

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# May hold text and elements within a line, but no blocks.
LINES = {*HEADINGS}.union(
    "abbr b button cite code dfn em i kbd label mark pre q s small span strong sub sup time u var".split()
)
BLOCKS = {*HEADINGS}.union(
    "address article aside blockquote details dialog div dl fieldset figure footer form header".split(),
    "hr main nav ol p pre search section table ul".split(),
)
INTERACTIVE = {"a", "button", "details", "label", "select", "summary", "textarea"}
CHILDREN = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "menu": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
}
# Attributes that name other elements of the page by id.
REFERENCES = (
    "for",
    "form",
    "headers",
    "list",
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-labelledby",
    "aria-owns",
)


def errors(html: str) -> list[str]:
    """One sentence for each fault of a whole page; an empty list for a valid page."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    # The tree holds comments as well, whose tag is no string.
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    return [
        *parse_errors(parser),
        *wrong_ids(elements),
        *wrong_headings(elements),
        *wrong_attributes(elements),
        *wrong_nesting(root, ()),
    ]


def parse_errors(parser: html5lib.HTMLParser) -> Iterator[str]:
    for (line, column), code, words in parser.errors:
        yield f"line {line}, column {column}: {MESSAGES[code] % words}"


def wrong_ids(elements: list[Element]) -> Iterator[str]:
    ids = Counter(element.attrib["id"] for element in elements if "id" in element.attrib)
    for name, count in ids.items():
        if count > 1:
            yield f'id="{name}" stands {count} times.'
        if not name or name.split() != [name]:
            yield f'id="{name}" is empty or has white space.'
    for element in elements:
        for attribute in REFERENCES:
            for name in element.get(attribute, "").split():
                if name not in ids:
                    yield f'{shown(element)}: {attribute}="{name}" names no element of the page.'
        target = element.get("href", "") if element.tag == "a" else ""
        if target.startswith("#") and target not in ("#", "#top") and target[1:] not in ids:
            yield f'{shown(element)}: href="{target}" leads nowhere.'


def wrong_headings(elements: list[Element]) -> Iterator[str]:
    headings = [element for element in elements if element.tag in HEADINGS]
    if sum(heading.tag == "h1" for heading in headings) > 1:
        yield "The page has more than one h1."
    before = 0
    for heading in headings:
        level = int(heading.tag[1])
        if level > before + 1:
            yield f"{shown(heading)} follows level {before}: a level is left out."
        before = level


def wrong_attributes(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if element.tag == "img" and "alt" not in element.attrib:
            yield f"{shown(element)} has no alt."
        if element.tag == "html" and not element.get("lang"):
            yield "<html> has no lang."
        if element.tag == "title" and not (element.text or "").strip():
            yield "<title> is empty."


def wrong_nesting(element: Element, ancestors: tuple[str, ...]) -> Iterator[str]:
    allowed = CHILDREN.get(element.tag)
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if allowed and child.tag not in allowed:
            yield f"{shown(child)} stands directly in <{element.tag}>."
        inside = (*ancestors, element.tag)
        if child.tag in BLOCKS and (line := LINES.intersection(inside)):
            yield f"{shown(child)} is a block inside <{line.pop()}>."
        if child.tag in INTERACTIVE and (outer := {"a", "button"}.intersection(inside)):
            yield f"{shown(child)} stands inside <{outer.pop()}>."
        yield from wrong_nesting(child, inside)


def shown(element: Element) -> str:
    words = " ".join("".join(element.itertext()).split())[:40]
    attributes = "".join(f' {name}="{element.attrib[name]}"' for name in ("id", "class") if name in element.attrib)
    return f"<{element.tag}{attributes}>{words}"
