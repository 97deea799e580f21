from __future__ import annotations

import msgspec

MEGABYTE = 1024 * 1024


class Limits(msgspec.Struct, frozen=True):
    """How large a file may be and how much reading it may cost."""

    upload_bytes: int = 10 * MEGABYTE
    members: int = 2_000
    unpacked_bytes: int = 100 * MEGABYTE
    # Unpacked by packed size of one part. Deflate reaches 1,032; sheets of an office stay below 60.
    ratio: int = 200
    rows: int = 200_000
    columns: int = 256
    # A grid of this many cells takes 256 MB while it is read.
    grid_cells: int = 8_000_000
    merged_ranges: int = 20_000
    # Excel itself ends at 32,767.
    cell_characters: int = 100_000
    cpu_seconds: int = 30
    wall_seconds: int = 60
    memory_bytes: int = 1024 * MEGABYTE


LIMITS = Limits()
