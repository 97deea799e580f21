from .call import Call, CallDate, CallPhase
from .city import Alias, City
from .contact import Consent, Contact
from .country import Country, CountryAlias
from .creative_field import CreativeField, Criterion
from .designation import Designation
from .meeting import AnnualMeeting, RuleChange
from .page import Page
from .steering import SteeringTerm

__all__ = [
    "Alias",
    "AnnualMeeting",
    "Call",
    "CallDate",
    "CallPhase",
    "City",
    "Consent",
    "Contact",
    "Country",
    "CountryAlias",
    "CreativeField",
    "Criterion",
    "Designation",
    "Page",
    "RuleChange",
    "SteeringTerm",
]
