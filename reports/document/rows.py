from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from django.contrib.contenttypes.models import ContentType
from django.db.models import prefetch_related_objects

from reports.models import (
    Answer,
    Attendance,
    Budget,
    Contribution,
    EvaluationService,
    Event,
    Figure,
    FormItem,
    Indicator,
    Initiative,
    Link,
    Report,
)
from uccn.languages.models import State, Translation

from .together import Selection, read_together

NAMED = ["id", "slug", "name_zh_hans", "name_en"]
IN_ORDER = attrgetter("position", "pk")
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
    # Translations that are missing, a draft or out of date.
    unsettled: tuple = ()

    @classmethod
    def load(cls, report):
        return cls.of(Report.objects.with_facts().prefetch_related("form__items").get(pk=report.pk))

    @classmethod
    def of(cls, report):
        """For a report read `with_facts` that is as it was saved: one query beside that for the items of its form."""
        read = read_together(selections(report))
        figures = sorted(read["figures"], key=IN_ORDER)
        return cls(
            report=report,
            items=list(report.form.items.all()),
            answers={answer.item_id: answer for answer in read["answers"]},
            initiatives=by("item_id", outlined(read, figures)),
            figures=by("item_id", [figure for figure in figures if figure.initiative_id is None]),
            attendances=sorted(read["attendances"], key=lambda row: (row.meeting.year, row.pk)),
            evaluations=sorted(read["evaluations"], key=attrgetter("year", "pk")),
            unsettled=tuple(read["unsettled"]),
            **{
                name: by("item_id", sorted(read[name], key=IN_ORDER))
                for name in ["indicators", "contributions", "budgets", "links"]
            },
        )

    @cached_property
    def outdated(self):
        """(model, number of the record, field, language) of each translation that is out of date."""
        return {text_of(each) for each in self.unsettled if each.state == State.OUT_OF_DATE}

    @classmethod
    def of_row(cls, row):
        """One row that stands within a report, as if the report held nothing else."""
        if isinstance(row, Initiative):
            prefetch_related_objects([row], "events", "figures")
        item = getattr(row, "item", None)
        held = {name: {} for name in BY_ITEM} | {name: [] for name in OF_THE_REPORT}
        name = "evaluations" if row._meta.model_name == "evaluationservice" else f"{row._meta.model_name}s"
        held[name] = {item.pk: [row]} if name in BY_ITEM else [row]
        return cls(report=row.report, items=[item] if item else [], answers={}, **held)


def selections(report):
    of_report = {"report": report}
    of_initiatives = {"initiative__report": report}
    initiatives = Initiative.objects.filter(**of_report)
    return {
        "answers": Selection(Answer.objects.filter(**of_report)),
        "initiatives": Selection(initiatives),
        "promises": Selection(Initiative.objects.filter(followed_up_by__report=report).distinct(), {"report": []}),
        "partners": Selection(
            Initiative.partner_cities.through.objects.filter(**of_initiatives), {"city": [*NAMED, "sort_key_en"]}
        ),
        "goals": Selection(Initiative.goals.through.objects.filter(**of_initiatives), {"goal": []}),
        "events": Selection(Event.objects.filter(**of_initiatives)),
        "cities_of_events": Selection(
            Event.cities.through.objects.filter(event__initiative__report=report), {"city": [*NAMED, "sort_key_en"]}
        ),
        "figures": Selection(Figure.objects.filter(**of_report)),
        "indicators": Selection(Indicator.objects.filter(**of_report)),
        "contributions": Selection(Contribution.objects.filter(**of_report)),
        "budgets": Selection(Budget.objects.filter(**of_report)),
        "links": Selection(Link.objects.filter(**of_report)),
        "attendances": Selection(Attendance.objects.filter(**of_report), {"meeting": []}),
        "evaluations": Selection(EvaluationService.objects.filter(**of_report), {"city": NAMED}),
        "unsettled": Selection(
            Translation.objects.of_whole(report).unsettled(),
            wanted=["id", "content_type", "object_id", "field", "language", "state"],
        ),
    }


def text_of(translation):
    model = ContentType.objects.get_for_id(translation.content_type_id).model_class()
    return model, translation.object_id, translation.field, translation.language


def outlined(read, figures):
    """The initiatives in their order, each with what stands under it, as prefetch_related would have left them."""
    initiatives = sorted(read["initiatives"], key=IN_ORDER)
    first_level = {initiative.pk: initiative for initiative in initiatives}
    promises = {promise.pk: promise for promise in read["promises"]}
    events = by("initiative_id", sorted(read["events"], key=lambda event: (event.on, event.position)))
    cities = by("event_id", sorted(read["cities_of_events"], key=city_order))
    partners = by("initiative_id", sorted(read["partners"], key=city_order))
    goals = by("initiative_id", sorted(read["goals"], key=lambda row: row.goal.number))
    pictured = by("initiative_id", figures)
    for event in read["events"]:
        hand(event, cities=[row.city for row in cities.get(event.pk, ())])
    for initiative in initiatives:
        initiative.parent = first_level.get(initiative.parent_id)
        initiative.follows_up = promises.get(initiative.follows_up_id)
        hand(
            initiative,
            partner_cities=[row.city for row in partners.get(initiative.pk, ())],
            goals=[row.goal for row in goals.get(initiative.pk, ())],
            events=events.get(initiative.pk, []),
            figures=pictured.get(initiative.pk, []),
        )
    return initiatives


def city_order(row):
    return row.city.sort_key_en, row.city.slug


def hand(record, **prefetched):
    record._prefetched_objects_cache = prefetched


def by(name, rows):
    grouped = defaultdict(list)
    for row in rows:
        grouped[getattr(row, name)].append(row)
    return dict(grouped)
