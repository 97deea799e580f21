from functools import cache

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.forms.models import InlineForeignKeyField

from .choices import RowChoiceField


class RowForm(forms.ModelForm):
    """A form that holds every constraint of its model, as the row of an inline too.

    Django passes over the constraints that name the parent of an inline's rows: what somebody else has added
    meanwhile would end in an error of the database.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, RowChoiceField) and name in self.instance._state.fields_cache:
                field.row = getattr(self.instance, name)

    def _post_clean(self):
        # What nobody changed is not written, and so not checked against the database anew.
        if self.instance._state.adding or self.has_changed():
            super()._post_clean()

    def _get_validation_exclusions(self):
        excluded = super()._get_validation_exclusions()
        if self.instance._state.adding:
            return excluded
        changed = set(self.changed_data)
        promised = [named for named in map(named_by, self._meta.model._meta.constraints) if named & changed]
        rows = self.fields.keys() & named_rows(self._meta.model)
        # The row that a row names was there when it was written, and the database sees to it that it still is.
        return excluded | (rows - changed - set().union(*promised))

    def validate_unique(self):
        super().validate_unique()
        parents = {name for name, field in self.fields.items() if isinstance(field, InlineForeignKeyField)}
        for constraint in self.instance._meta.constraints:
            if self.names_what_is_only_read(constraint):
                self.hold(constraint, exclude=set(self.errors))
            elif parents.intersection(getattr(constraint, "fields", ())) and self.may_break(constraint):
                self.hold(constraint)

    def names_what_is_only_read(self, constraint):
        """Whether it names a changed field and one that this person does not write: Django passes over it."""
        named = set(getattr(constraint, "fields", ()))
        return bool(named.intersection(self.changed_data) and named.difference(self.fields, self.errors))

    def may_break(self, constraint):
        """Whether it is about something that the form changes: what it is about was in order when it was written."""
        return self.instance._state.adding or bool(named_by(constraint).intersection(self.changed_data))

    def hold(self, constraint, exclude=None):
        if exclude is None:
            exclude = self._get_validation_exclusions()
        try:
            constraint.validate(type(self.instance), self.instance, exclude=exclude)
        except ValidationError as fault:
            self._update_errors(fault)


@cache
def named_rows(model):
    """The names of its fields that name a row of some model."""
    return {field.name for field in model._meta.fields if field.many_to_one}


def named_by(constraint):
    """The names of the fields that a constraint is about."""
    condition = getattr(constraint, "condition", None)
    return set(getattr(constraint, "fields", ())) | (condition.referenced_base_fields if condition else set())


class WithoutPopUps:
    """For admins and inlines: related rows have pages of their own, and icons beside every choice only confuse."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **{"form_class": RowChoiceField, **kwargs})

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field
