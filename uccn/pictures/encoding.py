"""Reading a picture that somebody sent, and writing it anew: upright, opaque, RGB, with nothing but its pixels."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import IO

from PIL import Image, ImageOps

from .names import COPIES, SUFFIXES, WIDEST, widths

MOST_PIXELS = 50_000_000
# A WebP file can be no higher than 16,383 pixels, and no page shows more than this.
HIGHEST = 7680
# What the library raises at files that are damaged or made up.
FAULTS = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, Image.DecompressionBombError)
OPTIONS: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 88, "progressive": True},
    "PNG": {},
    "WEBP": {"quality": 88},
}
COPY_OPTIONS: dict[str, dict[str, object]] = {
    "jpg": {"format": "JPEG", "quality": 82, "progressive": True},
    "webp": {"format": "WEBP", "quality": 80, "method": 3},
}
ORIENTATION = 0x0112


class Unreadable(Exception):
    """The file is no JPEG, PNG or WebP picture, or a damaged one."""


class TooManyPixels(Exception):
    """Its pixels were not even decoded."""


@dataclass(frozen=True)
class Encoded:
    """The files that readers may see of one picture."""

    suffix: str
    width: int
    height: int
    shown: bytes
    # By width and suffix.
    copies: dict[tuple[int, str], bytes]


def encode(file: IO[bytes]) -> Encoded:
    file.seek(0)
    try:
        # Only these three decoders are ever asked: most flaws of the library are in the others.
        with Image.open(file, formats=list(SUFFIXES)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise TooManyPixels
            return written_anew(picture)
    except FAULTS as fault:
        raise Unreadable from fault
    finally:
        file.seek(0)


def written_anew(picture: Image.Image) -> Encoded:
    kind = str(picture.format)
    shown = scaled(bare(picture))
    return Encoded(
        suffix=SUFFIXES[kind],
        width=shown.width,
        height=shown.height,
        shown=saved(shown, format=kind, **OPTIONS[kind]),
        copies={
            (width, suffix): saved(resized(shown, width), **COPY_OPTIONS[suffix])
            for width in widths(shown.width)
            for suffix in COPIES
        },
    )


def bare(picture: Image.Image) -> Image.Image:
    """Its pixels as RGB on white, upright; no profile, no comment, no place where it was taken."""
    upright_size = turned(picture)
    share = min(1, WIDEST / upright_size[0], HIGHEST / upright_size[1])
    # A JPEG file can be decoded at a half or a quarter of its size at once.
    picture.draft("RGB", (ceil(picture.width * share), ceil(picture.height * share)))
    pixels = opaque(ImageOps.exif_transpose(picture))
    # Encoders copy profiles and comments that pictures carry along; a new one carries none.
    new = Image.new("RGB", pixels.size)
    new.paste(pixels)
    return new


def turned(picture: Image.Image) -> tuple[int, int]:
    width, height = picture.size
    return (height, width) if picture.getexif().get(ORIENTATION) in (5, 6, 7, 8) else (width, height)


def opaque(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        # Sixteen bits of grey, which a plain conversion would cut off at the eighth.
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        white.alpha_composite(picture)
        picture = white
    return picture.convert("RGB")


def scaled(picture: Image.Image) -> Image.Image:
    share = min(1, WIDEST / picture.width, HIGHEST / picture.height)
    return resized(picture, max(1, round(picture.width * share)))


def resized(picture: Image.Image, width: int) -> Image.Image:
    if width == picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def saved(picture: Image.Image, **options: object) -> bytes:
    content = BytesIO()
    picture.save(content, **options)  # type: ignore[arg-type]
    return content.getvalue()
