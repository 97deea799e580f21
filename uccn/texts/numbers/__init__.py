"""The numbers of a Chinese and of an English text, and whether they agree."""

from .comparing import Disagreement, disagreements, numbers_in
from .number import Number

__all__ = ["Disagreement", "Number", "disagreements", "numbers_in"]
