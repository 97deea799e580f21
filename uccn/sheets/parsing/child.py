"""The child process: reads one workbook from stdin, writes what it holds to stdout, and may die doing so."""

from __future__ import annotations

import gc
import io
import resource
import sys

import msgspec

from uccn.sheets.parsing import opendocument, xlsx
from uccn.sheets.parsing.limits import MEGABYTE, Limits
from uccn.sheets.parsing.wire import Refused, send

READERS = {"xlsx": xlsx.read, "ods": opendocument.read}

# What is read takes less room than the unpacked file; this only ends what runs away.
SPOOL_BYTES = 512 * MEGABYTE


def restrain(limits: Limits) -> None:
    lower(resource.RLIMIT_CPU, limits.cpu_seconds)
    lower(resource.RLIMIT_FSIZE, SPOOL_BYTES)
    lower(resource.RLIMIT_CORE, 0)
    # Other systems refuse this limit or do not keep it.
    if sys.platform == "linux":
        lower(resource.RLIMIT_AS, limits.memory_bytes)


def lower(kind: int, limit: int) -> None:
    _, hard = resource.getrlimit(kind)
    limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(kind, (limit, limit))


def main(kind: str, limits_as_json: str) -> None:
    limits = msgspec.json.decode(limits_as_json, type=Limits)
    restrain(limits)
    # Rows are many and hold no cycles; the process ends before garbage would matter.
    gc.disable()
    out = sys.stdout.buffer
    try:
        READERS[kind](io.BytesIO(sys.stdin.buffer.read()), limits, out)
    except Refused as refused:
        send(refused.refusal, out)
    out.flush()
