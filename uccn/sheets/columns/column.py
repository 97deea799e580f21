from import_export.fields import Field

from uccn.languages.codes import CHINESE, ENGLISH, column

from .kinds import Line


def pair(attribute, chinese, english, kind=Line, *, also="", also_english="", examples=("", ""), **options):
    """The two columns of a translated text. A heading that names no language means the one it is written in.

    examples: in Chinese and in English.
    """
    return (
        Column(
            column(attribute, CHINESE),
            f"{chinese}（中文）",
            f"{english} (Chinese)",
            kind(),
            also=f"{chinese}|{also}",
            example=examples[0],
            **options,
        ),
        Column(
            column(attribute, ENGLISH),
            f"{chinese}（英文）",
            f"{english} (English)",
            kind(),
            also=f"{english}|{also_english}",
            example=examples[1],
            **options,
        ),
    )


class Column(Field):
    """A column of a sheet: a field of import-export that knows its headings in both languages.

    attribute: of the record; of what the record's `part` is, where one is named ("designation").
    also: further headings, divided by "|", in either language.
    fills: the columns whose values one cell of this one holds ("深圳 Shenzhen"); such a column has none of its own.
    is_key: tells one record from another. is_identity: a change of it makes a reader ask whether it is the same thing.
    is_cumulative: what the cell names is added to what there is, never put in its place.
    example: what its cell says in the example row of a template, as a code where it has one.
    """

    def __init__(
        self,
        attribute,
        chinese,
        english,
        kind=None,
        *,
        also="",
        part="",
        fills=(),
        is_key=False,
        is_identity=False,
        is_cumulative=False,
        example="",
    ):
        super().__init__(attribute=attribute, widget=kind or Line())
        self.chinese = chinese
        self.english = english
        self.also = tuple(filter(None, also.split("|")))
        self.part = part
        self.fills = tuple(fills)
        self.is_key = is_key
        self.is_identity = is_identity
        self.is_cumulative = is_cumulative
        self.example = example
        self.kind = self.widget
        self.is_many = self.kind.is_many

    @property
    def key(self):
        """The name under which the resource declares it, and which every sheet may use as its heading."""
        return self.column_name

    @property
    def forms(self):
        """Everything a heading may say."""
        return (self.key, self.chinese, self.english, *self.also)

    def title(self, language):
        return self.chinese if language == CHINESE else self.english

    @property
    def both_titles(self):
        return f"{self.chinese} {self.english}"

    def stored(self, record):
        """What the record holds, as the kind of the column has it."""
        return self.kind.stored(record, self.attribute)

    def plain(self, value):
        return self.kind.plain(value)
