from django import template
from django.utils.html import format_html, json_script
from django.utils.safestring import mark_safe

from uccn.desk.words import WORDS

register = template.Library()


@register.simple_tag
def words_of_scripts():
    return json_script(WORDS, "desk-words")


@register.filter
def labelled(cells, headers):
    """The cells of one row of a list, each with the name of its column for screens too narrow for a table."""
    return [with_label(cell, header["text"]) for cell, header in zip(cells, headers, strict=False)]


def with_label(cell, label):
    # Django hands over finished cells, "<td class=...>" or "<th class=...>".
    return format_html('{} data-label="{}"{}', mark_safe(cell[:3]), label, mark_safe(cell[3:]))
