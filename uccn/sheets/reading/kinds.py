"""What a file is, told from its content: the name only says what somebody believed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from uccn.sheets.reading.refusals import Unreadable

# Beginnings of files that are something else.
BEGINNINGS = {
    b"%PDF-": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"II*\x00": "picture",
    b"MM\x00*": "picture",
    b"{\\rtf": "word",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
    b"PK\x05\x06": "archive",
    b"\x7fELF": "unknown",
    b"MZ": "unknown",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in an OLE file, and what such a file is.
OLE_STREAMS = {"EncryptedPackage": "password", "WordDocument": "word", "Workbook": "old_excel", "Book": "old_excel"}

# Members of a zip, and what a zip with them is if it is no workbook we read.
MEMBERS = {
    "xl/workbook.bin": "binary_excel",
    "word/document.xml": "word",
    "ppt/presentation.xml": "slides",
    "Index/Document.iwa": "numbers",
    "Index.zip": "numbers",
}
MIMETYPES = {b"text": "word", b"presentation": "slides", b"graphics": "picture"}
ODS = b"application/vnd.oasis.opendocument.spreadsheet"

MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?P<tag>!doctype html|html|head|body|meta|table|\?xml)\b", re.I | re.S
)
NOTHING = re.compile(rb"(?:\xef\xbb\xbf)?\s*")
MAIL_PAGE = re.compile(rb"(?:From: .*\r?\n)?(?:.+\r?\n)?MIME-Version:", re.I)


def kind_of(content: bytes) -> str:
    """ "xlsx", "ods" or "csv"; raises Unreadable where the file is something else."""
    if NOTHING.fullmatch(content):
        raise Unreadable("empty")
    if content.startswith(b"PK\x03\x04"):
        return kind_of_container(content)
    if content.startswith(OLE):
        raise Unreadable(kind_of_ole(content))
    for beginning, code in BEGINNINGS.items():
        if content.startswith(beginning):
            raise Unreadable(code)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        raise Unreadable("picture")
    refuse_markup(content)
    refuse_binary(content[:4096])
    return "csv"


def kind_of_container(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            names = set(container.namelist())
            mimetype = beginning_of(container, "mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, zlib.error) as error:
        raise Unreadable("damaged") from error
    if mimetype.startswith(ODS):
        return "ods"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise Unreadable(kind_of_members(names, mimetype))


def beginning_of(container: zipfile.ZipFile, name: str) -> bytes:
    # Nothing has been looked through yet: this member may be a bomb.
    with container.open(name) as member:
        return member.read(200)


def kind_of_members(names: set[str], mimetype: bytes) -> str:
    for name, code in MEMBERS.items():
        if name in names:
            return code
    for part, code in MIMETYPES.items():
        if b"opendocument." + part in mimetype:
            return code
    return "archive"


def kind_of_ole(content: bytes) -> str:
    for name, code in OLE_STREAMS.items():
        if name.encode("utf-16-le") in content:
            return code
    return "unknown"


def refuse_markup(content: bytes) -> None:
    if MAIL_PAGE.match(content[:2000]):
        raise Unreadable("html")
    markup = MARKUP.match(content[:4096])
    if not markup:
        return
    is_page = markup["tag"].lower() != b"?xml" or b"<html" in content[:4096].lower()
    raise Unreadable("html" if is_page else "xml")


def refuse_binary(sample: bytes) -> None:
    # UTF-16 is full of NULs too, but always on the same side.
    if min(sample[0::2].count(0), sample[1::2].count(0)) > len(sample) * 0.05:
        raise Unreadable("unknown")
