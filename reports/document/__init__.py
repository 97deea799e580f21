"""`build(report, language)` turns working rows into a Document; an edition freezes it."""

from .build import build, build_both
from .tree import Document

__all__ = ["Document", "build", "build_both"]
