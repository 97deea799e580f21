"""Under what names the files of one picture are kept, all of them told by the first one's name.

figures/3f….png is the picture as shown, figures/3f…-960.webp and figures/3f…-960.jpg are smaller copies of it, and
originals/3f… is the file as it came.
"""

from __future__ import annotations

import secrets

SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
WIDTHS = (480, 960, 1440, 1920)
WIDEST = WIDTHS[-1]
# Browsers choose the first kind they know.
COPIES = ("webp", "jpg")


def random_name(folder: str, suffix: str) -> str:
    return f"{folder}/{secrets.token_hex(16)}.{suffix}"


def widths(width: int) -> tuple[int, ...]:
    """The widths in pixels of the copies of a picture that is so wide itself."""
    return (*(each for each in WIDTHS if each < width), width)


def copy_name(name: str, width: int, suffix: str) -> str:
    return f"{name.rpartition('.')[0]}-{width}.{suffix}"


def original_name(name: str) -> str:
    return "originals/" + name.rpartition("/")[2].rpartition(".")[0]


def copies(name: str, copy_widths: tuple[int, ...]) -> list[str]:
    return [copy_name(name, width, suffix) for width in copy_widths for suffix in COPIES]
