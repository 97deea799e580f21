"""Every sentence about a file that is refused, or read with a remark. The code names it, the facts fill it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    # What the file is.
    "empty": _("This file is empty."),
    "too_large": _("This file has %(size)s MB; at most %(most)s MB are read. Divide it into smaller files."),
    "old_excel": _("This is a workbook of the old .xls kind. Open it in Excel or WPS and save it as .xlsx."),
    "binary_excel": _("This is a workbook of the .xlsb kind. Open it in Excel and save it as .xlsx."),
    "password": _("This workbook is protected by a password. Remove the password and save it again."),
    "html": _("This is a web page with the name of a spreadsheet. Open it in Excel and save it as .xlsx."),
    "xml": _("This is an XML file, not a workbook. Open it in Excel and save it as .xlsx."),
    "pdf": _("This is a PDF. Tables in it cannot be read; ask for the spreadsheet it was made from."),
    "picture": _("This is a picture, not a spreadsheet."),
    "word": _("This is a text document, not a spreadsheet. Copy the table into Excel and save it as .xlsx."),
    "slides": _("This is a presentation, not a spreadsheet."),
    "numbers": _("This is a file of Apple Numbers. Export it from there as an Excel workbook (.xlsx)."),
    "archive": _("This is a packed archive, not a workbook. Unpack it and send the spreadsheet inside."),
    "unknown": _("This is not a spreadsheet. Files of the kinds .xlsx, .ods and .csv are read."),
    # Containers.
    "damaged": _("This file is cut off or damaged. Open it in Excel or WPS, save it again and send that copy."),
    "part_missing": _("This file is damaged: its part %(part)s is missing. Save it again and send that copy."),
    "many_members": _("This file consists of %(count)s parts; at most %(most)s are read."),
    "unpacked": _("Unpacked, this file has more than %(most)s MB; no more is read. Divide it into smaller files."),
    "ratio": _("The part %(part)s of this file unpacks to more than %(most)s times its size, as no spreadsheet does."),
    "lying_size": _("This file is damaged: its part %(part)s is not as large as it says."),
    "overlap": _("This file is damaged: its parts %(part)s and %(other)s overlap."),
    "packing": _("This file is packed in a way that spreadsheets do not use (part %(part)s)."),
    "dtd": _("The part %(part)s of this file declares its own entities, as no spreadsheet does. It is not read."),
    # The process that reads.
    "memory": _("Reading this file would take more memory than allowed. Delete empty sheets, rows and columns."),
    "time": _("Reading this file took longer than %(seconds)s seconds and was stopped."),
    "crash": _("This file cannot be read. Open it in Excel or WPS, save it again as .xlsx and send that copy."),
    # Sheets.
    "damaged_sheet": _("The sheet “%(sheet)s” is damaged. Save the workbook again and send that copy."),
    "no_such_sheet": _("There is no sheet “%(sheet)s” in this file."),
    "no_rows": _("There are no values in this file."),
    "far_cell": _(
        "Cell %(cell)s holds something, but only the first %(rows)s rows and %(columns)s columns are read. "
        "Delete what lies outside the table."
    ),
    "wide_grid": _(
        "The cells of this sheet spread over %(rows)s rows and %(columns)s columns, more than %(most)s cells. "
        "Delete what lies outside the table."
    ),
    "too_many_merges": _("The sheet “%(sheet)s” has more than %(most)s merged ranges. Undo the merging."),
    "cell_too_long": _("Cell %(cell)s holds more than %(most)s characters. Shorten it."),
    # Separated values.
    "too_many_rows": _("This file has more than %(most)s rows. Divide it into smaller files."),
    "too_many_columns": _("Line %(line)s has %(count)s columns; at most %(most)s are read."),
    "nul": _("Line %(line)s holds a NUL character, which no text has. Save the file again as CSV UTF-8."),
    "quote": _("Line %(line)s: a quotation mark is not closed, or something follows after the closing one."),
    "cell_too_long_or_quote": _(
        "Line %(line)s: a cell holds more than %(most)s characters, or its quotation mark is not closed."
    ),
    "mixed": _(
        "Line %(line)s is not in the same encoding as the others (%(encoding)s). "
        "Open the file in Excel, look at that line and save it as CSV UTF-8."
    ),
    "encoding": _(
        "The encoding of this file cannot be told; the first doubt is in line %(line)s. "
        "Save it as CSV UTF-8 or as .xlsx."
    ),
}

NOTES = {
    "named_otherwise": _("The file is named .%(suffix)s but is of the kind .%(kind)s, and was read as that."),
    "encoding": _("Read as %(encoding)s."),
    "encoding_in_doubt": _(
        "Read as %(encoding)s, but this is not certain: “%(sample)s” would be “%(other_sample)s” in %(other)s. "
        "Look at the names before you confirm."
    ),
    "encoding_weak": _("Read as %(encoding)s, but this is not certain. Look at the names before you confirm."),
    "lost_characters": _("Line %(line)s holds the sign �: text was lost before this file was saved."),
    "separator": _("The columns are separated by %(separator)s."),
    "sheet": _("Read from the sheet “%(sheet)s”."),
    "sheet_of_several": _("Read from the sheet “%(sheet)s”. Other sheets with values were not read: %(others)s."),
    "hidden_sheets": _("Hidden sheets were not read: %(sheets)s."),
    "title": _("Left out above the headings: %(lines)s (“%(text)s”)."),
    "double_header": _("The headings stand in %(lines)s and were joined."),
    "repeated_header": _("The headings are repeated in %(lines)s; these rows were left out."),
    "no_heading": _("Columns with values but without a heading: %(columns)s."),
    "blank": _("Blank rows left out: %(count)s."),
    "totals": _("Rows with totals left out: %(lines)s."),
    "remark": _("A remark below the table was left out: %(lines)s (“%(text)s”)."),
    "merged_down": _("Cells merged over several rows: their value was taken for each of the rows (%(ranges)s)."),
    "merged_across": _("Cells merged over several columns: their value belongs to the first column only (%(ranges)s)."),
    "hidden_lines": _("Hidden rows were read too: %(lines)s."),
    "hidden_columns": _("Hidden columns were read too: %(columns)s."),
    "formulas": _("Of formulas the last result was read. Cells with formulas: %(count)s, the first %(cell)s."),
    "not_calculated": _(
        "Formulas without a result: %(count)s. Open the file in Excel or WPS, save it and send it again."
    ),
}

SEPARATORS = {";": _("semicolons"), "\t": _("tabs"), "|": _("vertical bars")}


class Facts(dict[str, str | int]):
    """What fills a sentence. A separator is known by its character and named in the reader's language."""

    def __init__(self, facts: Mapping[str, str | int]) -> None:
        super().__init__(facts)
        if "separator" in self:
            self["separator"] = str(SEPARATORS[str(self["separator"])])


def sentence(sentences: Mapping[str, object], code: str, facts: Mapping[str, str | int]) -> str:
    """In the language active now, so that whoever reads it later reads it in their own."""
    return str(sentences[code]) % Facts(facts)
