from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

roles = import_module("reports.migrations.0006_roles")


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0007_scheduled_editions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='report',
            options={'ordering': ['-due_year', 'slug'], 'permissions': [('review_report', 'Can return or approve a submitted report'), ('publish_report', 'Can publish and withdraw a report'), ('submit_report', 'Can submit a report for review'), ('share_report', 'Can share previews of a report')], 'verbose_name': 'report', 'verbose_name_plural': 'reports'},
        ),
        migrations.CreateModel(
            name='PreviewLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(blank=True, max_length=100, verbose_name='for whom')),
                ('made_at', models.DateTimeField(verbose_name='made at')),
                ('expires_at', models.DateTimeField(verbose_name='ends at')),
                ('last_used_at', models.DateTimeField(blank=True, null=True, verbose_name='last used at')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preview_links', to='reports.report', verbose_name='report')),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='revoked by')),
            ],
            options={
                'verbose_name': 'preview link',
                'verbose_name_plural': 'preview links',
                'ordering': ['report', '-id'],
            },
        ),
        migrations.CreateModel(
            name='PreviewComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(help_text='Of the form it was written in, which counts once.', verbose_name='key')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('text', models.TextField(max_length=4000, verbose_name='text')),
                ('place', models.CharField(blank=True, help_text='Number of the form item.', max_length=20, verbose_name='place')),
                ('language', models.CharField(choices=[('zh-hans', 'Chinese'), ('en', 'English')], max_length=10, verbose_name='language')),
                ('written_at', models.DateTimeField(verbose_name='written at')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='done at')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='done by')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='reports.previewlink', verbose_name='preview link')),
            ],
            options={
                'verbose_name': 'comment on a preview',
                'verbose_name_plural': 'comments on previews',
                'ordering': ['-id'],
            },
        ),
        migrations.AddConstraint(
            model_name='previewlink',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='preview_link_ends_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='previewcomment',
            constraint=models.UniqueConstraint(fields=('link', 'key'), name='preview_comment_once_per_form'),
        ),
        migrations.RunPython(roles.write, migrations.RunPython.noop),
    ]
