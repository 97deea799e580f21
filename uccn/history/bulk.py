"""Versions of many rows at once, for what is written in bulk."""

from functools import cache
from itertools import islice

import msgspec
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.encoding import is_protected_type
from reversion.models import Revision, Version

from uccn.inserting import insert

from .belonging import owners
from .kept import FIELDS, WHOLES
from .models import Belonging

CHUNK = 500
VERSION = ["revision", "content_type", "object_id", "db", "format", "serialized_data", "object_repr"]
# Values that JSON takes as they are.
PLAIN = (str, int, bool)
as_json = DjangoJSONEncoder()


def keep_as_they_are(rows, *, by, way, at=None, revision=None):
    """Write down a version of each row as it is in memory, all in one revision, and return that.

    `rows` is any iterable, also of several models; what their names and relations need should be loaded along.
    Memory stays that of a chunk. Pass the `revision` to go on with it.
    """
    if revision is None:
        revision = Revision.objects.create(date_created=at or timezone.now(), user=by, comment=way)
    for chunk in batched(rows, CHUNK):
        versions = insert(Version, VERSION, (version_of(row, revision) for row in chunk), returning=True)
        above = wholes_of_wholes(chunk)
        belongings = (
            (version, content_type.pk, object_id)
            for version, row in zip(versions, chunk, strict=True)
            for content_type, object_id in owners(type(row), row.pk, vars(row), above)
        )
        insert(Belonging, ["version", "content_type", "object_id"], belongings)
    return revision


def version_of(row, revision):
    """The values of VERSION."""
    fields = {}
    for name, attribute, field in fields_of(type(row)):
        value = None if field.many_to_many else getattr(row, attribute)
        fields[name] = value if type(value) in PLAIN else value_of(row, field)
    values = [{"model": row._meta.label_lower, "pk": row.pk, "fields": fields}]
    content_type = ContentType.objects.get_for_model(row)
    return revision.pk, content_type.pk, str(row.pk), "default", "json", msgspec.json.encode(values).decode(), str(row)


@cache
def fields_of(model):
    fields = [model._meta.get_field(name) for name in FIELDS[model] if name != model._meta.pk.name]
    return [(field.name, field.attname, field) for field in fields]


def value_of(row, field):
    """As Django's serializer writes it, which would ask for linked rows also where they are loaded."""
    if field.many_to_many:
        linked = getattr(row, "_prefetched_objects_cache", {}).get(field.name)
        return [each.pk for each in (getattr(row, field.name).only("pk") if linked is None else linked)]
    value = getattr(row, field.attname)
    if value is None or isinstance(value, str | int | float):
        return value
    return as_json.default(value) if is_protected_type(value) else field.value_to_string(row)


def loaded(model):
    """All rows of a model with what writing them down asks for."""
    opts = model._meta
    rows = model._base_manager.order_by("pk")
    rows = rows.select_related(*(field.name for field in opts.fields if field.is_relation))
    return rows.prefetch_related(*(field.name for field in opts.many_to_many)).iterator(CHUNK)


def wholes_of_wholes(rows):
    """{(model, number): its columns} of the wholes that are parts themselves."""
    found = {}
    for model in {type(row) for row in rows} & WHOLES.keys():
        column = model._meta.get_field(WHOLES[model])
        if column.related_model in WHOLES:
            numbers = {getattr(row, column.attname) for row in rows if type(row) is model}
            wholes = column.related_model._base_manager.filter(pk__in=numbers)
            found |= {(column.related_model, whole.pk): vars(whole) for whole in wholes}
    return found


def batched(rows, size):
    rows = iter(rows)
    while chunk := list(islice(rows, size)):
        yield chunk
