"""Số liệu không giữ minh chứng của riêng mình — it names the evidence."""

import django.db.models.deletion
from django.db import migrations, models

GONE = ("kind", "text", "sha256", "file_name", "size", "paper", "page", "keeper", "level")


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_proofs_as_evidence")]

    operations = [
        migrations.RemoveConstraint("value", "programmes_proof_is_something"),
        *(migrations.RemoveField("value", name) for name in GONE),
        migrations.AlterField(
            "value", "evidence",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="values", to="implementation.evidence"),
        ),
    ]
