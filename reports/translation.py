from modeltranslation.translator import TranslationOptions, register

from .models import (
    Answer,
    Assessment,
    Attendance,
    Budget,
    Contribution,
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
)


@register(FormVersion)
class FormVersionTranslation(TranslationOptions):
    fields = ("name", "note")


@register(FormItem)
class FormItemTranslation(TranslationOptions):
    fields = ("heading", "help")


@register(Report)
class ReportTranslation(TranslationOptions):
    fields = ("title", "responsible_entity")


@register(Answer)
class AnswerTranslation(TranslationOptions):
    fields = ("text", "note")


@register(Budget)
class BudgetTranslation(TranslationOptions):
    fields = ("as_written",)


@register(Link)
class LinkTranslation(TranslationOptions):
    fields = ("title",)


@register(Goal)
class GoalTranslation(TranslationOptions):
    fields = ("name",)


@register(Initiative)
class InitiativeTranslation(TranslationOptions):
    fields = ("title", "text", "dates_as_written", "place", "other_partners", "outcome_reason")


@register(Event)
class EventTranslation(TranslationOptions):
    fields = ("text", "note")


@register(Attendance)
class AttendanceTranslation(TranslationOptions):
    fields = ("as_written", "note")


@register(Contribution)
class ContributionTranslation(TranslationOptions):
    fields = ("as_written", "objective")


@register(EvaluationService)
class EvaluationServiceTranslation(TranslationOptions):
    fields = ("place", "as_written")


@register(Indicator)
class IndicatorTranslation(TranslationOptions):
    fields = ("name", "unit", "as_written", "source")


@register(Figure)
class FigureTranslation(TranslationOptions):
    fields = ("caption", "alt", "credit", "rights")


@register(Assessment)
class AssessmentTranslation(TranslationOptions):
    fields = ("aspect", "wording", "assessor")
