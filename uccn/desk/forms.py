from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.forms.models import InlineForeignKeyField


class RowForm(forms.ModelForm):
    """A form that holds every constraint of its model, as the row of an inline too.

    Django passes over the constraints that name the parent of an inline's rows: what somebody else has added
    meanwhile would end in an error of the database.
    """

    def validate_unique(self):
        super().validate_unique()
        parents = {name for name, field in self.fields.items() if isinstance(field, InlineForeignKeyField)}
        for constraint in self.instance._meta.constraints:
            if parents.intersection(getattr(constraint, "fields", ())):
                self.hold(constraint)

    def hold(self, constraint):
        try:
            constraint.validate(type(self.instance), self.instance, exclude=self._get_validation_exclusions())
        except ValidationError as fault:
            self._update_errors(fault)


class WithoutPopUps:
    """For admins and inlines: related rows have pages of their own, and icons beside every choice only confuse."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field
