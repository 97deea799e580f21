"""Forms of the editorial desk: Chinese left, English right, field by field, on one record."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline, TranslationTabularInline
from modeltranslation.translator import translator

from uccn.access.admin import LimitedAdmin, LimitedInline
from uccn.dates.fields import PartialDateField
from uccn.desk.forms import RowForm, WithoutPopUps
from uccn.desk.lists import QuickList
from uccn.desk.media import NoncedMedia
from uccn.desk.removals import SaysRemovals

from .codes import TAGS, both

NEITHER_LANGUAGE = _("Write this in Chinese, in English or in both.")


class BilingualForm(RowForm):
    """Where a record cannot do without a text, either language will do: neither is the first one."""

    def clean(self):
        cleaned = super().clean()
        for field_name in needed_texts(self._meta.model):
            columns = [column for column in both(field_name) if column in self.fields]
            if columns and not any(self.holds(column) for column in both(field_name)):
                self.add_error(columns[0], NEITHER_LANGUAGE)
        return cleaned

    def holds(self, column):
        if column in self.errors:
            return True
        # A translator's form has the columns of one language; the other one stays as it is.
        return bool(self.cleaned_data.get(column) if column in self.fields else getattr(self.instance, column))


def needed_texts(model):
    translated = translator.get_options_for_model(model).all_fields
    return [name for name in translated if not model._meta.get_field(name).blank]


class SideBySide(WithoutPopUps):
    form = BilingualForm
    # Django's own link would lead any staff to the addresses of drafts.
    view_on_site = False
    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
        models.URLField: {"assume_scheme": "https"},
        PartialDateField: {"widget": forms.TextInput(attrs={"class": "partial-date"})},
    }

    def patch_translation_field(self, db_field, field, request, **kwargs):
        super().patch_translation_field(db_field, field, request, **kwargs)
        if hasattr(db_field, "translated_field"):
            # BilingualForm asks for one of the two.
            field.required = False
            field.widget.attrs["lang"] = TAGS[db_field.language]
            # The columns allow NULL, for which forms would exchange the empty text.
            field.empty_value = ""


class BilingualAdmin(LimitedAdmin, SideBySide, NoncedMedia, QuickList, SaysRemovals, TranslationAdmin):
    """Lists pairs in its fieldsets with `both("title")`."""

    list_per_page = 50


class BilingualStackedInline(LimitedInline, SideBySide, TranslationStackedInline):
    extra = 0


class BilingualTabularInline(LimitedInline, SideBySide, TranslationTabularInline):
    extra = 0
