"""Paths are compared byte by byte: under a Vietnamese collation the range of `/tu/` takes `/Tu/`."""

from django.db import migrations


def by_bytes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in ("units_unit", "units_placement"):
            schema_editor.execute(
                f'ALTER TABLE {table} ALTER COLUMN path TYPE varchar(250) COLLATE "C"'
            )


class Migration(migrations.Migration):
    dependencies = [("units", "0001_initial")]
    operations = [migrations.RunPython(by_bytes, migrations.RunPython.noop)]
