"""Many rows of plain values into a table, without making a record of each."""

from itertools import islice

from django.db import connection
from django.db.models.constants import OnConflict

# Values in one statement, which every database takes.
VALUES = 15_000


def insert(model, names, rows, *, unique=()):
    """Insert rows of values of the named fields, ready for the database: numbers, texts, None.

    unique: fields that a row there is already may share; then its values take the place of that row's.
    """
    fields = [model._meta.get_field(name) for name in names]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    suffix = updating(fields, {model._meta.get_field(name).column for name in unique}) if unique else ""
    one = f"({', '.join(['%s'] * len(fields))})"
    rows = iter(rows)
    with connection.cursor() as cursor:
        while some := list(islice(rows, VALUES // len(fields))):
            sql = f"INSERT INTO {table} ({columns}) VALUES {', '.join([one] * len(some))} {suffix}"
            cursor.execute(sql, [value for row in some for value in row])


def updating(fields, unique):
    columns = [field.column for field in fields if field.column not in unique]
    return connection.ops.on_conflict_suffix_sql(fields, OnConflict.UPDATE, columns, sorted(unique))
