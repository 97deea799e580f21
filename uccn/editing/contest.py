"""A contested field in words: the other text beside one's own, and what can be done."""

from django import forms
from django.db.models import ManyToManyField
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from uccn.languages.codes import CHINESE, ENGLISH
from uccn.texts.differences import compare, compare_markup
from uccn.texts.fields import RichTextField
from uccn.texts.html import paragraphs, sanitise

from .stale import BOTH, CHOICE, JOINED, MINE, THEIRS


def in_words(contest, meanwhile):
    context = {
        "contest": contest,
        "meanwhile": meanwhile or _("somebody else"),
        "choice": contest.name + CHOICE,
        "joined": contest.name + JOINED,
        "MINE": MINE,
        "THEIRS": THEIRS,
        "BOTH": BOTH,
    }
    if contest.column is not None:
        context["is_file"] = isinstance(contest.form_field, forms.FileField)
        context["language"] = getattr(contest.column, "language", None)
        context["difference"] = difference(contest.column, shown(contest, "theirs"), shown(contest, "mine"))
        context["theirs"] = shown(contest, "theirs")
        if isinstance(contest.column, RichTextField):
            # Safe: sanitised anew.
            context["theirs"] = mark_safe(marked_up(context["theirs"]))
    # Safe: the template escapes what it is given.
    return render_to_string("editing/contest.html", context)


def difference(column, old, new):
    """The changed stretches between two texts of a field: blocks of marked-up, pieces of plain text."""
    language = getattr(column, "language", None) or (
        CHINESE if any(sign >= "\u4e00" for sign in old + new) else ENGLISH
    )
    if isinstance(column, RichTextField):
        return {"blocks": compare_markup(marked_up(old), marked_up(new), language)}
    return {"pieces": compare(old, new, language)}


def marked_up(text):
    return sanitise(text if "<" in text else paragraphs(text))


def shown(contest, whose):
    """The value as people see it in the form: names of the chosen rows, not their numbers."""
    value, each = getattr(contest, whose), contest.form_field
    if isinstance(each, forms.FileField):
        return value if isinstance(value, str) else ""
    if isinstance(each, forms.ModelChoiceField):
        many = isinstance(contest.column, ManyToManyField)
        rows = each.queryset.filter(pk__in=value if many else [value] if str(value).isdecimal() else [])
        return ", ".join(map(str, rows))
    if isinstance(each, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(each, forms.ChoiceField):
        return str(dict(each.choices).get(value, value))
    return ", ".join(value) if isinstance(value, list) else value
