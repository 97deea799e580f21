"""The state of translations: missing, draft, reviewed, out of date, or not needed.

Whoever writes texts past the forms of the desk calls `keep`, `keep_many` or `keep_new` afterwards, and `forget_gone`
after deleting.
"""

from .keeping import forget_gone, keep, keep_many, keep_new, take_stock
from .said import Said, sayings_of
from .settling import Refused, Saying, settle, settle_many, store

__all__ = [
    "Refused",
    "Said",
    "Saying",
    "forget_gone",
    "keep",
    "keep_many",
    "keep_new",
    "sayings_of",
    "settle",
    "settle_many",
    "store",
    "take_stock",
]
