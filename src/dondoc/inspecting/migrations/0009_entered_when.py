from django.db import migrations, models
from django.db.models import F


def fill(apps, schema_editor):
    """An answer is known since it was entered; of a report sent back the hour was not kept: it counts as never sent."""
    apps.get_model("inspecting", "Answer").objects.update(first_at=F("at"))
    back = apps.get_model("inspecting", "Document").objects.filter(what="SELF_REPORT", body__reported_on=None)
    back.update(returned_at=F("at"))


class Migration(migrations.Migration):

    dependencies = [
        ('inspecting', '0008_shared_strengths'),
    ]

    operations = [
        migrations.AddField(model_name='answer', name='first_at', field=models.DateTimeField(null=True)),
        migrations.AddField(model_name='case', name='archived_at', field=models.DateTimeField(null=True)),
        migrations.AddField(model_name='document', name='returned_at', field=models.DateTimeField(null=True)),
        migrations.AddField(model_name='documentrequest', name='settled_at', field=models.DateTimeField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
