from django.db import migrations

# Rows of these tables are added once; the columns are those by which SQLite's REPLACE would push an old row out.
FROZEN = {
    "reports_edition": ["report_id", "language", "number"],
    "reports_withdrawal": ["edition_id"],
    "reports_statechange": [],
}
CHANGED = "What has been published or recorded cannot be changed."
DELETED = "What has been published or recorded cannot be deleted."

SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{changed}'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{deleted}'); END;
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN SELECT RAISE(ABORT, '{changed}'); END;
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION reports_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = TG_ARGV[0]; END $$;
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION reports_refuse('{changed}');
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION reports_refuse('{deleted}');
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION reports_refuse('{deleted}');
"""


def statements(table, columns):
    same = "id = NEW.id"
    if columns:
        same += " OR (" + " AND ".join(f"{column} = NEW.{column}" for column in columns) + ")"
    return {"table": table, "changed": CHANGED, "deleted": DELETED, "same": same}


def freeze_table(schema_editor, table, columns):
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE.format(**statements(table, columns)).split("END;"):
            if statement.strip():
                schema_editor.execute(statement + "END")
    else:
        schema_editor.execute(POSTGRESQL.format(**statements(table, columns)))


def thaw_table(schema_editor, table):
    if schema_editor.connection.vendor == "sqlite":
        for act in ("update", "delete", "replace"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{act}")
    else:
        for act in ("update", "delete", "truncate"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{act} ON {table}")


def freeze(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION)
    for table, columns in FROZEN.items():
        freeze_table(schema_editor, table, columns)


def thaw(apps, schema_editor):
    for table in FROZEN:
        thaw_table(schema_editor, table)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION reports_refuse()")


class Migration(migrations.Migration):
    """Editions, withdrawals and state changes can be added but not altered, whoever connects to the database."""

    dependencies = [("reports", "0001_initial")]

    operations = [migrations.RunPython(freeze, thaw)]
