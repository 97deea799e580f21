"""Many rows into a table with few statements, and without making a record of each where plain values are at hand."""

from itertools import islice

from django.db import connection
from django.db.models import ForeignKey
from django.db.models.constants import OnConflict

# Values in one statement, which every database takes.
VALUES = 15_000


def insert(model, names, rows, *, unique=(), returning=False):
    """Insert rows of values of the named fields, ready for the database: numbers, texts, None.

    unique: fields that a row there is already may share; then its values take the place of that row's.
    returning: gives the numbers of the rows, in their order.
    """
    fields = [model._meta.get_field(name) for name in names]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    suffix = updating(fields, {model._meta.get_field(name).column for name in unique}) if unique else ""
    if returning:
        suffix += f" RETURNING {connection.ops.quote_name(model._meta.pk.column)}"
    one = f"({', '.join(['%s'] * len(fields))})"
    rows = iter(rows)
    numbers = []
    with connection.cursor() as cursor:
        while some := list(islice(rows, VALUES // len(fields))):
            sql = f"INSERT INTO {table} ({columns}) VALUES {', '.join([one] * len(some))} {suffix}"
            cursor.execute(sql, [value for row in some for value in row])
            if returning:
                numbers += [number for (number,) in cursor.fetchall()]
    return numbers


def updating(fields, unique):
    columns = [field.column for field in fields if field.column not in unique]
    return connection.ops.on_conflict_suffix_sql(fields, OnConflict.UPDATE, columns, sorted(unique))


def insert_records(model, records):
    """Write new records as bulk_create does, which on SQLite takes fewer than forty at a time. They get their numbers."""
    fields = [field for field in model._meta.local_concrete_fields if not (field.generated or field.primary_key)]
    links = [field for field in fields if isinstance(field, ForeignKey)]
    for record in records:
        for link in links:
            # What it links to may have got its number since they were linked.
            if getattr(record, link.attname) is None and (linked := link.get_cached_value(record, None)):
                setattr(record, link.attname, linked.pk)
    rows = ([ready(field, record) for field in fields] for record in records)
    numbers = insert(model, [field.name for field in fields], rows, returning=True)
    for record, number in zip(records, numbers, strict=True):
        record.pk = number
        record._state.adding = False
        record._state.db = connection.alias


def ready(field, record):
    return field.get_db_prep_value(field.pre_save(record, add=True), connection)
