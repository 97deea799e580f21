from uccn.history import keep

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
    keep(City, parts=["designations", "aliases"])
    keep(Designation, whole="city")
    keep(Alias, whole="city")
    keep(Country, parts=["aliases"])
    keep(CountryAlias, whole="country")
    keep(CreativeField, parts=["criteria"])
    keep(Criterion, whole="field")
    keep(Call, parts=["phases"])
    keep(CallPhase, parts=["dates"], whole="call")
    keep(CallDate, whole="phase")
    keep(Contact, parts=["consents"])
    keep(Consent, whole="contact")
    keep(AnnualMeeting, parts=["rule_changes"])
    for model in (RuleChange, Page, SteeringTerm):
        keep(model)
