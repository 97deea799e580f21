"""On which page of the desk the texts of a record are written, and who may open it to write."""

from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace

from django.contrib import admin
from django.forms.models import _get_foreign_key
from django.urls import reverse

from .pairs import translated_models


@dataclass(frozen=True)
class Page:
    """The page of the record itself, or of the record in whose form it is a row."""

    model: type
    # The admin or inline that asks for the rights to the model.
    keeper: object
    # How the record names the record of the page.
    path: str

    def may_be_changed_by(self, person):
        return self.keeper.has_right(SimpleNamespace(user=person), "change")

    def address(self, record):
        opts = self.model._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[getattr(record, self.path)])


@cache
def pages():
    """{model: Page} of every translated model that the desk can write."""
    found = {}
    registered = admin.site._registry
    for model in translated_models():
        if model in registered and has_pages(registered[model]):
            found[model] = Page(model, registered[model], "pk")
    for parent, each in registered.items():
        for inline in each.inlines:
            if inline.model in translated_models() and inline.model not in found:
                path = _get_foreign_key(parent, inline.model, fk_name=inline.fk_name).attname
                found[inline.model] = Page(parent, inline(parent, admin.site), path)
    return found


def has_pages(model_admin):
    name = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}_change"
    return any(getattr(each, "name", None) == name for each in model_admin.get_urls())


def page_of(record):
    return pages()[type(record)]
