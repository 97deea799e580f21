"""To whose history a version belongs."""

from django.contrib.contenttypes.models import ContentType

from .kept import whole_column
from .models import Belonging


def note_belongings(revision, versions, **signal):
    Belonging.objects.bulk_create(
        Belonging(version=version, content_type=content_type, object_id=object_id)
        for version in versions
        for content_type, object_id in owners(version._model, version.object_id, version.field_dict)
    )


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
