"""What rows of histories are called: by their names of now, in the reader's language; if gone, by those they had."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType

from uccn.access.rows import visible


def names_of(versions, reader):
    """{number of a version: the name of its row}, with one query for each model among them."""
    numbers = defaultdict(set)
    for version in versions:
        numbers[version.content_type_id].add(version.object_id)
    rows = {number: rows_there(number, pks, reader) for number, pks in numbers.items()}
    found = ((version, rows[version.content_type_id].get(version.object_id)) for version in versions)
    return {version.pk: str(row) if row else version.object_repr for version, row in found}


def kind_of(version):
    return ContentType.objects.get_for_id(version.content_type_id).model_class()._meta.verbose_name


def rows_there(content_type, pks, reader):
    """By number, as text. Whoever meets the rows of one city meets no row that has gone to another one since."""
    model = ContentType.objects.get_for_id(content_type).model_class()
    links = [field.name for field in model._meta.fields if field.is_relation]
    rows = visible(model._base_manager.filter(pk__in=pks).select_related(*links), reader)
    return {str(row.pk): row for row in rows}
