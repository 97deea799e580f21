"""The two texts of a translated field, which of them is the source, and where they belong."""

import dataclasses
from dataclasses import dataclass
from functools import cache, reduce

from django.contrib.contenttypes.models import ContentType
from modeltranslation.translator import translator

from uccn.languages.codes import CHINESE, LANGUAGES, both, column, other
from uccn.texts.size import size
from uccn.texts.source_digest import source_digest


@cache
def translated_models():
    return tuple(model for model in translator.get_registered_models(abstract=False) if not model._meta.proxy)


@cache
def fields_of(model):
    """The base names of its translated fields; most models have some, not all."""
    return tuple(translator.get_options_for_model(model).all_fields) if model in translated_models() else ()


@cache
def columns_of(model):
    return tuple(each for field in fields_of(model) for each in both(field))


@cache
def columns_by_field(model):
    """(base name, {language: column}) of its translated fields."""
    return tuple((field, {each: column(field, each) for each in LANGUAGES}) for field in fields_of(model))


@dataclass(frozen=True)
class Place:
    """Where a record belongs. A model says by `source_language_path` where its source language is written, such as
    "report__original_language"; the register, which does not, is written in Chinese. `city_path`: see uccn.access.
    """

    source_language: str
    whole_type: int
    whole: int
    city: int | None


@cache
def paths_of(model):
    """Lookups of a record's source language, whole and city, each None where the model names none."""
    language = getattr(model, "source_language_path", None)
    whole = (language or "").rpartition("__")[0]
    city = getattr(model, "city_path", None)
    return language, f"{whole}_id" if whole else "pk", city if city in (None, "pk") else f"{city}_id"


@cache
def placing_columns():
    """The names of the columns, of whatever model, that say where some record belongs."""
    paths = {path or "pk" for model in translated_models() for path in paths_of(model)}
    names = {path.rpartition("__")[2] for path in paths}
    return names | {name.removesuffix("_id") for name in names}


@cache
def whole_of(model):
    """The model of the record in whose lists the texts are counted."""
    *steps, _language = (getattr(model, "source_language_path", None) or "own").split("__")
    return reduce(lambda at, step: at._meta.get_field(step).related_model, steps, model)


def number_of(model):
    return ContentType.objects.get_for_model(model).pk


def follow(record, path):
    return reduce(getattr, path.split("__"), record)


def place_of(record):
    language, whole, city = paths_of(type(record))
    return Place(
        source_language=follow(record, language) if language else CHINESE,
        whole_type=number_of(whole_of(type(record))),
        whole=follow(record, whole),
        city=follow(record, city) if city else None,
    )


@dataclass(slots=True, eq=False)
class Pair:
    """Both texts of one field of one record, and where known what they said before."""

    content_type: int
    pk: int
    field: str
    place: Place
    texts: dict[str, str]
    before: dict[str, str] | None = None
    # Whether its record has just been made.
    is_new: bool = False
    digests: dict[str, str] = dataclasses.field(default_factory=dict)
    sizes: dict[str, int] = dataclasses.field(default_factory=dict)

    @property
    def key(self):
        return self.content_type, self.pk, self.field

    def digest(self, language):
        """Of what the text says now. Of most translations nobody asks for it."""
        if language not in self.digests:
            self.digests[language] = source_digest(self.texts[language])
        return self.digests[language]

    def size(self, language):
        """How much there is to translate."""
        if language not in self.sizes:
            self.sizes[language] = size(self.texts[language])
        return self.sizes[language]

    def recall(self, row):
        """Take from its row what was found out about the source, if that is letter for letter what it was then."""
        source = other(row.language)
        if self.before and self.before[source] == self.texts[source]:
            self.digests[source], self.sizes[source] = row.current_digest, row.words

    def says_other_than_before(self, language):
        if self.before is None or self.before[language] == self.texts[language]:
            return False
        return source_digest(self.before[language]) != self.digest(language)

    def source(self, used=None):
        """The language of the source, None where neither text says anything.

        `used` was the source so far, and stays it while it has a text.
        """
        own = self.place.source_language
        for language in (used, own, other(own)):
            if language and self.digest(language):
                return language
        return None


def pairs_of(record, before=None):
    """The pairs of the record; with `before`, texts by column, those of which a text is not the same any more."""
    place = content_type = None
    for field, columns in columns_by_field(type(record)):
        texts = {language: getattr(record, name) or "" for language, name in columns.items()}
        was = None
        if before is not None:
            was = {language: before.get(name, texts[language]) or "" for language, name in columns.items()}
            if was == texts:
                continue
        if place is None:
            place, content_type = place_of(record), number_of(type(record))
        yield Pair(content_type, record.pk, field, place, texts, was, is_new=before is None)


def stored_pairs(queryset):
    """The pairs of all rows of a queryset, read without making records of them."""
    model = queryset.model
    columns, (language, whole, city) = columns_of(model), paths_of(model)
    asked = {"pk", whole, *columns, *filter(None, (language, city))}
    content_type, whole_type = number_of(model), number_of(whole_of(model))
    for row in queryset.order_by().values(*asked).iterator(chunk_size=500):
        place = Place(row[language] if language else CHINESE, whole_type, row[whole], row[city] if city else None)
        for field, names in columns_by_field(model):
            texts = {language: row[name] or "" for language, name in names.items()}
            yield Pair(content_type, row["pk"], field, place, texts)
