from modeltranslation.translator import TranslationOptions, register

from .models import (
    AnnualMeeting,
    Call,
    CallDate,
    CallPhase,
    City,
    Contact,
    Country,
    CreativeField,
    Criterion,
    Designation,
    Page,
    RuleChange,
    SteeringTerm,
)


@register(CreativeField)
class CreativeFieldTranslation(TranslationOptions):
    fields = ("name", "title")


@register(Criterion)
class CriterionTranslation(TranslationOptions):
    fields = ("text", "source", "note")


@register([Country, CallPhase])
class NameTranslation(TranslationOptions):
    fields = ("name",)


@register(City)
class CityTranslation(TranslationOptions):
    fields = ("name", "summary")


@register(Designation)
class DesignationTranslation(TranslationOptions):
    fields = ("source", "note")


@register(AnnualMeeting)
class AnnualMeetingTranslation(TranslationOptions):
    fields = ("place", "source", "note")


@register(RuleChange)
class RuleChangeTranslation(TranslationOptions):
    fields = ("text", "source")


@register(SteeringTerm)
class SteeringTermTranslation(TranslationOptions):
    fields = ("source",)


@register(Call)
class CallTranslation(TranslationOptions):
    fields = ("title", "note")


@register(CallDate)
class CallDateTranslation(TranslationOptions):
    fields = ("text",)


@register(Contact)
class ContactTranslation(TranslationOptions):
    fields = ("office", "address")


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "body", "source")
