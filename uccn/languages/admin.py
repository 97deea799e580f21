"""Forms of the editorial desk: Chinese left, English right, field by field, on one record."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline, TranslationTabularInline
from modeltranslation.translator import translator

from uccn.access.admin import LimitedAdmin, LimitedInline
from uccn.dates.fields import PartialDateField
from uccn.desk.forms import RowForm, WithoutPopUps

from . import translations
from .codes import TAGS, both
from .translations.marks import keep_form, marks
from .translations.views import list_address

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


class BilingualAdmin(LimitedAdmin, SideBySide, TranslationAdmin):
    """Lists pairs in its fieldsets with `both("title")`."""

    list_per_page = 50

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        rows = (row.form for formset in context["inline_admin_formsets"] for row in formset)
        context["translation_marks"] = marks([context["adminform"].form, *rows], request.POST)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        keep_form(request, form, formsets, is_new=not change)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        translations.forget_gone()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        translations.forget_gone()

    def response_post_save_change(self, request, obj):
        # Who came from the work list goes on there.
        if "work_list" in request.GET:
            return HttpResponseRedirect(list_address(request.GET["work_list"]))
        return super().response_post_save_change(request, obj)


class BilingualStackedInline(LimitedInline, SideBySide, TranslationStackedInline):
    extra = 0


class BilingualTabularInline(LimitedInline, SideBySide, TranslationTabularInline):
    extra = 0
