from django.db import migrations, models


def fill(apps, schema_editor):
    told = apps.get_model("inspecting", "Strength").objects.filter(practice__isnull=False).values("practice")
    apps.get_model("practices", "Practice").objects.filter(pk__in=told).update(is_praised=True)


class Migration(migrations.Migration):

    dependencies = [
        ('practices', '0001_practices'),
        ('inspecting', '0011_shown_at'),
    ]

    operations = [
        migrations.AddField(model_name='practice', name='is_praised', field=models.BooleanField(default=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
