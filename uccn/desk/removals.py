"""Says after saving what a text could not keep: nothing leaves a text without a word."""

from django.contrib import messages
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uccn.texts.fields import RichTextField
from uccn.texts.html import active_content

WORDS = {
    "script": gettext_lazy("script"),
    "picture": gettext_lazy("pictures"),
    "frame": gettext_lazy("embedded pages"),
    "form": gettext_lazy("forms"),
}


class SaysRemovals:
    """For admins."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        rows = [form, *(row for formset in formsets for row in formset)]
        found = set().union(*(removed_from(row) for row in rows if row.is_bound))
        if found:
            names = get_text_list([str(words) for kind, words in WORDS.items() if kind in found], _("and"))
            messages.warning(request, _("Texts cannot hold this; it was removed: %(what)s.") % {"what": names})


def removed_from(form):
    """What the texts sent with a form held that none may hold."""
    found = set()
    for name in form.changed_data:
        if isinstance(model_field(form, name), RichTextField):
            found |= active_content(form.data.get(form.add_prefix(name)) or "")
    return found


def model_field(form, name):
    return next((field for field in form._meta.model._meta.fields if field.name == name), None)
