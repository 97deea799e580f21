"""A workbook to fill in: the columns of a resource with what may be chosen, an example, and a page that explains."""

from django.utils.translation import gettext as _

from uccn.languages.folding import sort_key
from uccn.languages.lists import listed, strung
from uccn.sheets.columns import (
    Address,
    Choice,
    Decimal,
    Email,
    Integer,
    Key,
    Line,
    Many,
    One,
    PartialDate,
    RichText,
    Text,
    Year,
    YesNo,
)
from uccn.sheets.examples import MARK
from uccn.sheets.values import BadValue
from uccn.sheets.writing import Column, Notes, Sheet

from .files import pieces

# A longer list is of no help to anybody who looks for a name in it.
MOST_CHOICES = 500
HEADINGS_NAMED = 6


def template(resource, language):
    """The pieces of the workbook, its words in the language then active."""
    columns = resource.exported_columns
    headings = [Column(column.title(language), width=24, choices=choices_of(column, language)) for column in columns]
    examples = [
        example_of(column, heading.choices, language) for column, heading in zip(columns, headings, strict=True)
    ]
    sheet = Sheet(resource.get_display_name()[:31], headings, [[f"{MARK}{examples[0]}", *examples[1:]]])
    return pieces("xlsx", sheet, Notes(_("Notes"), notes(resource, columns, language)))


def choices_of(column, language):
    """What a drop-down offers, each as the import understands it, in the order of the desk."""
    kind = column.kind
    if isinstance(kind, Choice):
        values = [value for value, _label in kind.pairs]
    elif isinstance(kind, One) and not kind.is_many and len(kind.names.records) <= MOST_CHOICES:
        values = list(kind.names.records)
    else:
        return []
    names = list(dict.fromkeys(map(kind.speller([language]), values)))
    is_by_name = isinstance(kind, One) and hasattr(kind.names.model, "sort_key_en")
    return sorted(names, key=sort_key) if is_by_name else names


def example_of(column, choices, language):
    """As the drop-down spells it, where the column has one."""
    if not column.example or not choices:
        return column.example
    try:
        value = column.kind.packed(column.kind.clean(column.example))
    except BadValue:
        # A record that is not there, or not for this person to see.
        return choices[0]
    return column.kind.speller([language])(value)


def notes(resource, columns, language):
    return [
        _("How to fill in this sheet"),
        _("One row is one record. The row that begins with %(mark)s is an example and is left out.") % {"mark": MARK},
        _("Columns may stand in any order, and those you do not need may be deleted."),
        _("Headings are understood in both languages."),
        _("A blank cell keeps what is there. 清空 or (clear) empties it."),
        _("Dates are written as exactly as they are known: 2014, 2014-12, 2014-12-01 or 2014年12月1日."),
        _("What tells one record from another: %(columns)s") % {"columns": resource.expected},
        "",
        *(explanation(resource, column, language) for column in columns),
    ]


def explanation(resource, column, language):
    sentences = [words_of(column.kind)]
    if column.key in resource.required:
        sentences.append(_("a new row needs it"))
    if also := [form for form in column.also if form != column.title(language)][:HEADINGS_NAMED]:
        sentences.append(_("also headed %(headings)s") % {"headings": listed(also)})
    return f"{column.title(language)} – {strung(sentences)}"


def words_of(kind):
    if kind.explained:
        return str(kind.explained)
    if isinstance(kind, One):
        things = str(kind.names.model._meta.verbose_name_plural)
        if isinstance(kind, Many):
            return _("names or codes from the list of %(things)s, divided by semicolons") % {"things": things}
        return _("a name in either language or the code, from the list of %(things)s") % {"things": things}
    if isinstance(kind, Choice):
        return _("one of these: %(choices)s") % {"choices": listed(kind.choices)}
    return next((str(words()) for known, words in WORDS if isinstance(kind, known)), _("text"))


WORDS = [
    (Key, lambda: _("our own name in addresses: small letters, digits and hyphens")),
    (PartialDate, lambda: _("a date to the year, month or day")),
    (Year, lambda: _("a year, four digits")),
    (Integer, lambda: _("a whole number")),
    (Decimal, lambda: _("a number")),
    (YesNo, lambda: _("yes or no, 是 or 否")),
    (Address, lambda: _("a web address that begins with https://")),
    (Email, lambda: _("an e-mail address")),
    (RichText, lambda: _("text; each line becomes a paragraph")),
    (Text, lambda: _("text; its lines are kept")),
    (Line, lambda: _("text on one line")),
]
