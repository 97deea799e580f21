"""Many rows into a table with few statements, and without making a record of each where plain values are at hand."""

from itertools import islice
from operator import attrgetter

import msgspec
from django.db import connection
from django.db.models import CharField, Field, ForeignKey, IntegerField, TextField
from django.db.models.constants import OnConflict
from modeltranslation.utils import build_localized_fieldname, get_language

# Values in one statement, which every database takes.
VALUES = 15_000
# Kinds of fields whose column takes such a value as it is.
PLAIN = {CharField: str, TextField: str, IntegerField: int, ForeignKey: int}


def insert(model, names, rows, *, unique=(), returning=False):
    """Insert rows of values of the named fields, ready for the database: numbers, texts, None.

    unique: fields that a row there is already may share; then its values take the place of that row's.
    returning: gives the numbers of the rows, in their order.
    """
    fields = [model._meta.get_field(name) for name in names]
    quoted = connection.ops.quote_name
    into = f"{quoted(model._meta.db_table)} ({', '.join(quoted(field.column) for field in fields)})"
    suffix = updating(fields, {model._meta.get_field(name).column for name in unique}) if unique else ""
    if returning:
        suffix += f" RETURNING {quoted(model._meta.pk.column)}"
    given = from_document if connection.vendor == "postgresql" else from_values
    rows = iter(rows)
    numbers = []
    with connection.cursor() as cursor:
        while some := list(islice(rows, VALUES // len(fields))):
            source, parameters = given(fields, some)
            cursor.execute(f"INSERT INTO {into} {source} {suffix}", parameters)
            if returning:
                numbers += [number for (number,) in cursor.fetchall()]
    return numbers


def from_values(fields, rows):
    one = f"({', '.join(['%s'] * len(fields))})"
    return f"VALUES {', '.join([one] * len(rows))}", [value for row in rows for value in row]


def from_document(fields, rows):
    """psycopg takes longer to put thousands of values into a statement than PostgreSQL to take them out of one."""
    columns = ", ".join(f"(given ->> {index}){cast_to(field)}" for index, field in enumerate(fields))
    document = msgspec.json.encode(rows).decode()
    source = "jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS rows (given, place)"
    return f"SELECT {columns} FROM {source} ORDER BY place", [document]


def cast_to(field):
    kind = field.db_type(connection)
    # To make a long text short would be silent: as it is the column refuses it.
    return "" if kind.startswith(("varchar", "text")) else f"::{kind}"


def updating(fields, unique):
    columns = [field.column for field in fields if field.column not in unique]
    return connection.ops.on_conflict_suffix_sql(fields, OnConflict.UPDATE, columns, sorted(unique))


def insert_records(model, records):
    """Write new records as bulk_create does, only more of them at a time. They get their numbers."""
    fields = [field for field in model._meta.local_concrete_fields if not (field.generated or field.primary_key)]
    links = [field for field in fields if isinstance(field, ForeignKey)]
    for record in records:
        for link in links:
            # What it links to may have got its number since they were linked.
            if getattr(record, link.attname) is None and (linked := link.get_cached_value(record, None)):
                setattr(record, link.attname, linked.pk)
    writers = [writer_of(field) for field in fields]
    rows = ([write(record) for write in writers] for record in records)
    numbers = insert(model, [field.name for field in fields], rows, returning=True)
    for record, number in zip(records, numbers, strict=True):
        record.pk = number
        record._state.adding = False
        record._state.db = connection.alias


def writer_of(field):
    """What gives the value of a record's field as its column takes it. Most are plain, and need no preparation."""
    field = read_from(field)
    kind = type(field)
    plain = next((type_ for base, type_ in PLAIN.items() if kind.get_prep_value is base.get_prep_value), None)
    if kind.pre_save is not Field.pre_save or plain is None:
        return lambda record: field.get_db_prep_value(field.pre_save(record, add=True), connection)
    read = attrgetter(field.attname)

    def write(record):
        value = read(record)
        return value if type(value) is plain or value is None else field.get_db_prep_value(value, connection)

    return write


def read_from(field):
    """The column of a translated text without a language repeats the one in the language of the moment."""
    name = build_localized_fieldname(field.name, get_language())
    return field.model._meta.get_field(name) if hasattr(field.model, name) else field
