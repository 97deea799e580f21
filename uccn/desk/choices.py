"""Choices that are read from the database once for a page, however many of its rows offer them."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple


def read_once(field):
    """Fix the choices of a form field that the forms of all rows of an inline copy."""
    field.choices = list(field.choices)
    return field


class RowChoiceField(forms.ModelChoiceField):
    """The choice of a row; the one chosen before is known without a query."""

    row = None

    def to_python(self, value):
        if self.row is not None and str(value) == str(self.row.pk):
            return self.row
        return super().to_python(value)


class KnownRowField(forms.Field):
    """A row among those at hand, by its number; cheaper than a choice where every row of an inline has one."""

    default_error_messages = {"invalid_choice": forms.ModelChoiceField.default_error_messages["invalid_choice"]}

    def __init__(self, rows, **kwargs):
        super().__init__(**kwargs)
        self.rows = rows

    def prepare_value(self, value):
        return getattr(value, "pk", value)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            return self.rows[int(self.prepare_value(value))]
        except (KeyError, TypeError, ValueError):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None

    def has_changed(self, initial, data):
        return str(self.prepare_value(initial) or "") != str(self.prepare_value(data) or "")


class Loaded:
    """Shows chosen rows that the form has loaded already, without asking the database for their names again."""

    loaded = ()

    def optgroups(self, name, value, attr=None):
        names = {str(row.pk): str(row) for row in self.loaded}
        chosen = [pk for pk in value if pk]
        if not names.keys() >= set(chosen):
            return super().optgroups(name, value, attr)
        empty = [] if self.is_required or self.allow_multiple_selected else [("", "", False)]
        options = [*empty, *((pk, names[pk], True) for pk in chosen)]
        return [(None, [self.create_option(name, *option, index) for index, option in enumerate(options)], 0)]


class LoadedAutocomplete(Loaded, AutocompleteSelectMultiple):
    pass


class LoadedAutocompleteSelect(Loaded, AutocompleteSelect):
    pass
