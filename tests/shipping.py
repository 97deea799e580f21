"""Rows of all tables as the database holds them: preparing a register takes seconds, writing its rows does not."""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

from uccn.inserting import insert


def models():
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def columns_of(model):
    return [field for field in model._meta.concrete_fields if not field.generated]


def rows_of(model):
    columns = ", ".join(connection.ops.quote_name(field.column) for field in columns_of(model))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {connection.ops.quote_name(model._meta.db_table)}")
        return cursor.fetchall()


def write(rows):
    for model, values in rows.items():
        insert(model, [field.name for field in columns_of(model)], values)
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(rows)):
            cursor.execute(sql)
