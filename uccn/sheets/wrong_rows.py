"""The same file with one more column that says what is wrong with a row."""

import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from .cells import CellError
from .previews import problems_of
from .writing import Column, Sheet, write_csv, write_ods, write_xlsx

WIDE = 60


def written_with_problems(upload, table):
    """A stream and the name of the file."""
    found = problems_of(upload)
    columns = [Column(heading) for heading in table.header] + [Column(_("Problem"), width=WIDE)]
    rows = ([*map(as_value, row.cells), found.get(row.line, "")] for row in table.rows)
    # The response that sends it closes it.
    stream = tempfile.TemporaryFile()  # noqa: SIM115
    if table.kind == "csv":
        write_csv(stream, columns, rows)
    else:
        write = write_xlsx if table.kind == "xlsx" else write_ods
        write(stream, [Sheet(table.sheet, columns, rows)])
    stream.seek(0)
    # Not within the f-string, where collecting the texts to translate does not look.
    return stream, "{}-{}.{}".format(Path(upload.file_name).stem, _("problems"), table.kind)


def as_value(cell):
    return cell.text if isinstance(cell, CellError) else cell
