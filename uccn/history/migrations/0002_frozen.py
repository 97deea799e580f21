from django.db import migrations

REFUSED = "What the history holds cannot be changed."
# The person of a revision may be set to nobody when the account is deleted.
COLUMNS = {
    "reversion_version": "",
    "reversion_revision": "OF id, date_created, comment",
    "history_belonging": "",
    "history_gone": "",
}
POSTGRESQL_FUNCTION = """
CREATE FUNCTION history_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = TG_ARGV[0]; END $$;
"""


def freeze(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    if not is_sqlite:
        schema_editor.execute(POSTGRESQL_FUNCTION)
        act = f"FOR EACH ROW EXECUTE FUNCTION history_refuse('{REFUSED}')"
    else:
        act = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    for table, columns in COLUMNS.items():
        schema_editor.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE {columns} ON {table} {act}")
        schema_editor.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {act}")


def thaw(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in COLUMNS:
        for act in ("update", "delete"):
            place = "" if is_sqlite else f" ON {table}"
            schema_editor.execute(f"DROP TRIGGER {table}_no_{act}{place}")
    if not is_sqlite:
        schema_editor.execute("DROP FUNCTION history_refuse()")


class Migration(migrations.Migration):
    """Versions are added and never altered, whoever connects to the database."""

    dependencies = [("history", "0001_initial")]

    operations = [migrations.RunPython(freeze, thaw)]
