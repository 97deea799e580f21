"""Encodes a photograph of 24 megapixels beside plain Pillow: `python -m benchmarks.pictures`.

Both write the picture at the width that readers see and a copy of each smaller width. Plain Pillow decodes the whole
picture first. CPU time and peak memory, each in a process of its own.
"""

import io
import subprocess
import sys
import time

from PIL import Image, ImageOps

from benchmarks.sheets_reading import peak
from uccn.pictures.encoding import COPY_OPTIONS, OPTIONS, encode
from uccn.pictures.names import WIDEST, widths

WAYS = ("ours", "plain")


def a_photograph():
    content = io.BytesIO()
    Image.linear_gradient("L").resize((6000, 4000)).convert("RGB").save(content, "JPEG")
    return content.getvalue()


def plain(file):
    picture = ImageOps.exif_transpose(Image.open(file)).convert("RGB")
    sizes = [WIDEST, *widths(WIDEST)]
    pictures = [picture.resize((width, width * 2 // 3), Image.Resampling.LANCZOS) for width in sizes]
    pictures[0].save(io.BytesIO(), "JPEG", **OPTIONS["JPEG"])
    for small in pictures[1:]:
        for options in COPY_OPTIONS.values():
            small.save(io.BytesIO(), **options)


def measure(way):
    content = sys.stdin.buffer.read()
    base, began = peak(), time.process_time()
    {"ours": encode, "plain": plain}[way](io.BytesIO(content))
    print(time.process_time() - began, (peak() - base) / 1024)


def main():
    content = a_photograph()
    spent = {}
    for way in WAYS:
        command = [sys.executable, "-m", "benchmarks.pictures", way]
        printed = subprocess.run(command, input=content, capture_output=True, check=True).stdout
        spent[way], megabytes = map(float, printed.split())
        print(f"{way:6} {spent[way]:6.2f} s CPU, {megabytes:4.0f} MB over base")
    print(f"{spent['plain'] / spent['ours']:.1f} times")


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
