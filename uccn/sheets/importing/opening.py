"""From a file to a plan: one way for the desk and for the commands."""

from uccn.sheets.columns.headings import shape_of
from uccn.sheets.models import FileShape
from uccn.sheets.reading import LIMITS, read

from .mapping import mapping_of
from .planning import Planner
from .rows import RowReader


class Opened:
    """A file read for a resource. May raise Unreadable or Refused, with a sentence.

    columns: what somebody says about its columns, by index; else what was said about files of the same shape.
    """

    def __init__(self, resource, content, file_name, columns=None, limits=LIMITS):
        self.resource = resource
        self.content = content
        self.file_name = file_name
        self.table = read(content, file_name, known=resource.headings.knows, limits=limits)
        self.shape = shape_of(self.table.header)
        self.mapping = mapping_of(resource, self.table, columns if columns is not None else self.remembered())

    def remembered(self):
        shape = FileShape.objects.filter(resource=self.resource.name, digest=self.shape).first()
        return shape.columns if shape else None

    def readings(self):
        reader = RowReader(self.resource, self.mapping)
        return map(reader.read, self.table.rows)

    def planner(self, **options):
        return Planner(self.resource, self.readings(), **options)


def remember(resource_name, shape, columns):
    FileShape.objects.update_or_create(resource=resource_name, digest=shape, defaults={"columns": columns})
