from uccn.history.kept import keep

from .models import (
    Answer,
    Assessment,
    Attendance,
    Budget,
    Contribution,
    Deadline,
    EvaluationService,
    Event,
    Figure,
    FormItem,
    FormVersion,
    Goal,
    Indicator,
    Initiative,
    Link,
    Report,
    Source,
)


def keep_versions():
    keep(Report)
    for model in (
        Answer,
        Attendance,
        Budget,
        Contribution,
        EvaluationService,
        Figure,
        Indicator,
        Initiative,
        Link,
    ):
        keep(model, whole="report")
    keep(Event, whole="initiative")
    keep(FormVersion)
    keep(FormItem, whole="version")
    for model in (Assessment, Deadline, Goal, Source):
        keep(model)
