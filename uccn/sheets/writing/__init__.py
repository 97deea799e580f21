"""Writes spreadsheets whose texts stay texts: nothing in a cell ever runs, and `uccn.sheets.reading` reads it back.

All three stream: rows may come from an iterator and are never all in memory.
"""

from uccn.sheets.writing.layout import Column, Notes, Sheet, Unwritable
from uccn.sheets.writing.opendocument import write_ods
from uccn.sheets.writing.separated import csv_pieces, write_csv
from uccn.sheets.writing.xlsx import write_xlsx

__all__ = ["Column", "Notes", "Sheet", "Unwritable", "csv_pieces", "write_csv", "write_ods", "write_xlsx"]
