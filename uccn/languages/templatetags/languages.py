import re

from django import template
from django.template.defaultfilters import linebreaks
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uccn.languages.codes import NAMES, PREFIXES, TAGS, column, other
from uccn.languages.reading import Text, read

register = template.Library()

HEADING = re.compile(r"<(/?)h([34])>")


@register.simple_tag
def language_tag():
    """The BCP 47 tag of the page's language."""
    return TAGS[get_language()]


@register.simple_tag
def other_language():
    """{"code", "tag", "name"} of the language the page is not in."""
    return described(other(get_language()))


@register.filter
def described(code):
    return {"code": code, "tag": TAGS[code], "name": NAMES[code]}


@register.simple_tag(takes_context=True)
def address_in(context, code):
    """The address of this same page in the language, with what the reader asked of it."""
    return with_prefix(context["request"].get_full_path(), code)


@register.simple_tag(takes_context=True)
def path_in(context, code):
    """The address of this same page in the language, as other sites should know it."""
    return with_prefix(context["request"].path, code)


def with_prefix(path, code):
    head, _slash, rest = path.lstrip("/").partition("/")
    return f"/{PREFIXES[code]}/{rest}" if head in PREFIXES.values() else f"/{PREFIXES[code]}/"


@register.simple_tag
def text(record, field_name):
    """The record's text in the page's language, else in the other one, marked as such; "" where there is none."""
    return marked(read(record, field_name, get_language()))


@register.simple_tag
def text_in_other_language(record, field_name):
    """The record's text in the language the page is not in, or "": the name beside the name."""
    language = other(get_language())
    content = getattr(record, column(field_name, language))
    if not content or not getattr(record, column(field_name, get_language())):
        return ""
    return format_html('<span lang="{}" class="beside">{}</span>', TAGS[language], content)


@register.simple_tag
def rich_text(record, field_name, level=3):
    return marked_html(read(record, field_name, get_language()), level)


@register.simple_tag
def opening(record, field_name):
    """The first paragraph of a marked-up text."""
    found = read(record, field_name, get_language())
    if not found:
        return ""
    first, end, _rest = found.content.partition("</p>")
    return marked_html(Text(first + end, found.language))


@register.simple_tag
def plain_paragraphs(record, field_name):
    return paragraphs(read(record, field_name, get_language()))


@register.filter
def paragraphs(found):
    return in_its_language("div", found, linebreaks(found.content, autoescape=True)) if found else ""


@register.filter
def marked(found):
    """A text that knows its language, as inline HTML: marked with lang where that is not the page's."""
    return in_its_language("span", found, conditional_escape(found.content)) if found else ""


@register.filter
def in_language(content, code):
    """A plain text of which the record says the language."""
    return marked(Text(content, code)) if content else ""


@register.filter
def lang_attribute(found):
    """For an element that holds a text: its lang where that is not the page's."""
    return format_html(' lang="{}"', TAGS[found.language]) if found.language != get_language() else ""


@register.filter
def marked_html(found, level=3):
    """A marked-up text as HTML, its headings moved to begin at the level (2 to 6)."""
    if not found:
        return ""
    shift = int(level) - 3
    content = HEADING.sub(lambda match: f"<{match[1]}h{min(int(match[2]) + shift, 6)}>", found.content)
    return in_its_language("div", found, content)


def in_its_language(tag, found, html):
    # The content was escaped, or sanitised on its way into the database.
    html = mark_safe(html)
    if found.language == get_language():
        return html
    marked = format_html('<{} lang="{}" class="foreign">{}</{}>', tag, TAGS[found.language], html, tag)
    return (
        format_html('<p class="not-translated">{}</p>{}', _("Not translated yet."), marked) if tag == "div" else marked
    )
