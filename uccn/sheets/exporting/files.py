"""Sheets as files in the formats that offices open, in pieces that can be sent while more is to come."""

import tempfile

from uccn.sheets.writing import csv_pieces, write_ods, write_xlsx

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
PIECE = 256 * 1024


def pieces(kind, sheet, notes=None):
    """The bytes of the file. A csv begins at once; a workbook is one only when whole, and waits outside of memory.

    Raises Unwritable, for a workbook before the first piece.
    """
    if kind == "csv":
        return csv_pieces(sheet.columns, sheet.rows, sheet.above)
    # Closed when it has been sent.
    stream = tempfile.TemporaryFile()  # noqa: SIM115
    write = write_xlsx if kind == "xlsx" else write_ods
    try:
        write(stream, [sheet], notes)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    return sent(stream)


def sent(stream):
    with stream:
        yield from iter(lambda: stream.read(PIECE), b"")
