"""Số phải nộp là một số có ngày — told beside the stages. Of a total that was there, as of the first day told of that year."""

from datetime import timedelta

from django.db import migrations, models

HANOI = timedelta(hours=7)
TOLD = [
    ("TOTAL", "số đảng viên phải nộp"), ("HANDED_IN", "nộp"), ("AMENDED", "sửa, bổ sung"), ("NOTED", "chi bộ ghi nhận"),
    ("MID_YEAR", "xem lại giữa năm"), ("YEAR_END", "xem lại cuối năm"),
]  # fmt: skip


def told(apps, schema_editor):
    """Earlier totals were overwritten: the one that stood is all that is known of them."""
    tallies = apps.get_model("pledging", "Tally").objects
    first = dict(tallies.order_by("-on").values_list("season", "on"))
    for row in apps.get_model("pledging", "Season").objects.exclude(total=None).order_by("pk"):
        began = (row.at + HANOI).date()
        tallies.create(season=row, stage="TOTAL", n=row.total, on=min(began, first.get(row.pk, began)), at=row.at)
    schema_editor.connection.check_constraints()  # PostgreSQL alters no table whose keys still wait to be looked at


def put_back(apps, schema_editor):
    tallies = apps.get_model("pledging", "Tally").objects.filter(stage="TOTAL")
    last = dict(tallies.order_by("on", "pk").values_list("season", "n"))
    for season, total in last.items():
        apps.get_model("pledging", "Season").objects.filter(pk=season).update(total=total)
    tallies.delete()
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [("pledging", "0001_pledging")]

    operations = [
        migrations.AlterField("tally", "stage", models.CharField(choices=TOLD, max_length=10)),
        migrations.RunPython(told, put_back),
        migrations.RemoveConstraint("season", "pledging_total_or_list"),
        migrations.RemoveField("season", "total"),
    ]
