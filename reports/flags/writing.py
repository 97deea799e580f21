"""Everything that is written in a report, field by field, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from modeltranslation.translator import translator

from reports.document.rows import Rows
from reports.models.form import ItemKind
from uccn.languages import codes
from uccn.texts.html import plain


@dataclass(frozen=True)
class Writing:
    """One translated field of one row, and the item of the form under which readers find it."""

    row: Any
    field: str
    item: Any = None

    def column(self, language: str) -> str:
        return codes.column(self.field, language)

    def label(self, language: str = "") -> str | Promise:
        name = self.column(language) if language else self.field
        label: str | Promise = self.row._meta.get_field(name).verbose_name
        return label

    def markup(self, language: str) -> str:
        return getattr(self.row, self.column(language)) or ""

    @cached_property
    def words(self) -> dict[str, str]:
        """The plain words by language."""
        return {language: plain(self.markup(language)) for language in codes.LANGUAGES}


def writings(rows: Rows) -> list[Writing]:
    """All that the desk writes in the report. Names that come from the register are not among it."""
    return [Writing(row, field, item) for row, item in written_rows(rows) for field in translated(type(row))]


def written_rows(rows: Rows) -> Iterator[tuple[Any, Any]]:
    """Rows that hold texts, each with its item of the form."""
    yield rows.report, None
    for item in rows.items:
        # Nothing under this one is ever published.
        if item.kind == ItemKind.CONTACTS:
            continue
        if item.pk in rows.answers:
            yield rows.answers[item.pk], item
        for held in (rows.indicators, rows.figures, rows.contributions, rows.budgets, rows.links):
            yield from ((row, item) for row in held.get(item.pk, ()))
        for initiative in rows.initiatives.get(item.pk, ()):
            yield initiative, item
            yield from ((row, item) for row in initiative.events.all())
            yield from ((row, item) for row in initiative.figures.all())
    yield from ((row, item_of_kind(rows, ItemKind.MEETINGS)) for row in rows.attendances)
    yield from ((row, item_of_kind(rows, ItemKind.EVALUATIONS)) for row in rows.evaluations)


def translated(model: type) -> tuple[str, ...]:
    return tuple(translator.get_options_for_model(model).all_fields)


def item_of_kind(rows: Rows, kind: str) -> Any:
    return next((item for item in rows.items if item.kind == kind), None)


def figures(rows: Rows) -> Iterator[tuple[Any, Any]]:
    """Figures wherever they stand, each with its item of the form."""
    return ((row, item) for row, item in written_rows(rows) if row._meta.model_name == "figure")
