from django.forms.models import BaseInlineFormSet

from .choices import KnownRowField


class RowFormSet(BaseInlineFormSet):
    """The rows of a record. Which row is which is told from those that are loaded, without a query for each."""

    def get_queryset(self):
        # The form as others left it and the form that was sent hold the same rows: they are read once.
        if not hasattr(self, "_queryset"):
            shared = vars(self.instance).setdefault("_rows_of_forms", {})
            self._queryset = shared.get(self.prefix) or shared.setdefault(self.prefix, super().get_queryset())
        return self._queryset

    def add_fields(self, form, index):
        super().add_fields(form, index)
        name = self.model._meta.pk.name
        number = form.fields[name]
        if form.instance.pk:
            form.fields[name] = KnownRowField(
                {form.instance.pk: form.instance},
                required=number.required,
                initial=number.initial,
                widget=number.widget,
            )
