"""Số liệu không giữ minh chứng của riêng mình — it names the evidence. Walked back, it keeps a copy again."""

import django.db.models.deletion
from django.db import migrations, models

GONE = ("kind", "text", "sha256", "file_name", "size", "paper", "page", "keeper", "level")

OLD = {"PHOTO": "FILE", "SESSION": "WORDS"}


def copied(apps, schema_editor):
    values = apps.get_model("programmes", "Value").objects
    for row in values.select_related("evidence").order_by("pk").iterator(2000):
        had = {name: getattr(row.evidence, name) for name in GONE}
        had["kind"] = OLD.get(had["kind"], had["kind"])
        had["keeper"] = had["keeper"] or (had["text"][:200] if had["kind"] == "WORDS" else "")
        values.filter(pk=row.pk).update(**had)
    schema_editor.connection.check_constraints()  # PostgreSQL alters no table whose keys still wait to be looked at


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_proofs_as_evidence")]

    operations = [
        migrations.RemoveConstraint("value", "programmes_proof_is_something"),
        migrations.AlterField("value", "kind", models.CharField(max_length=6, default="")),
        migrations.AlterField("value", "text", models.CharField(max_length=500, default="")),
        migrations.RunPython(migrations.RunPython.noop, copied),
        *(migrations.RemoveField("value", name) for name in GONE),
        migrations.AlterField(
            "value", "evidence",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="values", to="implementation.evidence"),
        ),
    ]
