"""To whose history a version belongs."""

import json

from django.contrib.contenttypes.models import ContentType

from uccn.inserting import insert

from .kept import whole_column
from .models import Belonging


def note_belongings(revision, versions, **signal):
    belongings = (
        (version.pk, content_type.pk, object_id)
        for version in versions
        for content_type, object_id in owners(version._model, version.object_id, whole_in(version))
    )
    insert(Belonging, ["version", "content_type", "object_id"], belongings)


def whole_in(version):
    """{column: number} of the whole, as the version says; its `field_dict` would make a record of each version."""
    column = whole_column(version._model)
    if column is None:
        return {}
    (row,) = json.loads(version.serialized_data)
    return {column.attname: row["fields"][column.name]}


def owners(model, pk, values, known=None):
    """The row itself and what it is a part of, each as (content type, number as text).

    `values` are the row's by column, `known` those of wholes by (model, number); unknown ones are asked for.
    """
    yield ContentType.objects.get_for_model(model), str(pk)
    column = whole_column(model)
    if column and values[column.attname] is not None:
        whole, pk = column.related_model, values[column.attname]
        above = whole_column(whole)
        found = (known or {}).get((whole, pk)) or (
            whole._base_manager.values(above.attname).get(pk=pk) if above else {}
        )
        yield from owners(whole, pk, found, known)
