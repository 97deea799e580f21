from django.db import migrations, models
from django.db.models import Count, Q


def count_what_undoing_did(apps, schema_editor):
    """Until now all that an undo took back counted as changed."""
    batch = apps.get_model("sheets", "Batch")
    undone = batch.objects.filter(way="undo").annotate(
        rows_changed=Count("rows", filter=Q(rows__before__isnull=False, rows__after__isnull=False)),
        rows_removed=Count("rows", filter=Q(rows__after__isnull=True)),
        rows_again=Count("rows", filter=Q(rows__before__isnull=True)),
    )
    for each in undone:
        counts = {"changed": each.rows_changed, "removed": each.rows_removed, "new": each.rows_again}
        batch.objects.filter(pk=each.pk).update(**counts)


class Migration(migrations.Migration):

    dependencies = [
        ("sheets", "0004_said_of_translations"),
    ]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="removed",
            field=models.PositiveIntegerField(default=0, verbose_name="removed"),
        ),
        migrations.RunPython(count_what_undoing_did, migrations.RunPython.noop, elidable=True),
    ]
