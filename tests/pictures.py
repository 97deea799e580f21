"""Pictures and files that only look like pictures, made byte by byte."""

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PAYLOAD = b"<script>alert('planted')</script>"
# What a camera writes: where, with what and by whom a picture was taken.
MAKE, MODEL, ARTIST, ORIENTATION, GPS = 0x010F, 0x0110, 0x013B, 0x0112, 0x8825


def a_picture(kind="PNG", size=(4, 3), mode="RGB", color="red", **options):
    content = BytesIO()
    Image.new(mode, size, color).save(content, kind, **options)
    return content.getvalue()


def an_upload(content=None, name="窑.png"):
    return SimpleUploadedFile(name, a_picture() if content is None else content)


def opened(content):
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_claims(width, height, *more):
    """A file of some bytes that says it is so large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [png_chunk(b"IHDR", header), *more, png_chunk(b"IDAT", zlib.compress(b"\0" * 1000))]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + png_chunk(b"IEND", b"")


def png_with_a_profile_of(size):
    return png_that_claims(4, 3, png_chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * size)))


def jpeg_that_claims(width, height):
    real = a_picture("JPEG", (16, 16))
    at = real.index(b"\xff\xc0") + 5
    return real[:at] + struct.pack(">HH", height, width) + real[at + 4 :]


def webp_that_claims(width, height):
    """An animated one, for whose frames the decoder would keep room at once."""
    frame = a_picture("WEBP", (2, 2), lossless=True)[12:]
    small = struct.pack("<I", 1)[:3]
    frames = b"\0" * 6 + small + small + b"\0" * 4 + frame
    size = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    chunks = [(b"VP8X", b"\2\0\0\0" + size), (b"ANIM", b"\0" * 6), (b"ANMF", frames)]
    body = b"WEBP" + b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for kind, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def gif_of_frames(frames, side):
    block = b"\x2c" + struct.pack("<HHHHB", 0, 0, side, side, 0) + b"\x02\x02\x4c\x01\0"
    return b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff" + block * frames + b";"


def a_snapshot(orientation=6, kind="JPEG"):
    """A wide picture, red at the left, taken upright by a camera that says all it knows."""
    picture = Image.new("RGB", (40, 20), "blue")
    picture.paste("red", (0, 0, 20, 20))
    exif = Image.Exif()
    exif[MAKE], exif[MODEL], exif[ARTIST], exif[ORIENTATION] = "Planted make", "SN-5270", "Planted artist", orientation
    exif.get_ifd(GPS).update({1: "N", 2: (29.0, 16.0, 7.0), 3: "E", 4: (117.0, 10.0, 42.0)})
    content = BytesIO()
    options = {"comment": b"Planted comment", "quality": 95} if kind == "JPEG" else {}
    picture.save(content, kind, exif=exif, icc_profile=b"Planted profile" * 10, **options)
    return content.getvalue()
