from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .partial import NotADate, PartialDate

MESSAGES = {
    "form": _("“%(text)s” is not a date. Write a year, a month or a day: 2018, 2018-11 or 2018-11-22."),
    "month": _("“%(text)s” is not a date: there is no month %(part)s."),
    "day": _("“%(text)s” is not a date: that month has no day %(part)s."),
}

# What the database itself accepts, whoever writes: shape, months 01-12 and days 01-31.
SQLITE_SHAPES = ["[0-9][0-9][0-9][0-9]"]
SQLITE_SHAPES += [SQLITE_SHAPES[0] + month for month in ("-0[1-9]", "-1[0-2]")]
SQLITE_SHAPES += [month + day for month in SQLITE_SHAPES[1:] for day in ("-0[1-9]", "-[12][0-9]", "-3[01]")]
POSTGRESQL_SHAPE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


def parse(value):
    if value is None or isinstance(value, PartialDate):
        return value
    text = str(value).strip()
    if not text:
        return None
    try:
        return PartialDate.parse(text)
    except NotADate as error:
        raise ValidationError(
            MESSAGES[error.reason], code="invalid_date", params={"text": text, "part": error.part}
        ) from error


class PartialDateFormField(forms.CharField):
    def __init__(self, **kwargs):
        kwargs.pop("max_length", None)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("class", "partial-date")
        self.widget.attrs.setdefault("placeholder", "2018-11-22")

    def to_python(self, value):
        return parse(value)

    def prepare_value(self, value):
        return "" if value is None else str(value)

    def has_changed(self, initial, data):
        try:
            return parse(initial) != parse(data)
        except ValidationError:
            return True


class PartialDateField(models.CharField):
    """A date to the precision it is known, kept as ISO 8601 text ("2018", "2018-11" or "2018-11-22")."""

    description = _("date known to the year, month or day")

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def db_check(self, connection):
        column = connection.ops.quote_name(self.column)
        if connection.vendor == "sqlite":
            return " OR ".join(f"{column} GLOB '{shape}'" for shape in SQLITE_SHAPES)
        return f"{column} ~ '{POSTGRESQL_SHAPE}'"

    def from_db_value(self, value, expression, connection):
        return None if value is None else PartialDate.parse(value)

    def to_python(self, value):
        return parse(value)

    def get_prep_value(self, value):
        value = parse(value)
        return None if value is None else str(value)

    def run_validators(self, value):
        # The inherited validators measure texts.
        if value is not None:
            super().run_validators(str(value))

    def value_to_string(self, record):
        return self.get_prep_value(self.value_from_object(record))

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})
