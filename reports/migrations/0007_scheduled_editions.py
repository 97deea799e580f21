from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

frozen_tables = import_module("reports.migrations.0002_frozen_tables")
TABLE, COLUMNS = "reports_cancellation", ["edition_id"]


def freeze(apps, schema_editor):
    frozen_tables.freeze_table(schema_editor, TABLE, COLUMNS)


def thaw(apps, schema_editor):
    frozen_tables.thaw_table(schema_editor, TABLE)


ACTS = [
    ("submit", "submitted for review"),
    ("return", "returned"),
    ("approve", "approved"),
    ("publish", "published"),
    ("schedule", "scheduled"),
    ("cancel", "schedule cancelled"),
    ("withdraw", "withdrawn"),
]


class Migration(migrations.Migration):
    """Editions whose time lies ahead can be called off, and an approval remembers what was approved."""

    dependencies = [
        ("reports", "0006_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="statechange",
            name="act",
            field=models.CharField(choices=ACTS, max_length=20, verbose_name="act"),
        ),
        # Without a default: for one, SQLite would write the table anew and lose the triggers that keep its rows.
        migrations.AddField(
            model_name="statechange",
            name="digests",
            field=models.JSONField(
                blank=True,
                help_text="Of an approval: SHA-256 of what was approved, by language.",
                null=True,
                verbose_name="digests",
            ),
        ),
        migrations.CreateModel(
            name="Cancellation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cancelled_at", models.DateTimeField(verbose_name="cancelled at")),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="cancelled by",
                    ),
                ),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cancellation",
                        to="reports.edition",
                        verbose_name="edition",
                    ),
                ),
            ],
            options={"verbose_name": "cancellation", "verbose_name_plural": "cancellations"},
        ),
        migrations.RunPython(freeze, thaw),
    ]
