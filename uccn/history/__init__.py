"""Every version of every record: who changed it, when, and in which way."""

from .changes import Way, add, change, keep, keep_all

__all__ = ["Way", "add", "change", "keep", "keep_all"]
