"""Reads the same workbook with and without the child process: `python -m benchmarks.sheets_reading`."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import django
import openpyxl

from uccn.sheets.reading import LIMITS, Limits, read
from uccn.sheets.writing import Column, Sheet, write_csv, write_ods, write_xlsx

COLUMNS = 20
ROOT = Path(__file__).parents[1]
# What becomes of memory is measured in a process of its own, from what it has once everything is loaded.
ALONE = (
    "import sys; from benchmarks import sheets_reading as b; b.set_up(); content = sys.stdin.buffer.read();"
    "base = b.peak(); b.{reader}(content); print(b.peak() - base)"
)
WIDE = Limits(upload_bytes=2**30, unpacked_bytes=2**30)


def set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()


def peak() -> int:
    """The most kilobytes this process ever had. Unlike ru_maxrss it does not begin with those of its parent."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])


def rows(count: int) -> Iterator[list[str | int]]:
    for line in range(count):
        yield [f"深圳 Shenzhen {line} {index}" if index % 3 else line * index for index in range(COLUMNS)]


def a_file(kind: str, count: int) -> bytes:
    stream = io.BytesIO()
    columns = [Column(f"列 {index}") for index in range(COLUMNS)]
    if kind == "csv":
        write_csv(stream, columns, rows(count))
    else:
        {"xlsx": write_xlsx, "ods": write_ods}[kind](stream, [Sheet("a", columns, rows(count))])
    return stream.getvalue()


def ours(content: bytes) -> int:
    return sum(1 for _ in read(content, "a", limits=WIDE).rows)


def of_openpyxl(content: bytes) -> int:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return sum(1 for _ in book.active.iter_rows(values_only=True)) - 1


def measured(reader: Callable[[bytes], int], content: bytes) -> tuple[float, float]:
    """Seconds on the clock and seconds of work, children included; the best of three."""
    best = (float("inf"), float("inf"))
    for _ in range(3):
        began, worked = time.perf_counter(), sum(os.times()[:4])
        reader(content)
        best = min(best, (time.perf_counter() - began, sum(os.times()[:4]) - worked))
    return best


def megabytes_alone(reader: str, content: bytes) -> float:
    command = [sys.executable, "-c", ALONE.format(reader=reader)]
    answer = subprocess.run(command, input=content, cwd=ROOT, capture_output=True, check=True)
    return int(answer.stdout) / 1024


def report(name: str, seconds: tuple[float, float], megabytes: float) -> None:
    print(f"{name:32} {seconds[0]:7.2f} s  {seconds[1]:7.2f} s of work  {megabytes:7.1f} MB over base")


def main() -> None:
    set_up()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {COLUMNS} columns")
    tiny = a_file("xlsx", 2)
    print(f"starting the child and reading two rows: {measured(ours, tiny)[0]:.3f} s")
    for count in (10_000, 100_000):
        for kind in ("xlsx", "csv", "ods") if count == 10_000 else ("xlsx", "csv"):
            content = a_file(kind, count)
            seconds = measured(ours, content)
            report(f"{count} rows {kind} ({len(content) / 2**20:.1f} MB)", seconds, megabytes_alone("ours", content))
            if kind == "xlsx" and count == 10_000:
                theirs = measured(of_openpyxl, content)
                report(f"{count} rows xlsx, openpyxl", theirs, megabytes_alone("of_openpyxl", content))
                print(f"    openpyxl takes {theirs[1] / seconds[1]:.1f} times the work")
    print(f"limits: {LIMITS.upload_bytes / 2**20:.0f} MB, unpacked {LIMITS.unpacked_bytes / 2**20:.0f} MB")


if __name__ == "__main__":
    main()
