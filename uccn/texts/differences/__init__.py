"""What changed between two versions of a text, for people to read, and how changes of two people go together."""

from .blocks import Block, compare_markup
from .merging import merge
from .words import Piece, compare

__all__ = ["Block", "Piece", "compare", "compare_markup", "merge"]
