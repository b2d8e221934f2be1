"""Minh chứng của số liệu — each proof becomes an evidence of the unit, as those of works are."""

import django.db.models.deletion
from django.db import migrations, models

SAME = ("kind", "text", "sha256", "file_name", "size", "paper_id", "page", "keeper", "level", "on", "at", "account_id", "person_id",
        "holding_id", "for_other", "unit_id")  # fmt: skip


def part(apps, schema_editor):
    values, evidence = apps.get_model("programmes", "Value"), apps.get_model("implementation", "Evidence")
    for row in values.objects.filter(evidence=None).order_by("pk").iterator(2000):
        made = evidence.objects.create(**{name: getattr(row, name) for name in SAME})
        values.objects.filter(pk=row.pk).update(evidence=made)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial"), ("implementation", "0005_evidence_stands_alone")]

    operations = [
        migrations.AddField(
            "value", "evidence",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="values", to="implementation.evidence"),
        ),
        migrations.RunPython(part, migrations.RunPython.noop),
    ]
