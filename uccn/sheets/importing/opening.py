"""From a file to a plan: one way for the desk and for the commands."""

from contextlib import suppress

from uccn.sheets.columns.headings import shape_of
from uccn.sheets.models import FileShape
from uccn.sheets.reading import LIMITS, read

from .mapping import chosen_by_heading, mapping_of, refuse_headings
from .planning import Planner
from .refusals import Refused
from .rows import RowReader


class Opened:
    """A file read for a resource. May raise Unreadable or Refused, with a sentence.

    columns: what somebody says about its columns, by index; said: by heading. Else what was said about files of the
    same shape counts, as long as it can be followed.
    """

    def __init__(self, resource, content, file_name, columns=None, *, said=None, limits=LIMITS):
        self.resource = resource
        self.content = content
        self.file_name = file_name
        self.table = read(content, file_name, known=resource.headings.knows, limits=limits)
        self.shape = shape_of(self.table.header)
        refuse_headings(resource, self.table)
        if said:
            columns = chosen_by_heading(self.table.header, said)
        remembered = self.remembered() if columns is None else None
        self.is_remembered = remembered is not None
        self.mapping = remembered or mapping_of(resource, self.table.header, columns)

    def remembered(self):
        """The mapping that somebody has said before."""
        shape = FileShape.objects.filter(resource=self.resource.name, digest=self.shape).first()
        if shape:
            with suppress(Refused):
                return mapping_of(self.resource, self.table.header, shape.columns)
        return None

    def readings(self):
        reader = RowReader(self.resource, self.mapping)
        return map(reader.read, self.table.rows)

    def planner(self, **options):
        return Planner(self.resource, self.readings(), **options)


def remember(resource_name, shape, columns):
    FileShape.objects.update_or_create(resource=resource_name, digest=shape, defaults={"columns": columns})
