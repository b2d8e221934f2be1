"""Lists at any size: what waits on the desk, the newest papers, each by an index."""

from django.db import migrations, models


def newest(apps, schema_editor):
    """Unknown days last: SQLite's own order, PostgreSQL must be told."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE INDEX documents_newest_known ON documents_paper (issued_on DESC NULLS LAST, id DESC)"
        )


def not_newest(apps, schema_editor):
    schema_editor.execute("DROP INDEX IF EXISTS documents_newest_known")


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0003_pictured'),
        ('units', '0002_path_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='leaderdirection',
            name='is_carried',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['state', 'on', 'id'], name='documents_waiting'),
        ),
        migrations.AddIndex(
            model_name='leaderdirection',
            index=models.Index(condition=models.Q(('is_carried', False)), fields=['entry'], name='documents_not_carried'),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(fields=['state', 'id'], name='documents_uploads'),
        ),
        migrations.RunPython(newest, not_newest),
    ]
