"""Minh chứng không còn của riêng một việc — its proofs say what it proves.

Walked back, the first work a row proves is its own again; what proves no work goes, since a figure then keeps its proof itself.
"""

import django.db.models.deletion
from django.db import migrations, models


def older_kinds(apps, schema_editor):
    """A photo is a file, a session is told in words."""
    rows = apps.get_model("implementation", "Evidence").objects
    rows.filter(kind="PHOTO").update(kind="FILE")
    rows.filter(kind="SESSION").update(kind="WORDS", keeper=models.functions.Substr("text", 1, 200))


def owned(apps, schema_editor):
    proving, rows = apps.get_model("implementation", "Proving").objects, apps.get_model("implementation", "Evidence").objects
    first = proving.filter(evidence_id=models.OuterRef("pk")).order_by("pk").values("assignment_id")[:1]
    rows.update(assignment_id=models.Subquery(first))
    rows.filter(assignment_id=None).delete()
    schema_editor.connection.check_constraints()  # PostgreSQL alters no table whose keys still wait to be looked at


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0005_levels'),
        ('implementation', '0004_evidence_of_units'),
        ('obligations', '0007_passed_on'),
        ('units', '0007_takeover'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='evidence',
            name='implementation_evidence_is_something',
        ),
        migrations.AlterField(
            model_name='evidence',
            name='assignment',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='obligations.assignment'),
        ),
        migrations.RunPython(migrations.RunPython.noop, owned),
        migrations.RemoveField(
            model_name='evidence',
            name='assignment',
        ),
        migrations.AlterField(
            model_name='evidence',
            name='kind',
            field=models.CharField(choices=[('FILE', 'tệp'), ('PHOTO', 'ảnh'), ('PAPER', 'văn bản đã vào sổ'), ('SESSION', 'buổi đã ghi'), ('WORDS', 'bản giấy, ghi nơi giữ')], max_length=8),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='on',
            field=models.DateField(verbose_name='ngày diễn ra'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(fields=['unit', '-on', '-id'], name='implementation_evidence_of'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(fields=['thing_kind', 'thing_id'], name='implementation_by_session'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('FILE', 'PHOTO')), ('sha256__gt', '')), models.Q(('kind', 'PAPER'), ('paper__isnull', False)), models.Q(('kind', 'SESSION'), ('thing_id__isnull', False), ('thing_kind__gt', '')), models.Q(('keeper__gt', ''), ('kind', 'WORDS')), _connector='OR'), name='implementation_evidence_is_something'),
        ),
        migrations.AddConstraint(
            model_name='proving',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('assignment', 'evidence'), name='implementation_proves_once'),
        ),
        migrations.AddConstraint(
            model_name='proving',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), models.Q(('withdrawn_because', ''), _negated=True), _connector='OR'), name='implementation_taken_off_with_reason'),
        ),
        migrations.RunPython(migrations.RunPython.noop, older_kinds),
    ]
