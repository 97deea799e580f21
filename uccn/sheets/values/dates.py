from __future__ import annotations

import datetime
import re
import unicodedata

from uccn.dates.partial import NotADate, PartialDate
from uccn.sheets.cells import Cell
from uccn.sheets.values.refused import BadValue
from uccn.sheets.values.texts import clean_line

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
ENGLISH = [
    re.compile(form, re.I)
    for form in (
        rf"{MONTH}[ ,-]*(?P<year>\d{{4}})",
        rf"{DAY}(?: of)?[ -]*{MONTH}[ ,-]*(?P<year>\d{{4}})",
        rf"{MONTH} *{DAY} *, *(?P<year>\d{{4}})",
        rf"{MONTH} +{DAY} +(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}})[ ,-]*{MONTH}(?:[ -]*{DAY})?",
    )
]
DAY_FIRST_OR_MONTH_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2}|\d{4})")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")

YEAR = re.compile(r"(\d{4})(?:\.0+)?(?: ?年度?)?")
TWO_YEARS = re.compile(r"(\d{4}) ?年?度? ?[/\-–—~～至到、,] ?(\d{4}|\d{2}) ?年?度?")
SHORT_YEAR = re.compile(r"['’]?\d{1,3} ?年?")
CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
CHINESE_YEAR = re.compile("([〇○零一二三四五六七八九]{4})(?=年|$)")

# A year kept as a number but shown as a date falls on a day of these.
FIRST_MISTAKEN, LAST_MISTAKEN = datetime.date(1904, 10, 31), datetime.date(1905, 9, 28)
EXCEL_DAY_ZERO = datetime.date(1899, 12, 30)


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return CHINESE_YEAR.sub(lambda match: match[1].translate(CHINESE_DIGITS), folded)


def year(cell: Cell) -> int:
    """2017 of 2017, "2017年", "２０１７", "二〇一七年" or a date cell; raises BadValue with the reason."""
    if isinstance(cell, datetime.date):
        return checked(cell).year
    text = clean_line(cell).text
    if isinstance(cell, bool):
        raise BadValue("not_a_year", text=text)
    match = YEAR.fullmatch(plain(text))
    if match and int(match[1]):
        return int(match[1])
    two = TWO_YEARS.fullmatch(plain(text))
    # 2017-11 may rather be a month.
    if two and (len(two[2]) == 4 or int(two[2]) == (int(two[1]) + 1) % 100):
        raise BadValue("two_years", text=text)
    raise BadValue("short_year" if SHORT_YEAR.fullmatch(plain(text)) else "not_a_year", text=text)


def checked(cell: datetime.date) -> datetime.date:
    day = cell.date() if isinstance(cell, datetime.datetime) else cell
    if FIRST_MISTAKEN <= day <= LAST_MISTAKEN:
        raise BadValue("year_shown_as_date", number=(day - EXCEL_DAY_ZERO).days)
    return day


def partial_date(cell: Cell) -> PartialDate:
    """A date to the precision it is written in. A number is a year or 20141201, never Excel's count of days."""
    if isinstance(cell, datetime.date):
        day = checked(cell)
        return PartialDate(day.year, day.month, day.day)
    text = clean_line(cell).text
    if isinstance(cell, float) and re.fullmatch(r"\d{4}\.\d", text):
        raise BadValue("month_or_tenths", text=text)
    try:
        return parsed(plain(text).replace("号", "日"))
    except NotADate as error:
        code = {"month": "no_such_month", "day": "no_such_day"}.get(error.reason, "not_a_date")
        raise BadValue(code, text=text, part=error.part) from error


def parsed(text: str) -> PartialDate:
    for form in ENGLISH:
        if match := form.fullmatch(text):
            day = match.groupdict().get("day")
            month = MONTHS.index(match["month"][:3].lower()) + 1
            return PartialDate(int(match["year"]), month, int(day) if day else None)
    if match := COMPACT.fullmatch(text):
        return PartialDate(int(match[1]), int(match[2]), int(match[3]))
    if match := DAY_FIRST_OR_MONTH_FIRST.fullmatch(text):
        return whichever(text, int(match[1]), int(match[3]), match[4])
    return PartialDate.parse(text)


def whichever(text: str, first: int, second: int, year_digits: str) -> PartialDate:
    """25/12/2014 can only be Christmas; 03/04/2014 may be two days."""
    if len(year_digits) == 2 or (first != second and first <= 12 and second <= 12):
        raise BadValue("ambiguous_date", text=text)
    month, day = (second, first) if first > 12 else (first, second)
    return PartialDate(int(year_digits), month, day)
