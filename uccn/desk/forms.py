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

    def validate_constraints(self):
        super().validate_constraints()
        # Django passes over those too that name a field somebody may read only.
        for constraint in self.instance._meta.constraints:
            named = set(getattr(constraint, "fields", ()))
            if named & set(self.fields) and named - set(self.fields) and not named & set(self.errors):
                self.hold(constraint, exclude=set(self.errors))

    def hold(self, constraint, exclude=None):
        if exclude is None:
            exclude = self._get_validation_exclusions()
        try:
            constraint.validate(type(self.instance), self.instance, exclude=exclude)
        except ValidationError as fault:
            self._update_errors(fault)


class WithoutPopUps:
    """For admins and inlines: related rows have pages of their own, and icons beside every choice only confuse."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field
