"""What a row of the file says: values by column, what it clears, and what is wrong with it."""

from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uccn.sheets.cells import is_blank
from uccn.sheets.examples import is_example
from uccn.sheets.values import BadValue, is_clear_marker

# Cells of more characters than this are not worth remembering, nor is a column whose cells all differ.
REMEMBERED = 60
MOST_REMEMBERED = 1_000
MARKERS = ("清", "(", "（", "[", "［", "【")


@dataclass(slots=True)
class Problem:
    """Why a row is wrong. `column` is the key of the column, or "" where the row as a whole is meant."""

    column: str
    reason: str
    is_forbidden: bool = False


@dataclass(slots=True)
class Reading:
    """example: the first cell of the example row of a template, which stays out."""

    line: int
    values: dict = field(default_factory=dict)
    cleared: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    example: str = ""

    def refuse(self, reason, column="", **more):
        self.problems.append(Problem(column, str(reason), **more))


class RowReader:
    """Reads the rows of one table."""

    def __init__(self, resource, mapping):
        self.resource = resource
        self.places = [(index, resource.fields[key], {}) for index, key in enumerate(mapping.keys) if key]

    def read(self, row):
        reading = Reading(row.line)
        cells = row.cells
        if is_example(cells):
            reading.example = cells[0]
            return reading
        for index, column, remembered in self.places:
            cell = cells[index]
            if cell is None or cell == "":
                continue
            if cell in remembered:
                kind, value = remembered[cell]
            elif type(cell) is str and len(cell) <= REMEMBERED:
                if len(remembered) == MOST_REMEMBERED:
                    remembered.clear()
                kind, value = remembered[cell] = self.understood(column, cell)
            else:
                kind, value = self.understood(column, cell)
            if kind == "value" and not column.fills:
                self.put(reading, column.column_name, value)
            elif kind == "value":
                self.spread(reading, column, value)
            elif kind == "clear":
                reading.cleared += column.fills or [column.key]
            elif kind == "wrong":
                reading.refuse(value, column.key)
        return reading

    def understood(self, column, cell):
        if is_blank(cell):
            return "blank", None
        try:
            if type(cell) is str and cell.lstrip().startswith(MARKERS) and is_clear_marker(cell):
                return self.clearing(column)
            value = column.kind.clean(cell)
        except BadValue as error:
            return "wrong", str(error)
        # Nothing is left of a cell that held only what cannot be seen.
        return ("blank", None) if value == "" else ("value", value)

    def clearing(self, column):
        for key in column.fills or [column.key]:
            if not self.resource.may_be_empty(self.resource.fields[key]):
                return "wrong", _("this cannot be cleared")
        return "clear", None

    def spread(self, reading, column, value):
        for key, part in zip(column.fills, value, strict=True):
            if part is not None:
                self.put(reading, key, part)

    def put(self, reading, key, value):
        if key in reading.values and reading.values[key] != value:
            reading.refuse(
                _("two columns say different things: %(one)s, %(other)s")
                % {"one": reading.values[key], "other": value},
                key,
            )
        reading.values[key] = value


def words(resource, problem):
    """ "Year of designation: “20x7” is not a year"."""
    if not problem.column:
        return problem.reason
    title = resource.fields[problem.column].title(get_language())
    return _("%(column)s: %(reason)s") % {"column": title, "reason": problem.reason}


def sentence(resource, line, problem):
    """ "Line 57, Year of designation: “20x7” is not a year"."""
    if not problem.column:
        return _("Line %(line)s: %(reason)s") % {"line": line, "reason": problem.reason}
    title = resource.fields[problem.column].title(get_language())
    return _("Line %(line)s, %(column)s: %(reason)s") % {"line": line, "column": title, "reason": problem.reason}
