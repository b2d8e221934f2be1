from django.db import migrations, models
from django.db.models import F


def fill(apps, schema_editor):
    """Of an answer that takes figures, or says that there is none, what it said before was not kept."""
    answers = apps.get_model("inspecting", "Answer").objects.exclude(takes="", is_none=False)
    answers.update(shown_at=F("first_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('inspecting', '0010_findings_sort'),
    ]

    operations = [
        migrations.AddField(model_name='answer', name='shown_at', field=models.DateTimeField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
