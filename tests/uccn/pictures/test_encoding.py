"""What comes of pictures that are not what they seem."""

import random
import resource
import subprocess
import sys
from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.pictures import (
    PAYLOAD,
    a_picture,
    a_snapshot,
    gif_of_frames,
    jpeg_that_claims,
    opened,
    png_that_claims,
    png_with_a_profile_of,
    webp_that_claims,
)
from uccn.pictures.encoding import TooManyPixels, Unreadable, encode

pytestmark = pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
BOMBS = {
    "png-169-megapixels": png_that_claims(13_000, 13_000),
    "png-400-megapixels": png_that_claims(20_000, 20_000),
    "jpeg-169-megapixels": jpeg_that_claims(13_000, 13_000),
    "jpeg-400-megapixels": jpeg_that_claims(20_000, 20_000),
    "webp-169-megapixels": webp_that_claims(13_000, 13_000),
    "gif-2000-frames": gif_of_frames(2000, 10_000),
    "profile-of-100-megabytes": png_with_a_profile_of(100_000_000),
}


def files_of(content):
    encoded = encode(BytesIO(content))
    return [encoded.shown, *encoded.copies.values()]


@pytest.mark.parametrize("bomb", BOMBS)
def test_u1_bombs_are_refused_before_a_pixel_is_decoded(bomb):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises((TooManyPixels, Unreadable)):
        encode(BytesIO(BOMBS[bomb]))

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


def test_u1_profile_is_dropped():
    content = a_picture("JPEG", icc_profile=b"Planted profile" * 70_000)
    assert len(content) > 1_000_000

    files = files_of(content)

    assert max(map(len, files)) < 1000
    assert [opened(each).info.get("icc_profile") for each in files] == [None] * 3


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_u2_what_stands_behind_a_picture_is_left_behind(kind):
    archive = BytesIO()
    with ZipFile(archive, "w") as file:
        file.writestr("planted.html", PAYLOAD)
    content = a_picture(kind, (64, 48)) + b"<html>" + PAYLOAD + archive.getvalue()

    for each in files_of(content):
        assert b"planted" not in each
        assert b"PK\x03\x04" not in each
        assert opened(each).size[0] == 64


def test_u2_what_stands_within_a_picture_is_left_behind():
    said = PngInfo()
    said.add_text("Comment", PAYLOAD.decode())

    assert all(b"planted" not in each for each in files_of(a_picture("PNG", pnginfo=said)))
    assert all(b"planted" not in each for each in files_of(a_picture("JPEG", comment=PAYLOAD)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_u3_nothing_is_told_of_camera_and_place(kind):
    content = a_snapshot(kind=kind)
    assert b"Planted artist" in content

    for each in files_of(content):
        assert b"Planted" not in each
        assert b"SN-5270" not in each
        assert dict(opened(each).getexif()) == {}


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [(1, (40, 20), (2, 10)), (3, (40, 20), (37, 10)), (6, (20, 40), (10, 2)), (8, (20, 40), (10, 37))],
)
def test_u3_picture_is_upright(orientation, size, red):
    for each in files_of(a_snapshot(orientation)):
        picture = opened(each).convert("RGB")
        assert picture.size == size
        assert picture.getpixel(red)[0] > 200


@pytest.mark.parametrize(
    ("kind", "mode", "color", "expected"),
    [
        ("JPEG", "CMYK", (0, 255, 255, 0), (255, 0, 0)),
        ("JPEG", "L", 128, (128, 128, 128)),
        ("PNG", "RGBA", (255, 0, 0, 0), (255, 255, 255)),
        ("PNG", "LA", (0, 0), (255, 255, 255)),
        ("PNG", "I;16", 128 * 256, (128, 128, 128)),
        ("PNG", "1", 1, (255, 255, 255)),
        ("WEBP", "RGBA", (0, 0, 255, 255), (0, 0, 255)),
    ],
)
def test_u3_picture_is_opaque_and_rgb(kind, mode, color, expected):
    for each in files_of(a_picture(kind, (16, 16), mode, color)):
        picture = opened(each)
        assert picture.mode == "RGB"
        assert max(abs(a - b) for a, b in zip(picture.getpixel((8, 8)), expected, strict=True)) <= 4


@pytest.mark.parametrize(
    ("size", "shown", "widths"),
    [
        ((300, 200), (300, 200), [300]),
        ((480, 320), (480, 320), [480]),
        ((1000, 500), (1000, 500), [480, 960, 1000]),
        ((4000, 2000), (1920, 960), [480, 960, 1440, 1920]),
        ((200, 16_000), (96, 7680), [96]),
        ((20_000, 1), (1920, 1), [480, 960, 1440, 1920]),
    ],
)
def test_copies_are_as_wide_as_pages_need_and_no_wider_than_the_picture(size, shown, widths):
    encoded = encode(BytesIO(a_picture("JPEG", size)))

    assert (encoded.width, encoded.height) == shown
    assert sorted(encoded.copies) == [(width, suffix) for width in widths for suffix in ("jpg", "webp")]
    assert all(opened(content).width == width for (width, _suffix), content in encoded.copies.items())


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_half_a_picture_is_refused(kind):
    noise = Image.effect_noise((200, 200), 50)
    content = BytesIO()
    noise.save(content, kind)

    with pytest.raises(Unreadable):
        encode(BytesIO(content.getvalue()[: len(content.getvalue()) // 2]))


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP"])
def test_other_formats_are_refused(kind):
    with pytest.raises(Unreadable):
        encode(BytesIO(a_picture(kind)))


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<?xml version='1.0'?><svg/>",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"x",
    ],
)
def test_x3_what_is_no_picture_is_refused(content):
    with pytest.raises(Unreadable):
        encode(BytesIO(content))


def test_damage_anywhere_is_refused_or_read_and_nothing_else():
    chance = random.Random(5270)
    whole = {kind: a_picture(kind, (20, 20)) for kind in ("JPEG", "PNG", "WEBP")} | {"snapshot": a_snapshot()}

    for content in whole.values():
        for _turn in range(150):
            damaged = bytearray(content)
            for _byte in range(chance.randint(1, 4)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            with suppress(Unreadable, TooManyPixels):
                encode(BytesIO(bytes(damaged)))


def test_a_large_photograph_is_never_decoded_at_its_full_size(tmp_path):
    # At its full size it would take 69 MB, more than once.
    photograph = tmp_path / "photograph.jpg"
    Image.linear_gradient("L").resize((6000, 4000)).convert("RGB").save(photograph)
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from uccn.pictures.encoding import encode\n"
        # Unlike that of `resource`, this peak does not begin with the one of the parent.
        "peak = lambda: int(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]) // 1024\n"
        "before = peak()\n"
        "encode(open(sys.argv[1], 'rb'))\n"
        "print(peak() - before)\n"
    )

    megabytes = subprocess.run([sys.executable, "-c", script, photograph], capture_output=True, text=True, check=True)

    assert int(megabytes.stdout) < 110
