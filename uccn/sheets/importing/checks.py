"""Whether the database would take the records of a chunk, asked for all of them at once."""

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext as _

from .conditions import Unknown, fulfils


class Checks:
    """The constraints of the models of one import.

    taken: by model and fields, by the hash of the values that a row takes, its line. The values of a long file would
    fill the memory.
    told_apart: groups of fields of which no two rows that come here have the same values.
    """

    def __init__(self, told_apart):
        self.taken = {}
        self.told_apart = told_apart

    def run(self, rows):
        """rows: planned ones, with their edits. What is wrong goes to their problems."""
        by_model = {}
        for row in rows:
            for edit in row.edits:
                if edit.does_something:
                    by_model.setdefault(edit.model, []).append((row, edit))
        for model, pairs in by_model.items():
            for row, edit in pairs:
                self.check_alone(row, edit)
            for fields, condition, message in unique_sets(model):
                self.check_unique(model, fields, condition, message, pairs)

    def check_alone(self, row, edit):
        try:
            edit.record.clean()
        except ValidationError as error:
            refuse(row, edit, error)
        for constraint in edit.model._meta.constraints:
            if isinstance(constraint, CheckConstraint) and not self.is_held(constraint, edit.record):
                row.refuse(constraint.get_violation_error_message())

    def is_held(self, constraint, record):
        try:
            return fulfils(record, constraint.condition) is not False
        except (Unknown, TypeError):
            pass
        try:
            constraint.validate(type(record), record)
        except ValidationError:
            return False
        return True

    def check_unique(self, model, fields, condition, message, pairs):
        wanted = []
        columns = [model._meta.get_field(name).attname for name in fields]
        for row, edit in pairs:
            if not edit.is_new and not edit.changes.keys() & set(fields):
                continue
            values = tuple(getattr(edit.record, name) for name in columns)
            if None in values or (condition is not None and not fulfils(edit.record, condition)):
                continue
            wanted.append((row, edit, values))
        if not wanted:
            return
        stored = self.stored(model, fields, condition, [values for *_, values in wanted])
        taken = self.taken.setdefault((model, fields), {})
        for row, edit, values in wanted:
            if stored.get(values, edit.record.pk) != edit.record.pk:
                row.refuse(message)
            elif fields not in self.told_apart and taken.setdefault(hash(values), row.line) != row.line:
                row.refuse(_("the same as line %(line)s of this file") % {"line": taken[hash(values)]})

    def stored(self, model, fields, condition, wanted):
        """By their values, the records that have such values now."""
        rows = model._default_manager.all()
        if condition is not None:
            rows = rows.filter(condition)
        for index, name in enumerate(fields):
            rows = rows.filter(**{f"{name}__in": {values[index] for values in wanted}})
        return {tuple(values): pk for pk, *values in rows.order_by().values_list("pk", *fields)}


def unique_sets(model):
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield (field.name,), None, _("another record has this %(field)s already") % {"field": field.verbose_name}
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.fields:
            yield constraint.fields, constraint.condition, constraint.get_violation_error_message()


def refuse(row, edit, error):
    if not hasattr(error, "error_dict"):
        return [row.refuse(message) for message in error.messages]
    for name, messages in error.message_dict.items():
        column = edit.columns.get(name)
        for message in messages:
            row.refuse(message, column.key if column else "")
