"""The page of a report in the order of its form: each item with its answer and what stands under it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.document.tree import walk
from reports.models import (
    Attendance,
    Budget,
    Contribution,
    EvaluationService,
    Figure,
    Indicator,
    Initiative,
    Link,
)
from reports.models.answer import AnswerState
from reports.models.form import ItemKind
from uccn.languages.codes import LANGUAGES, column
from uccn.languages.names import name_of

# What an editor is offered to add under an item of the kind.
OFFERED = {
    ItemKind.TEXT: [Indicator, Figure],
    ItemKind.INITIATIVES: [Initiative],
    ItemKind.MEETINGS: [Attendance],
    ItemKind.CONTRIBUTIONS: [Contribution],
    ItemKind.EVALUATIONS: [EvaluationService],
    ItemKind.BUDGET: [Budget],
    ItemKind.LINKS: [Link],
}
# The texts whose absence in one language the list of rows mentions.
TITLES = {Initiative: "title", Indicator: "name", Figure: "caption", EvaluationService: "place", Link: "title"}


# Of these there is nothing to say in a list of what is still to be written.
UNANSWERED = {ItemKind.SECTION, ItemKind.CONTACTS}


@dataclass(frozen=True)
class Part:
    """One row under an item, as a line with a link to its own page."""

    name: str
    address: str
    missing: list[str]
    parts: list["Part"]


@dataclass(frozen=True)
class Holding:
    """All rows of one model under an item."""

    plural: str
    parts: list[Part]


@dataclass(frozen=True)
class Addition:
    name: str
    address: str


@dataclass(frozen=True)
class Standing:
    """How far an item has come, as the list of contents says it."""

    words: str
    is_done: bool


@dataclass(frozen=True)
class Entry:
    """One item of the form on the page of a report."""

    item: object
    answer: object
    fact: object
    holdings: list[Holding]
    flags: list
    additions: list[Addition]
    standing: Standing
    before: object = None
    after: object = None

    @property
    def is_section(self):
        return self.item.kind == ItemKind.SECTION

    @property
    def is_private(self):
        return self.item.kind == ItemKind.CONTACTS


def outline(panel, answers, *, may_add):
    """Entries of all items; `answers` are the admin's forms by the item's number in the database, as text."""
    document = next(each.document for each in panel.languages if each.language == get_language())
    sections = {section.number: section for section in walk(document.sections)}
    rows = panel.rows
    return [
        Entry(
            item=item,
            answer=answers.get(str(item.pk)),
            fact=sections[item.number].fact if item.number in sections else None,
            holdings=[holding(model, found) for model, found in held(rows, item) if found],
            flags=panel.remarks.under(item),
            additions=additions(rows.report, item) if may_add else [],
            standing=standing(item, sections.get(item.number), rows.answers.get(item.pk)),
            before=before,
            after=after,
        )
        for before, item, after in zip([None, *rows.items], rows.items, [*rows.items[1:], None], strict=False)
    ]


def standing(item, section, answer):
    if item.kind in UNANSWERED or section is None:
        return Standing("", True)
    if section.state == AnswerState.NOT_ANSWERED:
        return Standing(_("nothing yet"), not item.is_required)
    if section.state != AnswerState.ANSWERED:
        return Standing(AnswerState(section.state).label, True)
    lacking = missing_in([answer], "text") if answer else []
    if lacking:
        return Standing(_("%(language)s is missing") % {"language": lacking[0]}, False)
    return Standing(_("written"), True)


def held(rows, item):
    yield Initiative, rows.initiatives.get(item.pk, [])
    yield Indicator, rows.indicators.get(item.pk, [])
    yield Figure, rows.figures.get(item.pk, [])
    yield Contribution, rows.contributions.get(item.pk, [])
    yield Budget, rows.budgets.get(item.pk, [])
    yield Link, rows.links.get(item.pk, [])
    if item.kind == ItemKind.MEETINGS:
        yield Attendance, rows.attendances
    if item.kind == ItemKind.EVALUATIONS:
        yield EvaluationService, rows.evaluations


def holding(model, found):
    return Holding(
        plural=model._meta.verbose_name_plural,
        parts=[part(row, found) for row in found if getattr(row, "parent_id", None) is None],
    )


def part(row, siblings):
    page = reverse(f"admin:reports_{row._meta.model_name}_change", args=[row.pk])
    return Part(
        name=str(row),
        address=f"{page}?{urlencode({'report': row.report_id})}",
        missing=missing_languages(row),
        parts=[part(child, siblings) for child in siblings if getattr(child, "parent_id", None) == row.pk],
    )


def missing_in(rows, name):
    """Names of the languages that lack the text in some of the rows that have it in the other one."""
    return [
        name_of(language)
        for language in LANGUAGES
        if any(not getattr(row, column(name, language)) and any_language(row, name) for row in rows)
    ]


def missing_languages(row):
    """Names of the languages that lack the row's title or text, where the other one has it."""
    names = [name for name in (TITLES.get(type(row)), "text" if isinstance(row, Initiative) else None) if name]
    return [
        name_of(language)
        for language in LANGUAGES
        if any(not getattr(row, column(name, language)) and any_language(row, name) for name in names)
    ]


def any_language(row, field_name):
    return any(getattr(row, column(field_name, language)) for language in LANGUAGES)


def additions(report, item):
    query = urlencode({"report": report.pk, "item": item.pk})
    return [
        Addition(model._meta.verbose_name, f"{reverse(f'admin:reports_{model._meta.model_name}_add')}?{query}")
        for model in OFFERED.get(item.kind, ())
    ]
