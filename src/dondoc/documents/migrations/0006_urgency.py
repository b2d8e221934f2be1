from django.db import migrations, models

from dondoc.documents.urgency import kept


def one_form(apps, schema_editor):
    """Độ khẩn was free text: what was meant as a degree gets its one form, by which it is looked for."""
    papers = apps.get_model('documents', 'Paper').objects.exclude(urgency='')
    for said in set(papers.order_by().values_list('urgency', flat=True).distinct()):
        if kept(said) != said:
            papers.filter(urgency=said).update(urgency=kept(said))


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0005_levels'),
    ]

    operations = [
        migrations.RunPython(one_form, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='paper',
            index=models.Index(condition=models.Q(('urgency', ''), _negated=True), fields=['urgency'], name='documents_urgent'),
        ),
    ]
