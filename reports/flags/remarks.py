from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reports.document.rows import Rows
from reports.models import Dismissal

from .city_names import city_names_unlike_the_register
from .counts import budgets_not_annual, more_than_asked_for
from .figures import captions_in_one_language, captions_without_pictures, pictures_without_descriptions
from .flag import Flag
from .numbers import numbers_that_differ
from .personal import personal_traces_in
from .same_texts import paragraphs_copied
from .writing import writings


def flags(rows: Rows) -> list[Flag]:
    """All flags of the report, what keeps it from being published first."""
    texts = writings(rows)
    found = [
        *personal_traces_in(texts),
        *more_than_asked_for(rows),
        *budgets_not_annual(rows),
        *captions_without_pictures(rows),
        *captions_in_one_language(rows),
        *pictures_without_descriptions(rows),
        *numbers_that_differ(texts),
        *city_names_unlike_the_register(rows, texts),
        *paragraphs_copied(texts),
    ]
    return list({flag.key: flag for flag in found}.values())


def remarks(rows: Rows) -> Remarks:
    dismissals = rows.report.dismissals.standing().select_related("by")
    return Remarks(flags(rows), {dismissal.key: dismissal for dismissal in dismissals})


def remarks_on(row: Any) -> list[Flag]:
    """Open flags on one row of a report and on what it holds, without reading the rest of the report."""
    return remarks(Rows.of_row(row)).open


@dataclass(frozen=True)
class Remarks:
    """The flags of a report, and which of them somebody has set aside."""

    flags: list[Flag]
    dismissals: dict[tuple[str, str, str], Dismissal]

    @property
    def open(self) -> list[Flag]:
        return [flag for flag in self.flags if flag.key not in self.dismissals]

    @property
    def blocking(self) -> list[Flag]:
        return [flag for flag in self.open if flag.blocks]

    @property
    def advice(self) -> list[Flag]:
        return [flag for flag in self.open if not flag.blocks]

    @property
    def set_aside(self) -> list[tuple[Flag, Dismissal]]:
        return [(flag, self.dismissals[flag.key]) for flag in self.flags if flag.key in self.dismissals]

    def under(self, item: Any) -> list[Flag]:
        return [flag for flag in self.open if flag.item == item]

    def find(self, anchor: str) -> Flag | None:
        return next((flag for flag in self.flags if flag.anchor == anchor), None)
