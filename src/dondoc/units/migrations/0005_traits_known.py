"""What a unit is today is what is known of it since it began; the day a unit ended is the first it stands no more."""

from datetime import timedelta

from django.db import migrations
from django.db.models import F

COLUMNS = ("kind", "code", "is_abroad", "region", "country", "hours_from_hanoi")


def known(apps, schema_editor):
    Unit, Trait, Placement = (apps.get_model("units", name) for name in ("Unit", "UnitTrait", "Placement"))
    rows = Unit.objects.exclude(tree="outside").filter(traits=None).order_by("pk")
    made = (Trait(unit_id=u.pk, from_on=u.began_on, **{c: getattr(u, c) for c in COLUMNS}) for u in rows.iterator(2000))
    Trait.objects.bulk_create(made, batch_size=1000)
    for row in Placement.objects.filter(until_on=F("unit__ended_on")):
        Placement.objects.filter(pk=row.pk).update(until_on=row.until_on - timedelta(days=1))


class Migration(migrations.Migration):
    dependencies = [("units", "0004_over_time")]
    operations = [migrations.RunPython(known, migrations.RunPython.noop)]
