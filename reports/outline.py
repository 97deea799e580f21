"""Reports as lists show them. What is said of a report is taken from its frozen edition, never from working rows."""

from dataclasses import dataclass, field

from django.db.models import F

from uccn.languages.reading import Text

from .models import Edition

FROZEN = {
    "title": "document__title__content",
    "title_language": "document__title__language",
    "frozen_due_year": "document__due_year",
    "period_from": "document__period_from",
    "period_to": "document__period_to",
}


@dataclass
class ListedReport:
    """A report by its edition in the reader's language, else by the one there is."""

    edition: Edition
    languages: list = field(default_factory=list)

    @property
    def title(self):
        return Text(self.edition.title, self.edition.title_language)


def listed(editions, language, at):
    """The reports among the editions that are public at the moment, the latest round first."""
    frozen = editions.current(at).for_list().annotate(**{name: F(path) for name, path in FROZEN.items()})
    reports = {}
    for edition in frozen.order_by("-report__due_year", "report__slug", "language"):
        report = reports.setdefault(edition.report_id, ListedReport(edition))
        report.languages.append(edition.language)
        if edition.language == language:
            report.edition = edition
    return list(reports.values())
