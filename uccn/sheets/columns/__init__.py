"""The columns of a resource: what their headings may say, what their cells hold, and how both are read and written."""

from .column import Column, pair
from .headings import Headings, normal
from .kinds import (
    Address,
    BothLanguages,
    Choice,
    Decimal,
    Email,
    Integer,
    Key,
    Kind,
    Line,
    PartialDate,
    Position,
    RichText,
    Text,
    Year,
    YesNo,
)
from .links import Many, Names, One

__all__ = [
    "Address",
    "BothLanguages",
    "Choice",
    "Column",
    "Decimal",
    "Email",
    "Headings",
    "Integer",
    "Key",
    "Kind",
    "Line",
    "Many",
    "Names",
    "One",
    "PartialDate",
    "Position",
    "RichText",
    "Text",
    "Year",
    "YesNo",
    "normal",
    "pair",
]
