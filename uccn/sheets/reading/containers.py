"""Zip containers (xlsx, ods, docx) looked through before any parser sees them."""

from __future__ import annotations

import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from uccn.sheets.parsing.limits import LIMITS, MEGABYTE, Limits
from uccn.sheets.reading.refusals import Unreadable

LOCAL_HEADER = struct.Struct("<4s22xHH")
PIECE = 64 * 1024
# A small part may well be all blanks.
RATIO_COUNTS_FROM = MEGABYTE
DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
# Pictures may hold what they like: no parser of ours opens them.
PICTURES = ("xl/media/", "Pictures/", "Thumbnails/")
ENCRYPTED = 0x1


def check_container(content: bytes, needed: Iterable[str] = (), limits: Limits = LIMITS) -> None:
    """Raises Unreadable unless the zip is whole, of moderate size unpacked, and free of DTDs.

    Sizes are counted while inflating, not taken from its headers. `needed` are parts it must have.
    """
    if len(content) > limits.upload_bytes:
        raise Unreadable("too_large", size=megabytes(len(content)), most=limits.upload_bytes // MEGABYTE)
    members = members_of(content, limits)
    names = {member.filename for member in members}
    for part in needed:
        if part not in names:
            raise Unreadable("part_missing", part=part)
    check_overlap(content, members)
    unpacked = 0
    for member in members:
        unpacked = check_member(content, member, unpacked, limits)


def megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}"


def members_of(content: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            members = container.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("damaged") from error
    if len(members) > limits.members:
        raise Unreadable("many_members", count=len(members), most=limits.members)
    if len({member.filename for member in members}) < len(members):
        raise Unreadable("damaged")
    return members


def check_overlap(content: bytes, members: list[zipfile.ZipInfo]) -> None:
    ordered = sorted(members, key=lambda member: member.header_offset)
    for member, following in itertools.pairwise(ordered):
        if data_start(content, member) + member.compress_size > following.header_offset:
            raise Unreadable("overlap", part=member.filename, other=following.filename)


def data_start(content: bytes, member: zipfile.ZipInfo) -> int:
    try:
        signature, name_length, extra_length = LOCAL_HEADER.unpack_from(content, member.header_offset)
    except struct.error as error:
        raise Unreadable("damaged") from error
    if signature != b"PK\x03\x04":
        raise Unreadable("damaged")
    return int(member.header_offset + LOCAL_HEADER.size + name_length + extra_length)


def check_member(content: bytes, member: zipfile.ZipInfo, unpacked: int, limits: Limits) -> int:
    """The sum unpacked so far, this member included."""
    if member.flag_bits & ENCRYPTED:
        raise Unreadable("password")
    size = 0
    checksum = 0
    tail = b""
    for piece in pieces(content, member):
        size += len(piece)
        if unpacked + size > limits.unpacked_bytes:
            raise Unreadable("unpacked", most=limits.unpacked_bytes // MEGABYTE)
        if size > RATIO_COUNTS_FROM and size > limits.ratio * member.compress_size:
            raise Unreadable("ratio", part=member.filename, most=limits.ratio)
        window = tail + piece
        if any(word in window for word in DECLARATIONS) and not member.filename.startswith(PICTURES):
            raise Unreadable("dtd", part=member.filename)
        tail = window[-20:]
        checksum = zlib.crc32(piece, checksum)
    if size != member.file_size:
        raise Unreadable("lying_size", part=member.filename)
    if checksum != member.CRC:
        raise Unreadable("damaged")
    return unpacked + size


def pieces(content: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    start = data_start(content, member)
    packed = memoryview(content)[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        yield bytes(packed)
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        yield from inflated(packed)
    else:
        raise Unreadable("packing", part=member.filename)


def inflated(packed: memoryview) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for start in range(0, len(packed), PIECE):
            waiting: bytes | memoryview = packed[start : start + PIECE]
            while waiting and not inflater.eof:
                yield inflater.decompress(waiting, PIECE)
                waiting = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error as error:
        raise Unreadable("damaged") from error
    if not inflater.eof:
        raise Unreadable("damaged")
