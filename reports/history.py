from uccn.history import keep

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
    parts = [Answer, Attendance, Budget, Contribution, EvaluationService, Figure, Indicator, Link]
    names = [model._meta.get_field("report").remote_field.get_accessor_name() for model in (*parts, Initiative)]
    keep(Report, parts=names)
    keep(Initiative, parts=["events"], whole="report")
    keep(Event, whole="initiative")
    for model in parts:
        keep(model, whole="report")
    keep(FormVersion, parts=["items"])
    keep(FormItem, whole="version")
    for model in (Assessment, Deadline, Goal, Source):
        keep(model)
