from django import forms
from django.db.models import prefetch_related_objects
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from reports.models import Answer
from reports.models.form import Fact, ItemKind
from uccn.desk.choices import KnownRowField
from uccn.desk.formsets import RowFormSet
from uccn.languages.admin import BilingualForm, BilingualStackedInline
from uccn.languages.codes import both
from uccn.texts.counting import length
from uccn.texts.html import plain

from .permissions import PartOfReport

# Nobody writes under these: what they hold stands elsewhere.
ANSWERED_ELSEWHERE = {ItemKind.SECTION, ItemKind.FACT}


class AnswerForm(BilingualForm):
    def has_changed(self):
        # That a blank answer belongs to an item does not yet answer it.
        return any(name != "item" for name in self.changed_data)


class AnswerFormSet(RowFormSet):
    """A form for every item of the report's form version, answered or not."""

    # An answer somebody else gave meanwhile is the answer of the form's blank row.
    row_key = "item"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The rest of the page needs them too.
        prefetch_related_objects([self.instance], "form__items")
        items = [item for item in self.instance.form.items.all() if item.kind != ItemKind.CONTACTS]
        self.items = {item.pk: item for item in items}
        answered = {answer.item_id for answer in self.get_queryset()}
        blank = [item for item in items if may_be_answered(item) and item.pk not in answered]
        self.initial_extra = [{"item": item.pk} for item in blank]
        self.extra = len(self.initial_extra)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["item"] = KnownRowField(
            self.items, label=_("form item"), widget=forms.HiddenInput, disabled=form.instance.pk is not None
        )
        item = self.items.get(form.instance.item_id or form.initial.get("item"))
        if item and item.max_words:
            count_words(form, item.max_words)


def count_words(form, most):
    """Say under the boxes of the text how much of what the form allows is used; desk.js counts on."""
    for column in both("text"):
        if field := form.fields.get(column):
            # form[column] would keep the help text of this moment.
            field.help_text = WordCount(field.get_bound_field(form, column), most)


class WordCount:
    """Words worked out when they are shown: most forms are sent and saved, and never are."""

    def __init__(self, box, most):
        self.box, self.most = box, most

    def __str__(self):
        name, written = self.box.html_name, length(plain(self.box.value() or ""))
        words = _("{written} of {most} characters") if name.endswith("zh_hans") else _("{written} of {most} words")
        return format_html(
            '<span class="word-count{}" data-counts="{}" data-most="{}">{}</span>',
            " too-many" if written > self.most else "",
            name,
            self.most,
            format_html(words, written=format_html('<span class="written">{}</span>', written), most=self.most),
        )


def may_be_answered(item):
    # That there are no previous reports is something to declare.
    return item.kind not in ANSWERED_ELSEWHERE or item.fact == Fact.PREVIOUS


class AnswerInline(PartOfReport, BilingualStackedInline):
    model = Answer
    form = AnswerForm
    formset = AnswerFormSet
    template = "admin/reports/report/outline.html"
    can_delete = False
    tied_fields = ["item"]
    fieldsets = [
        (None, {"fields": ["item", "state", both("text")]}),
        (_("Note for readers"), {"fields": [both("note")], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request):
        # Contacts are kept in the register and never published; nothing is written under their item.
        return super().get_queryset(request).exclude(item__kind=ItemKind.CONTACTS)
