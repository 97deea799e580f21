"""Records with what they link to taken from memory, where the columns of a sheet have read it already."""

from collections import defaultdict

from django.db.models import prefetch_related_objects

from uccn.history.bulk import batched

from .edits import stored_records

# SQLite is asked for each record linked to by a condition of its own, and a statement may have a thousand.
AT_ONCE = 500


def loaded(resource, queryset):
    """The records of the queryset. Making the linked ones anew for each row would take most of the time of a plan."""
    one = dict(known_links(resource, is_many=False))
    records = stored_records(queryset)
    read_links(records, *(path for path in resource.related if path not in one))
    for name, known in one.items():
        field = resource.model._meta.get_field(name)
        for record in records:
            if linked := known.get(getattr(record, field.attname)):
                field.set_cached_value(record, linked)
    for name, known in known_links(resource, is_many=True):
        if not linked_from(records, resource.model._meta.get_field(name), known):
            read_links(records, name)
    return records


def read_links(records, *paths):
    for some in batched(records, AT_ONCE):
        prefetch_related_objects(some, *paths)


def known_links(resource, *, is_many):
    for column in resource.main_columns:
        if column.is_many == is_many and (known := column.kind.linked):
            yield column.attribute, known


def linked_from(records, field, known):
    """Whether all that the records link to is known, and they now have it."""
    through, source, target = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
    pairs = through._default_manager.filter(**{f"{source}__in": [record.pk for record in records]}).order_by("pk")
    found = defaultdict(list)
    for one, other in pairs.values_list(source, target):
        if other not in known:
            return False
        found[one].append(known[other])
    for record in records:
        vars(record).setdefault("_prefetched_objects_cache", {})[field.name] = found[record.pk]
    return True
