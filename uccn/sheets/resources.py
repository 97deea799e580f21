"""What can be moved in spreadsheets: a resource of import-export whose fields are columns, and nothing but those."""

from functools import cached_property

from django.contrib.auth import get_permission_codename
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from import_export.resources import Resource

from uccn.access.columns import names_another_city
from uccn.access.rows import is_limited, visible

from .columns import Column, Headings
from .columns.kinds import Filling
from .importing.edits import Edit, new_record
from .importing.matching import KeyMatcher


class SheetResource(Resource):
    """One row of a sheet is one record of `Meta.model`, with what else of it stands in that row.

    One object serves one sheet: it reads what columns name once and remembers it.
    """

    # What stands in commands, addresses and records of imports: "cities".
    name = ""
    # Said to people whose sheet has no column that would tell.
    expected = ""
    # Groups of columns each of which tells one record from another. A sheet cannot do without all of them.
    identified_by = ()
    # Columns that tell records of the same key from one another, the most telling first.
    told_apart_by = ()
    # The columns without which there can be no new record.
    required = ()
    # Links that checks of a record follow.
    related = ()
    # Other models whose records stand in the same row, by the `part` of their columns.
    parts = {}

    def __init__(self, user=None, **kwargs):
        super().__init__(**kwargs)
        self.user = user
        self.answers = {}
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

    @property
    def models(self):
        """In the order in which their records are written: what others point to comes first."""
        return [self.model, *self.parts.values()]

    def model_of(self, column):
        return self.parts[column.part] if column.part else self.model

    def model_field(self, column):
        if column.fills:
            return None
        try:
            return self.model_of(column)._meta.get_field(column.attribute)
        except FieldDoesNotExist:
            return None

    def may_be_empty(self, column):
        field = self.model_field(column)
        return field is not None and (field.blank or (field.null and hasattr(field, "translated_field")))

    def get_queryset(self):
        """The records that the person with the sheet may see."""
        rows = self.model._default_manager.all()
        return visible(rows, self.user) if self.user else rows

    @classmethod
    def may_add(cls, user):
        return cls.has_right(user, "add")

    @classmethod
    def may_change(cls, user):
        return cls.has_right(user, "change")

    @classmethod
    def has_right(cls, user, act):
        opts = cls._meta.model._meta
        return user.has_perm(f"{opts.app_label}.{get_permission_codename(act, opts)}")

    @classmethod
    def may_export(cls, user):
        """Whether the person may take records of this kind away in a file."""
        return may_see(user, cls._meta.model)

    @cached_property
    def exported_columns(self):
        """The columns that the person may see, and could bring back."""
        return [column for column in self.own_columns if self.user is None or self.is_shown(column)]

    def is_shown(self, column):
        if column.part and not may_see(self.user, self.model_of(column)):
            return False
        field = self.model_field(column)
        # Other cities do not exist for people who write for one.
        return not (field and is_limited(self.user) and names_another_city(field))

    def exportable(self):
        return self.get_queryset()

    def of_listed(self, queryset):
        """The records to export for those that a list shows, in its order."""
        return queryset.filter(pk__in=self.exportable().order_by().values("pk"))

    def matcher(self, *, is_locking=False):
        return KeyMatcher(self, is_locking=is_locking)

    def complete(self, reading):
        """For what a row says only together: an item of the form that the row's report uses."""

    def settle(self, rows):
        """For what rows of a chunk say of one another, when it is known which of them are wrong."""

    def name_of(self, reading):
        """The record as the row names it."""
        keys = self.identified_by[0]
        return " · ".join(self.fields[key].kind.show(reading.values[key]) for key in keys if key in reading.values)

    def key_of(self, row):
        """Our own key of the record that a planned row is about, None for one that is not there yet."""
        record = self.record_of(row)
        if record is None:
            return None
        columns = [self.fields[key] for key in self.identified_by[0]]
        return " ".join(filter(None, (str(column.plain(column.stored(record))) for column in columns)))

    def record_of(self, row):
        return row.match.record if row.match else None

    def edits(self, reading, match, row):
        """What the row does to its records, the main one first, and how many cells are emptied."""
        edit = Edit(match.record or new_record(self.model), is_new=match.record is None)
        self.refuse_incomplete(edit, reading, row)
        cleared = edit.put_all(self.main_columns, reading)
        return [edit], cleared

    @cached_property
    def main_columns(self):
        return [column for column in self.own_columns if not column.part]

    def refuse_incomplete(self, edit, reading, row):
        if edit.is_new:
            for key in self.required:
                if key not in reading.values:
                    row.refuse(_("a new row needs this"), key)

    @classmethod
    def get_display_name(cls):
        return str(cls._meta.model._meta.verbose_name_plural)


def may_see(user, model):
    names = (get_permission_codename(act, model._meta) for act in ("view", "change"))
    return any(user.has_perm(f"{model._meta.app_label}.{name}") for name in names)
