from django import template

from uccn.languages.names import name_of
from uccn.languages.translations.work import Progress, languages_of, progress, rows_for

from .languages import described

register = template.Library()


@register.inclusion_tag("admin/translations/mark.html", takes_context=True)
def translation_mark(context, field):
    """What a form says beside the text of a translation; `field` as Django's fieldsets know it."""
    marks = context.get("translation_marks") or {}
    return {"mark": None if field.is_readonly else marks.get(field.field.html_name)}


@register.inclusion_tag("admin/translations/on_the_index.html", takes_context=True)
def translations_to_do(context):
    """What the person who looks may translate, language by language."""
    person = context["request"].user
    written = languages_of(person)
    if not written:
        return {"progress": []}
    found = {each.language: each for each in progress(rows_for(person).unsettled())[None]}
    return {"progress": [found.get(language, Progress(language)) for language in written]}


@register.simple_tag
def language_name(code):
    return name_of(code)


@register.simple_tag
def described_language(code):
    return described(code)
