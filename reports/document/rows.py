from collections import defaultdict
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from reports.models import FormItem, Initiative, Report

BY_ITEM = ("initiatives", "indicators", "figures", "contributions", "budgets", "links")
OF_THE_REPORT = ("attendances", "evaluations")


@dataclass(frozen=True)
class Rows:
    """The working rows of one report, read once and shared by its documents in both languages."""

    report: Report
    items: list[FormItem]
    answers: dict
    initiatives: dict
    indicators: dict
    figures: dict
    contributions: dict
    budgets: dict
    links: dict
    attendances: list
    evaluations: list

    @classmethod
    def load(cls, report):
        report = Report.objects.select_related("city__country", "designation__field", "form", "previous").get(
            pk=report.pk
        )
        return cls(
            report=report,
            items=list(report.form.items.order_by("position")),
            answers={answer.item_id: answer for answer in report.answers.all()},
            initiatives=by_item(report.initiatives.with_outline().order_by("position", "id")),
            indicators=by_item(report.indicators.order_by("position", "id")),
            figures=by_item(report.figures.filter(initiative__isnull=True).order_by("position", "id")),
            contributions=by_item(report.contributions.order_by("position", "id")),
            budgets=by_item(report.budgets.order_by("position", "id")),
            links=by_item(report.links.order_by("position", "id")),
            attendances=list(report.attendances.select_related("meeting").order_by("meeting__year")),
            evaluations=list(report.evaluations.select_related("city").order_by("year", "id")),
        )

    @classmethod
    def of(cls, row):
        """One row that stands within a report, as if the report held nothing else."""
        if isinstance(row, Initiative):
            prefetch_related_objects([row], "events", "figures")
        item = getattr(row, "item", None)
        held = {name: {} for name in BY_ITEM} | {name: [] for name in OF_THE_REPORT}
        name = "evaluations" if row._meta.model_name == "evaluationservice" else f"{row._meta.model_name}s"
        held[name] = {item.pk: [row]} if name in BY_ITEM else [row]
        return cls(report=row.report, items=[item] if item else [], answers={}, **held)


def by_item(rows):
    grouped = defaultdict(list)
    for row in rows:
        grouped[row.item_id].append(row)
    return dict(grouped)
