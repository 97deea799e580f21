from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sheets', '0003_export'),
    ]

    operations = [
        migrations.AddField(
            model_name='batchrow',
            name='said',
            field=models.JSONField(editable=False, null=True),
        ),
    ]
