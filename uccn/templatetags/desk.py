from django import template
from django.utils.html import escape, json_script
from django.utils.safestring import mark_safe
from django.utils.text import capfirst

from uccn.desk.words import WORDS

register = template.Library()


@register.simple_tag
def words_of_scripts():
    return json_script(WORDS, "desk-words")


@register.filter
def labelled(cells, headers):
    """The cells of one row of a list, each with the name of its column for screens too narrow for a table."""
    return [with_label(cell, header) for cell, header in zip(cells, headers, strict=False)]


def with_label(cell, header):
    # The column of ticks is named by a box of its own.
    if "action-checkbox-column" in header.get("class_attrib", ""):
        return cell
    # Django hands over finished cells, "<td class=...>" or "<th class=...>".
    return mark_safe(f'{cell[:3]} data-label="{escape(capfirst(header["text"]))}"{cell[3:]}')
