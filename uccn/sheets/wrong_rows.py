"""The same file with one more column that says what is wrong with a row."""

import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from .cells import CellError
from .columns.headings import PROBLEM, without_problems
from .previews import problems_of
from .writing import Column, Sheet, write_csv, write_ods, write_xlsx

WIDE = 60


def written_with_problems(upload, table):
    """A stream and the name of the file."""
    header = without_problems(table.header)
    columns = [*map(Column, header), Column(str(PROBLEM), width=WIDE)]
    rows = rows_with_problems(table, len(header), problems_of(upload))
    # The response that sends it closes it.
    stream = tempfile.TemporaryFile()  # noqa: SIM115
    if table.kind == "csv":
        write_csv(stream, columns, rows, titles_of(table))
    else:
        write = write_xlsx if table.kind == "xlsx" else write_ods
        write(stream, [Sheet(table.sheet, columns, rows, titles_of(table))])
    stream.seek(0)
    # Not within the f-string, where collecting the texts to translate does not look.
    return stream, "{}-{}.{}".format(Path(upload.file_name).stem, _("problems"), table.kind)


def titles_of(table):
    """What stands above the headings, in the lines where it stood: the problems name lines."""
    last = table.header_lines[-1]
    titles = {row.line: row.cells for row in table.seen if row.line < table.header_lines[0]}
    return [[*map(as_value, titles.get(line, ()))] for line in range(1, last)]


def rows_with_problems(table, width, found):
    """Each in its line, with blank ones in place of those that were left out."""
    line_before = table.header_lines[-1]
    for row in table.rows:
        yield from ([] for _line in range(line_before + 1, row.line))
        yield [*map(as_value, row.cells[:width]), found.get(row.line, "")]
        line_before = row.line


def as_value(cell):
    return cell.text if isinstance(cell, CellError) else cell
