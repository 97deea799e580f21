"""What was said of translations before their texts were changed, for whoever puts the texts back."""

import datetime
from collections import defaultdict

import msgspec
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from msgspec.structs import replace

from uccn.languages.codes import column, other
from uccn.languages.models import State, Translation
from uccn.texts.source_digest import source_digest

from .pairs import fields_of, number_of

# Of a row of `Translation`.
KEPT = [
    "content_type_id",
    "object_id",
    "field",
    "language",
    "settled",
    "source_digest",
    "source_text",
    "by_id",
    "at",
]


class Said(msgspec.Struct, omit_defaults=True):
    """What a row of `Translation` said, as JSON can hold it. digest: of the translation it was said of."""

    model: str
    object_id: int
    field: str
    language: str
    digest: str
    settled: str
    source_digest: str = ""
    source_text: str = ""
    by_id: int | None = None
    at: datetime.datetime | None = None

    @property
    def key(self):
        return number_of(apps.get_model(self.model)), self.object_id, self.field

    def fits(self, pair, row):
        """Whether the translation says again what it said then, and nobody has turned the languages round since."""
        is_translation = row is None or self.language in (row.language, other(pair.place.source_language))
        has_source = bool(pair.digest(other(self.language)))
        return is_translation and has_source and pair.digest(self.language) == self.digest


def said_of(row, text):
    return Said(
        model=label_of(row.content_type_id),
        object_id=row.object_id,
        field=row.field,
        language=row.language,
        digest=source_digest(text),
        settled=row.settled,
        source_digest=row.source_digest,
        source_text=row.source_text,
        by_id=row.by_id,
        at=row.at,
    )


def sayings_of(records):
    """What is said of the translations of records of one model that go, by (model, number) of each. One query.

    Drafts and what is missing are left out: a record that comes back is judged the same without.
    """
    found = defaultdict(list)
    numbered = {record.pk: record for record in records}
    model = type(records[0])
    rows = Translation.objects.filter(content_type=number_of(model), object_id__in=numbered, field__in=fields_of(model))
    settled = rows.order_by().exclude(state__in=[State.MISSING, State.DRAFT])
    for row in settled.values_list(*KEPT, named=True):
        text = getattr(numbered[row.object_id], column(row.field, row.language))
        found[model._meta.label_lower, row.object_id].append(said_of(row, text or ""))
    return found


def label_of(content_type):
    return ContentType.objects.get_for_id(content_type).model_class()._meta.label_lower


def recalled(sayings):
    """The earliest about each text, by its key. Who is gone since is not named."""
    found = {}
    for each in sayings:
        found.setdefault(each.key, each)
    gone = {each.by_id for each in found.values()} - {None}
    if gone:
        gone -= set(get_user_model()._base_manager.filter(pk__in=gone).values_list("pk", flat=True))
    return {key: replace(each, by_id=None) if each.by_id in gone else each for key, each in found.items()}
