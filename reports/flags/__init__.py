"""What to look at in a report before it is published.

`remarks(rows)` is everything there is to say, with what has been set aside; `set_aside` and `take_back` are the acts.
Personal traces alone keep a report from being published, until a publisher has confirmed each of them.
"""

from .acts import may_confirm, may_set_aside, set_aside, take_back
from .flag import Flag
from .personal import unconfirmed_traces
from .remarks import Remarks, flags, remarks, remarks_on

__all__ = [
    "Flag",
    "Remarks",
    "flags",
    "may_confirm",
    "may_set_aside",
    "remarks",
    "remarks_on",
    "set_aside",
    "take_back",
    "unconfirmed_traces",
]
