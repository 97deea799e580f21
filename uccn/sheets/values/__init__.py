"""What a cell of an office spreadsheet means. Each function takes a cell and answers, or raises BadValue."""

from uccn.sheets.values.bilingual import Bilingual, bilingual
from uccn.sheets.values.dates import partial_date, year
from uccn.sheets.values.numbers import boolean, decimal, integer
from uccn.sheets.values.refused import BadValue
from uccn.sheets.values.texts import CleanText, clean, clean_line, is_clear_marker

__all__ = [
    "BadValue",
    "Bilingual",
    "CleanText",
    "bilingual",
    "boolean",
    "clean",
    "clean_line",
    "decimal",
    "integer",
    "is_clear_marker",
    "partial_date",
    "year",
]
