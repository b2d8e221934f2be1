"""An obligation is found by its number alone: NV-12."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0004_lists'),
        ('obligations', '0005_lists'),
        ('units', '0003_hand_over'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(fields=['number', 'year'], name='obligations_by_number'),
        ),
    ]
