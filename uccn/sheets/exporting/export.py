"""One export: what leaves, in which words and format, and the record of it."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone
from django.utils.translation import override

from uccn.sheets.models import Export
from uccn.sheets.writing import Column, Sheet

from .files import pieces
from .pages import Pages, keys_of
from .wording import Wording, title_of

# Excel takes no longer name of a sheet.
MOST_IN_NAME = 31


@dataclass
class Outgoing:
    """The records of a queryset on their way into a file. Which ones and in which order is settled when it is made."""

    resource: object
    queryset: object
    wording: Wording
    kind: str
    keys: object = field(init=False)

    def __post_init__(self):
        self.keys = keys_of(self.queryset)

    @property
    def count(self):
        return len(self.keys)

    @cached_property
    def columns(self):
        return self.resource.exported_columns

    @property
    def name(self):
        """What the records are called, in the languages of the export."""
        return " ".join(dict.fromkeys(self.names()))[:MOST_IN_NAME]

    def names(self):
        for language in self.wording.languages:
            with override(language):
                yield self.resource.get_display_name()

    def file_name(self, on):
        return f"{self.name}-{on:%Y-%m-%d}.{self.kind}"

    def rows(self):
        return Pages(self.resource, self.columns, self.wording.languages).rows(self.keys)

    def pieces(self):
        headings = [Column(title_of(column, self.wording.languages)) for column in self.columns]
        return pieces(self.kind, Sheet(self.name, headings, self.rows()))


def recorded(outgoing, *, by, at=None, filters="", is_selection=False):
    """Keep for ever that this left: before the first piece does."""
    return Export.objects.create(
        resource=outgoing.resource.name,
        by=by,
        at=at or timezone.now(),
        format=outgoing.kind,
        filters=filters,
        is_selection=is_selection,
        records=outgoing.count,
    )
