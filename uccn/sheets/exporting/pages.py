"""The rows of an export, read page by page: the keys in the order of the list first, then the values of some hundreds.

Nothing is read by OFFSET, and no record is ever made: a row is a list of cells.
"""

from array import array
from collections import defaultdict
from itertools import islice

from django.db.models import ManyToManyField, QuerySet

PAGE = 500


def keys_of(queryset):
    """The primary keys in the order of the queryset, eight bytes each."""
    return array("q", queryset.values_list("pk", flat=True).iterator(chunk_size=5000))


class Pages:
    """The rows of the records with these keys. What several records of a part say stands in as many rows."""

    def __init__(self, resource, columns, languages):
        self.resource = resource
        self.columns = columns
        self.spellers = [column.kind.speller(languages) for column in columns]
        self.own = [column for column in columns if not column.part and not column.is_many]
        self.many = [column for column in columns if column.is_many]
        self.repeated = [column for column in columns if column.part and not column.is_cumulative]
        self.gathered = [column for column in columns if column.part and column.is_cumulative]

    def rows(self, keys):
        waiting = iter(keys)
        while page := list(islice(waiting, PAGE)):
            yield from self.page(page)

    def page(self, keys):
        own, repeated = self.own_values(keys), self.parts(self.repeated, keys)
        blank = [[None] * len(self.repeated)]
        # A record deleted since the keys were read is left out.
        lines = [(key, part) for key in keys if key in own for part in repeated.get(key) or blank]
        values = {column: [own[key][place] for key, _ in lines] for place, column in enumerate(self.own)}
        values |= {column: [part[place] for _, part in lines] for place, column in enumerate(self.repeated)}
        for column in self.many:
            links = linked(self.resource.model, column.attribute, keys)
            values[column] = [links.get(key, ()) for key, _ in lines]
        for column in self.gathered:
            names = self.parts([column], keys)
            values[column] = [names.get(key, ()) for key, _ in lines]
        # Column by column, for most columns cost nothing.
        spelled = [
            self.spelled(column, speller, values[column])
            for column, speller in zip(self.columns, self.spellers, strict=True)
        ]
        return zip(*spelled, strict=True)

    def spelled(self, column, speller, values):
        if column.is_many:
            return ["; ".join(filter(None, map(speller, keys))) for keys in values]
        if column.is_cumulative:
            return [speller("; ".join(name for [name] in parts)) for parts in values]
        return values if speller is None else list(map(speller, values))

    def own_values(self, keys):
        paths = [column.kind.path(column.attribute) for column in self.own]
        rows = QuerySet(self.resource.model).filter(pk__in=keys)
        return {key: values for key, *values in rows.values_list("pk", *paths)}

    def parts(self, columns, keys):
        """By key of the record, the values of each of its parts."""
        found = defaultdict(list)
        if columns:
            model = self.resource.model_of(columns[0])
            path = next(field.attname for field in model._meta.fields if field.related_model is self.resource.model)
            rows = QuerySet(model).filter(**{f"{path}__in": keys}).order_by("pk")
            for key, *values in rows.values_list(path, *(column.kind.path(column.attribute) for column in columns)):
                found[key].append(values)
        return found


def linked(model, attribute, keys):
    """By key of the record, the keys of those it is linked with."""
    field = model._meta.get_field(attribute)
    assert isinstance(field, ManyToManyField)
    source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    found = defaultdict(list)
    rows = field.remote_field.through._base_manager.filter(**{f"{source}__in": keys}).order_by("pk")
    for key, other in rows.values_list(source, target):
        found[key].append(other)
    return found
