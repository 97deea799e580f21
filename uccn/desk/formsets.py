from django.forms.models import BaseInlineFormSet

from .choices import RowChoiceField


class RowFormSet(BaseInlineFormSet):
    """The rows of a record. Which row is which is told from those that are loaded, without a query for each."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        name = self.model._meta.pk.name
        number = form.fields[name]
        form.fields[name] = RowChoiceField(
            number.queryset, required=number.required, initial=number.initial, widget=number.widget
        )
        if form.instance.pk:
            form.fields[name].row = form.instance
