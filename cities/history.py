from uccn.history.kept import keep

from .models import (
    Alias,
    AnnualMeeting,
    Call,
    CallDate,
    CallPhase,
    City,
    Consent,
    Contact,
    Country,
    CountryAlias,
    CreativeField,
    Criterion,
    Designation,
    Page,
    RuleChange,
    SteeringTerm,
)


def keep_versions():
    keep(City)
    keep(Designation, whole="city")
    keep(Alias, whole="city")
    keep(Country)
    keep(CountryAlias, whole="country")
    keep(CreativeField)
    keep(Criterion, whole="field")
    keep(Call)
    keep(CallPhase, whole="call")
    keep(CallDate, whole="phase")
    keep(Contact)
    keep(Consent, whole="contact")
    keep(AnnualMeeting)
    keep(RuleChange, whole="meeting")
    for model in (Page, SteeringTerm):
        keep(model)
