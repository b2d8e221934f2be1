"""Lists at any size: the phase of a state, what is not yet given, an index for each order."""

from django.db import migrations, models


def mark_given(apps, schema_editor):
    """What was given before the marks were kept."""
    assignments = apps.get_model("obligations", "Assignment").objects
    for room, name, key, mark in (
        ("obligations", "Obligation", "obligation", "is_given"),
        ("documents", "LeaderDirection", "direction", "is_carried"),
    ):
        given = models.Exists(assignments.filter(**{key: models.OuterRef("pk")}))
        apps.get_model(room, name).objects.filter(given).update(**{mark: True})


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0004_lists'),
        ('obligations', '0004_search'),
        ('units', '0003_hand_over'),
    ]

    operations = [
        migrations.AddField(
            model_name='assignment',
            name='phase',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(state__in=('ISSUED', 'ACCEPTED', 'SUBMITTED'), then=models.Value('OPEN')), models.When(state__in=('REPORTED', 'UNANSWERED'), then=models.Value('REPORTED')), models.When(state__in=('DONE',), then=models.Value('DONE')), models.When(state__in=('HANDED_BACK', 'WITHDRAWN'), then=models.Value('CLOSED')), default=models.Value('')), output_field=models.CharField(max_length=10)),
        ),
        migrations.AddField(
            model_name='obligation',
            name='is_given',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(fields=['phase', 'due_on', 'id', 'unit', 'state', 'done_late'], name='obligations_list'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(fields=['unit', 'phase', 'due_on', 'id', 'state', 'done_late'], name='obligations_of_unit'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(fields=['due_on', 'id', 'unit'], name='obligations_all'),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(condition=models.Q(('is_given', False)), fields=['entry'], name='obligations_not_given'),
        ),
        migrations.RunPython(mark_given, migrations.RunPython.noop),
    ]
