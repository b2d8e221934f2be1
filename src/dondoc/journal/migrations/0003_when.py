"""Chỉ mục theo lúc nhập — the journal is found by the day of entry."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_guards")]
    operations = [
        migrations.AddIndex("entry", models.Index(fields=["at"], name="journal_when")),
    ]
