"""Dates as a reader expects them: 2018年11月 and November 2018."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from .partial import PartialDate

LOCALES = {"zh-hans": "zh_Hans_CN", "en": "en_GB"}
# China has one time, in which the Network's office sets every date.
BEIJING = ZoneInfo("Asia/Shanghai")
MOMENTS = {"zh-hans": "{day} {time}（北京时间）", "en": "{day}, {time} (Beijing time)"}
PATTERNS = {
    "zh-hans": {"year": "y年", "month": "y年M月", "day": "y年M月d日"},
    "en": {"year": "y", "month": "MMMM y", "day": "d MMMM y"},
}


def formatted(date: PartialDate, pattern: str, language: str) -> str:
    return format_date(date.first_day(), pattern, locale=LOCALES[language])


def in_words(date: PartialDate, language: str) -> str:
    """The date in the language ("zh-hans" or "en"), to the precision it is known."""
    return formatted(date, PATTERNS[language][date.precision], language)


def moment_in_words(moment: datetime, language: str) -> str:
    """An aware moment to the minute: 2026年12月1日 09:00（北京时间）."""
    there = moment.astimezone(BEIJING)
    day = in_words(PartialDate(there.year, there.month, there.day), language)
    return MOMENTS[language].format(day=day, time=f"{there:%H:%M}")


def span_in_words(start: PartialDate, end: PartialDate | None, language: str) -> str:
    """From start to end, the shared month and year said once: 27–28 October 2018, 2018年10月27日至28日."""
    if end is None or start == end:
        return in_words(start, language)
    chinese = language == "zh-hans"
    same_year = start.precision == end.precision != "year" and start.year == end.year
    same_month = same_year and start.precision == "day" and start.month == end.month
    if chinese:
        tail = "d日" if same_month else "M月d日" if same_year and end.day else "M月" if same_year else ""
        return in_words(start, language) + "至" + (formatted(end, tail, language) if tail else in_words(end, language))
    if start.precision == end.precision == "year":
        return f"{start}–{end}"
    if same_month:
        return f"{start.day}–{in_words(end, language)}"
    head = ("d MMMM" if start.day else "MMMM") if same_year else PATTERNS["en"][start.precision]
    return f"{formatted(start, head, language)} – {in_words(end, language)}"
