"""Writes the same table with tablib: `python -m benchmarks.sheets_writing`."""

from __future__ import annotations

import io
import os
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import IO, cast

import tablib

from benchmarks.sheets_reading import COLUMNS, rows, set_up
from uccn.sheets.writing import Column, Sheet, write_csv, write_ods, write_xlsx

ROWS = 10_000
KINDS = ("csv", "xlsx", "ods")
WRITERS = {"xlsx": write_xlsx, "ods": write_ods}


class Counted(io.RawIOBase):
    """A response being sent: nothing of it stays in memory."""

    def __init__(self) -> None:
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        self.size += len(piece)
        return len(piece)


def ours(kind: str, table: Iterator[list[str | int]]) -> int:
    stream = Counted()
    sink = cast(IO[bytes], stream)
    columns = [Column(f"列 {index}") for index in range(COLUMNS)]
    if kind == "csv":
        write_csv(sink, columns, table)
    else:
        WRITERS[kind](sink, [Sheet("a", columns, table)])
    return stream.size


def of_tablib(kind: str, table: Iterator[list[str | int]]) -> int:
    dataset = tablib.Dataset(headers=[f"列 {index}" for index in range(COLUMNS)])
    for row in table:
        dataset.append(row)
    content = dataset.export(kind)
    return len(content.encode() if isinstance(content, str) else content)


def measured(write: Callable[[str, Iterator[list[str | int]]], int], kind: str) -> tuple[float, int]:
    """Seconds of work and bytes written; the best of three, or of one where it takes long."""
    best, size = float("inf"), 0
    for _ in range(3):
        began = time.process_time()
        size = write(kind, rows(ROWS))
        best = min(best, time.process_time() - began)
        if best > 10:
            break
    return best, size


def peak(write: Callable[[str, Iterator[list[str | int]]], int], kind: str) -> float:
    tracemalloc.start()
    write(kind, rows(ROWS))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def main() -> None:
    set_up()
    print(f"Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}; {ROWS} rows, {COLUMNS} columns")
    for kind in KINDS:
        seconds, size = measured(ours, kind)
        theirs, their_size = measured(of_tablib, kind)
        print(f"{kind}: {seconds:.2f} s, {size / 2**20:.2f} MB; tablib {theirs:.2f} s, {their_size / 2**20:.2f} MB")
        print(f"    tablib takes {theirs / seconds:.1f} times the work")
        if kind != "ods":
            print(f"    memory {peak(ours, kind):.1f} MB, tablib {peak(of_tablib, kind):.1f} MB")
        else:
            print(f"    memory {peak(ours, kind):.1f} MB")


if __name__ == "__main__":
    main()
