"""What the cells of a column hold. A kind is a widget of import-export that speaks in the words of `values`.

`clean` gives the value of a cell, or raises BadValue. `render` gives the value as it goes into a sheet, in the language
then active. `plain` is the value as the commands print it and the records of an import keep it. `speller` gives a
function from what the database holds to what an exported cell shows.
"""

from .choices import Choice, YesNo
from .dates import PartialDate
from .fillings import BothLanguages, Position
from .kind import Filling, Kind
from .numbers import Decimal, Integer, Year
from .texts import Address, Email, Key, Line, RichText, Text

__all__ = [
    "Address",
    "BothLanguages",
    "Choice",
    "Decimal",
    "Email",
    "Filling",
    "Integer",
    "Key",
    "Kind",
    "Line",
    "PartialDate",
    "Position",
    "RichText",
    "Text",
    "Year",
    "YesNo",
]
