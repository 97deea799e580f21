from django.contrib.auth.management import create_permissions
from django.db import migrations

from reports.roles import write_roles


def write(apps, schema_editor):
    # Django makes the permissions of a model only after the last migration.
    for label in ("cities", "reports"):
        app = apps.get_app_config(label)
        app.models_module = True
        create_permissions(app, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        app.models_module = None
    write_roles(apps.get_model("auth", "Group").objects, apps.get_model("auth", "Permission").objects)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("cities", "0002_focal_points"),
        ("reports", "0005_submit_report"),
    ]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
