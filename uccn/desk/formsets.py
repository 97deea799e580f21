from django.db.models import QuerySet
from django.forms import BaseFormSet, HiddenInput
from django.forms.models import BaseInlineFormSet, BaseModelFormSet

from .choices import KnownRowField


class SharedFields(dict):
    """The fields of a class of forms. Each form has its own, but all share what none alters: choices, validators."""

    def __deepcopy__(self, memo):
        return {name: own(field) for name, field in self.items()}


def own(field):
    field = twin(field)
    field.widget = twin(field.widget)
    field.widget.attrs = field.widget.attrs.copy()
    return field


def twin(thing):
    """As copy.copy() makes it of an object with nothing but attributes; that looks for other ways first, and long."""
    made = object.__new__(type(thing))
    vars(made).update(vars(thing))
    return made


class NumberedFormSet(BaseModelFormSet):
    """Its forms carry the numbers of their rows. Which row is which is told from those that are loaded."""

    def add_fields(self, form, index):
        # Django would make a choice among all rows of the model for each form, and ask the database for the chosen.
        self._pk_field = self.model._meta.pk
        row = form.instance
        rows, number = ({row.pk: row}, row.pk) if row.pk else ({}, None)
        field = KnownRowField(rows, initial=number, required=False, widget=HiddenInput)
        form.fields[self._pk_field.name] = field
        BaseFormSet.add_fields(self, form, index)


class RowFormSet(BaseInlineFormSet, NumberedFormSet):
    """The rows of a record, read once and written at once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.base_fields = SharedFields(self.form.base_fields)
        # The forms of rows that were there, by the numbers of these: what was sent may name a row twice.
        self.rewritten = {}

    def get_queryset(self):
        # The form as others left it and the form that was sent hold the same rows: they are read once.
        if not hasattr(self, "_queryset"):
            shared = vars(self.instance).setdefault("_rows_of_forms", {})
            self._queryset = shared.get(self.prefix) or shared.setdefault(self.prefix, super().get_queryset())
        return self._queryset

    def save_existing_objects(self, commit=True):
        saved = super().save_existing_objects(commit)
        overwrite(self.model, [form.instance for form in self.rewritten.values()])
        for form in self.rewritten.values():
            form._save_m2m()
        return saved

    def save_existing(self, form, obj, commit=True):
        if not commit:
            return super().save_existing(form, obj, commit)
        self.rewritten[obj.pk] = form
        return obj


def overwrite(model, rows):
    """Write rows that are there, all their columns. No signal tells of it."""
    # The base column of a translated text is never read.
    translated = {field.translated_field.name for field in model._meta.fields if hasattr(field, "translated_field")}
    columns = [field.name for field in model._meta.concrete_fields if not (field.primary_key or field.generated)]
    written = [name for name in columns if name not in translated]
    if rows:
        QuerySet(model).bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=written)
