"""Extensions asked before the assignment itself said so."""

from django.db import migrations


def say_so(apps, schema_editor):
    asked = apps.get_model("implementation", "Extension").objects.filter(state="ASKED")
    shares = apps.get_model("obligations", "Assignment").objects
    shares.filter(pk__in=asked.values("assignment_id")).update(is_extending=True)


class Migration(migrations.Migration):
    dependencies = [("implementation", "0001_initial"), ("obligations", "0002_extending")]
    operations = [migrations.RunPython(say_so, migrations.RunPython.noop)]
