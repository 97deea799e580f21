"""What can be moved in spreadsheets: a resource of import-export whose fields are columns, and nothing but those."""

from functools import cached_property

from django.core.exceptions import FieldDoesNotExist
from import_export.resources import Resource

from uccn.access.rows import visible

from .columns import Column, Headings
from .columns.kinds import Filling


class SheetResource(Resource):
    """One row of a sheet is one record of `Meta.model`, with what else of it stands in that row.

    One object serves one sheet: it reads what columns name once and remembers it.
    """

    # What stands in commands, addresses and records of imports: "cities".
    name = ""
    # Said to people whose sheet has no column that would tell.
    expected = ""
    # The columns that together tell one record from another, and that a sheet cannot do without.
    identified_by = ()
    # The columns without which there can be no new record.
    required = ()
    # Other models whose records stand in the same row, by the `part` of their columns.
    parts = {}

    def __init__(self, user=None, **kwargs):
        super().__init__(**kwargs)
        self.user = user
        for column in self.columns:
            column.kind.take_user(user)
            if field := self.model_field(column):
                column.kind.take_limits(field)

    @property
    def model(self):
        return self._meta.model

    @cached_property
    def columns(self):
        """All columns, in the order of their declaration."""
        return [field for field in self.fields.values() if isinstance(field, Column)]

    @cached_property
    def own_columns(self):
        """The columns that have values of their own: what exports and templates show."""
        return [column for column in self.columns if not isinstance(column.kind, Filling)]

    @cached_property
    def headings(self):
        return Headings(self.columns)

    def model_of(self, column):
        return self.parts[column.part] if column.part else self.model

    def model_field(self, column):
        if column.fills:
            return None
        try:
            return self.model_of(column)._meta.get_field(column.attribute)
        except FieldDoesNotExist:
            return None

    def get_queryset(self):
        """The records that the person with the sheet may see."""
        rows = self.model._default_manager.all()
        return visible(rows, self.user) if self.user else rows

    @classmethod
    def get_display_name(cls):
        return str(cls._meta.model._meta.verbose_name_plural)
