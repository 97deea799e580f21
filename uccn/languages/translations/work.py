"""What there is to translate, for the person who asks: nothing they may not write, and no counts of it."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, Q, Sum, When

from uccn.access.columns import WRITE_TEXTS
from uccn.access.rows import changeable, is_limited, visible
from uccn.languages.codes import LANGUAGES, column, other
from uccn.languages.models import TO_DO, State, Translation

from .pages import page_of, pages
from .pairs import follow, paths_of, translated_models

WHOLE_KEY = re.compile(r"([0-9]{1,9})-([0-9]{1,18})")


def languages_of(person):
    """Those the person may write."""
    return [language for language in LANGUAGES if person.has_perm(WRITE_TEXTS[language])]


def rows_for(person):
    """The rows of the texts that the person may change now, whichever of the two languages they may write."""
    return rows_of_records(person, changeable)


def rows_seen_by(person):
    """Those rows and, for people who write for one city, the ones of reports they have submitted."""
    return rows_of_records(person, visible)


def rows_of_records(person, allowed):
    models = [model for model, page in pages().items() if page.may_be_changed_by(person)]
    types = ContentType.objects.get_for_models(*models)
    if not is_limited(person):
        return Translation.objects.filter(content_type__in=types.values())
    own = Q(pk__in=[])
    for model, content_type in types.items():
        records = allowed(model._base_manager.order_by(), person)
        own |= Q(content_type=content_type, object_id__in=records.values("pk"))
    return Translation.objects.filter(own)


@dataclass(frozen=True)
class Work:
    """One text to translate, with the record it stands on."""

    row: Translation
    record: object

    @property
    def whole(self):
        """The record to which this one belongs, such as the report of an answer; None for one of its own."""
        path = paths_of(type(self.record))[1]
        return follow(self.record, path.removesuffix("_id")) if path != "pk" else None

    @property
    def label(self):
        """What the field is called, without its language."""
        return type(self.record)._meta.get_field(self.row.field).verbose_name

    @property
    def source_language(self):
        return other(self.row.language)

    @property
    def source(self):
        return getattr(self.record, column(self.row.field, self.source_language)) or ""

    @property
    def old_source(self):
        return self.row.source_text

    @property
    def target(self):
        return getattr(self.record, column(self.row.field, self.row.language)) or ""

    @property
    def source_digest(self):
        """What `store` asks for as `against`."""
        return self.row.current_digest

    @property
    def state(self):
        return self.row.state

    @cached_property
    def address(self):
        return page_of(self.record).address(self.record)

    @property
    def anchor(self):
        return anchor(self.record, column(self.row.field, self.row.language))


def anchor(record, column_name):
    """The id of a text of a record on the page where it is written."""
    return f"{record._meta.model_name}-{record.pk}-{column_name}"


def with_records(rows):
    """The work of the rows, in their order, with one query for each model among them."""
    rows = list(rows)
    numbers = defaultdict(set)
    for row in rows:
        numbers[row.content_type_id].add(row.object_id)
    records = {
        number: ContentType.objects.get_for_id(number).model_class()._base_manager.select_related().in_bulk(pks)
        for number, pks in numbers.items()
    }
    # A record deleted past the desk leaves a row that says nothing to anybody.
    return [
        Work(row, records[row.content_type_id][row.object_id])
        for row in rows
        if row.object_id in records[row.content_type_id]
    ]


def to_translate(person, language=None):
    """What is missing or out of date and the person may write, for the translators' sheet."""
    rows = rows_for(person).to_do().filter(language__in=[language] if language else languages_of(person))
    return with_records(rows)


@dataclass(frozen=True)
class Progress:
    """How far texts are translated into one language."""

    language: str
    texts: int = 0
    to_do: int = 0
    words: int = 0
    drafts: int = 0


def progress(rows, by=None):
    """{value of the column `by`: [Progress for each language with texts]}, in one query; all under None without it."""
    undone = Q(state__in=TO_DO)
    counts = rows.order_by("language").values("language", *([by] if by else []))
    found = defaultdict(list)
    for each in counts.annotate(
        texts=Count("pk"),
        to_do=Count("pk", filter=undone),
        size=Sum(Case(When(undone, then="words"), default=0)),
        drafts=Count("pk", filter=Q(state=State.DRAFT)),
    ):
        amounts = Progress(each["language"], each["texts"], each["to_do"], each["size"], each["drafts"])
        found[each[by] if by else None].append(amounts)
    return found


def whole_key(record):
    """How addresses name the record whose texts they mean."""
    return f"{ContentType.objects.get_for_model(type(record)).pk}-{record.pk}"


def whole_of_key(rows, key):
    """The record of such a key, None where none of the rows is counted in its lists."""
    found = WHOLE_KEY.fullmatch(key)
    if not found or not rows.filter(whole_type=found[1], whole_id=found[2]).exists():
        return None
    content_type, pk = found.groups()
    model = ContentType.objects.get_for_id(content_type).model_class()
    return model._base_manager.filter(pk=pk).first()


def city_model():
    return next(model for model in translated_models() if getattr(model, "city_path", None) == "pk")
