from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "nul": _("this text holds a NUL character"),
    "surrogate": _("this text holds half a character"),
    "excel_error": _("“%(text)s” is an error of the spreadsheet, not a value"),
    "not_calculated": _("this formula has no result; open the file in Excel or WPS and save it"),
    "not_a_year": _("“%(text)s” is not a year"),
    "two_years": _("“%(text)s” names two years; write one"),
    "short_year": _("“%(text)s” is not a year; write four digits"),
    "year_shown_as_date": _("this is the number %(number)s shown as a date; format the cell as a number"),
    "not_a_date": _("“%(text)s” is not a date; write 2014, 2014-12 or 2014-12-01"),
    "ambiguous_date": _("“%(text)s” may mean two dates; write year, month and day: 2014-12-01"),
    "month_or_tenths": _("the number %(text)s may be a month lost to rounding; write it as 2014-01 or 2014-10"),
    "no_such_month": _("“%(text)s” is not a date: there is no month %(part)s"),
    "no_such_day": _("“%(text)s” is not a date: that month has no day %(part)s"),
    "not_a_number": _("“%(text)s” is not a number"),
    "not_whole": _("“%(text)s” is not a whole number"),
    "exponent": _("“%(text)s” is a number cut short by the spreadsheet; write all its digits"),
    "ambiguous_number": _("“%(text)s” may mean two numbers; write it without separators"),
    "not_a_choice": _("“%(text)s” is none of these: %(choices)s"),
    "not_found": _("“%(text)s” is not in the list of %(things)s"),
    "several_found": _("“%(text)s” may be any of these: %(names)s; write the code or the full name"),
    "sides_differ": _("“%(text)s” names two different things, one in each language"),
    "too_long": _("this has %(count)s characters; at most %(most)s are kept"),
    "number_too_long": _("%(text)s has more digits than are kept"),
    "out_of_range": _("%(text)s lies outside %(least)s to %(most)s"),
    "not_an_address": _("“%(text)s” is not a web address; write https://…"),
    "not_an_email": _("“%(text)s” is not an e-mail address"),
    "not_a_position": _("“%(text)s” is no position; write latitude and longitude in degrees: 29.268783, 117.178443"),
    "not_a_key": _("“%(text)s” is no address name; write small letters a-z, digits and hyphens: jingdezhen"),
    "not_yes_or_no": _("“%(text)s” is neither yes nor no; write 是 or 否, yes or no"),
}


class BadValue(ValueError):
    """A value that cannot be taken. As text it is a sentence about the value alone, in the language then active."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return str(SENTENCES[self.code]) % self.facts
