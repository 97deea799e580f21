"""Columns of lists that many lists share."""

from django.contrib import admin
from django.utils.translation import get_language

from uccn.dates.words import in_words
from uccn.languages.reading import label


def date_column(field_name, description):
    """A date known to the year, month or day, in words."""

    @admin.display(description=description, ordering=field_name)
    def column(record):
        date = getattr(record, field_name)
        return in_words(date, get_language()) if date else None

    column.__name__ = field_name
    return column


def text_column(field_name, description):
    """A text in the reader's language where there is one, else in the other."""

    @admin.display(description=description, ordering=f"{field_name}_en")
    def column(record):
        return label(record, field_name) or None

    column.__name__ = field_name
    return column
