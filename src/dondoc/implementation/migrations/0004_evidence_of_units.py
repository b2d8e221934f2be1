"""Minh chứng là một thứ riêng — a row of a unit; what it proves stands beside it. No row is lost: each goes on proving its work."""

import django.db.models.deletion
from django.db import migrations, models

import dondoc.shared.ids

WHO = ("on", "at", "account_id", "person_id", "holding_id", "for_other", "withdrawn_on", "withdrawn_because")


def part(apps, schema_editor):
    """The unit is the doer's; one proving a row."""
    evidence = apps.get_model("implementation", "Evidence")
    proving = apps.get_model("implementation", "Proving")
    share = apps.get_model("obligations", "Assignment").objects.filter(pk=models.OuterRef("assignment_id"))
    evidence.objects.update(unit_id=models.Subquery(share.values("unit_id")[:1]))
    rows = evidence.objects.order_by("pk").values("pk", "assignment_id", *WHO)
    made = (
        proving(evidence_id=row["pk"], assignment_id=row["assignment_id"], **{name: row[name] for name in WHO})
        for row in rows.iterator(2000)
    )
    proving.objects.bulk_create(made, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [
        ("implementation", "0003_levels"),
        ("obligations", "0007_passed_on"),
        ("units", "0007_takeover"),
        ("documents", "0005_levels"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proving",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("public_id", models.CharField(default=dondoc.shared.ids.public_id, editable=False, max_length=10, unique=True)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("account_id", models.BigIntegerField(null=True)),
                ("person_id", models.BigIntegerField(null=True)),
                ("holding_id", models.BigIntegerField(null=True)),
                ("for_other", models.BooleanField(default=False)),
                ("withdrawn_on", models.DateField(null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                ("assignment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="obligations.assignment")),
                ("evidence", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="provings", to="implementation.evidence")),
            ],
        ),
        migrations.AddField(
            "evidence", "unit",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"),
        ),
        migrations.AddField("evidence", "thing_kind", models.CharField(blank=True, max_length=60, default=""), preserve_default=False),
        migrations.AddField("evidence", "thing_id", models.BigIntegerField(null=True)),
        migrations.RunPython(part, migrations.RunPython.noop),
    ]
