
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('importing', '0001_importing'),
    ]

    operations = [
        migrations.AddField(
            model_name='import',
            name='looked_to',
            field=models.IntegerField(default=0),
        ),
    ]
