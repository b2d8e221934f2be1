from django.db import migrations, models

from dondoc.reading.text import fold


def fill(apps, schema_editor):
    rows = apps.get_model("obligations", "Obligation").objects.select_related("paper").order_by("pk")
    for row in rows.iterator(500):
        words = fold(f"{row.paper.so_ky_hieu} {row.text} {row.actors}")
        type(row).objects.filter(pk=row.pk).update(search=words)


class Migration(migrations.Migration):

    dependencies = [
        ("obligations", "0003_kept"),
    ]

    operations = [
        migrations.AddField(
            model_name="obligation",
            name="search",
            field=models.TextField(default="", editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
