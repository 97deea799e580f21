"""Dates known to the year, the month or the day: "November 2018" is a value, not a guess at its first day."""

from __future__ import annotations

import datetime
import re
import unicodedata
from calendar import monthrange
from functools import lru_cache, total_ordering

ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?")
CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")


class NotADate(ValueError):
    """A text that names no date. `reason` is "form", "month" or "day"; `part` is the number at fault."""

    def __init__(self, text: str, reason: str, part: int = 0) -> None:
        super().__init__(f"{text!r} is not a date: {reason} {part or ''}".rstrip())
        self.text = text
        self.reason = reason
        self.part = part


@total_ordering
class PartialDate:
    """A year, a month of a year, or a day. Sorts as its ISO 8601 text does: 2018 before 2018-11 before 2018-11-01."""

    __slots__ = ("day", "month", "year")

    def __init__(self, year: int, month: int | None = None, day: int | None = None) -> None:
        if not 1 <= year <= 9999 or (month is None and day is not None):
            raise NotADate(str(year), "form")
        if month is not None and not 1 <= month <= 12:
            raise NotADate(f"{year}-{month}", "month", month)
        if month is not None and day is not None and not 1 <= day <= monthrange(year, month)[1]:
            raise NotADate(f"{year}-{month}-{day}", "day", day)
        self.year = year
        self.month = month
        self.day = day

    @classmethod
    # There are few dates, and they are said again and again.
    @lru_cache(4096)
    def parse(cls, text: str) -> PartialDate:
        """Read 2018, 2018-11, 2018-11-22, 2018/11/22, 2018年11月22日 and their full-width forms, or raise NotADate."""
        plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
        for form in (ISO, SLASHED, CHINESE):
            if match := form.fullmatch(plain):
                year, month, day = (int(part) if part else None for part in match.groups())
                if year is None:
                    break
                return cls(year, month, day)
        raise NotADate(text, "form")

    @property
    def precision(self) -> str:
        return "year" if self.month is None else "month" if self.day is None else "day"

    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        if self.month is not None:
            parts.append(f"{self.month:02}")
        if self.day is not None:
            parts.append(f"{self.day:02}")
        return "-".join(parts)

    def __repr__(self) -> str:
        return f"PartialDate({self})"

    def __hash__(self) -> int:
        return hash(str(self))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.year, self.month, self.day) == (other.year, other.month, other.day)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return str(self) < str(other)
