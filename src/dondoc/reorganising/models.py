"""Bảng sắp xếp — one row an act: from which units to which, how far it has come, the hash of what passed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.actor import Actor
from dondoc.shared.models import Row
from dondoc.units.dated import Passed
from dondoc.units.models import Unit


class How(models.TextChoices):
    """Cách sắp xếp."""

    MERGE = "merge", _("sáp nhập, hợp nhất")
    SPLIT = "split", _("chia, tách")
    DISSOLVE = "dissolve", _("giải thể")
    MOVE = "move", _("chuyển sang cấp trên khác")
    UNDO = "undo", _("lập lại và nhận lại")


class ReorganisationQuerySet(models.QuerySet["Reorganisation"]):
    def visible_to(self, actor: Actor) -> ReorganisationQuerySet:
        """Of the units one sees."""
        seen = Unit.objects.visible_to(actor).filter(reorganisations=models.OuterRef("pk"))
        return self.filter(models.Exists(seen))

    def under_way(self) -> ReorganisationQuerySet:
        """Asked and not yet whole: what it passes is still on its way."""
        return self.filter(done_at__isnull=True, problem="")


class Reorganisation(Row):
    """Việc sắp xếp — its public id is the `deed` of the changes, successions and passed things it made.

    `plan` is what was asked, by ids, and the names of units to come. `began_at` is set with the change of the tree, `done_at` with
    the hash of the list; in between, what has not passed stands with its unit below the heir.
    """

    units = models.ManyToManyField(Unit, related_name="reorganisations")  # all it is about
    how = models.CharField(max_length=10, choices=How)
    on = models.DateField()
    at = models.DateTimeField()
    plan = models.JSONField()
    is_long = models.BooleanField(default=False)  # in parts, behind the pages
    began_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    expected = models.IntegerField(default=0)  # rows, counted when it was asked
    total = models.IntegerField(default=0)  # rows that passed
    hash = models.CharField(max_length=64, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    undoes = models.ForeignKey("self", models.PROTECT, null=True, related_name="undone_by")

    objects = ReorganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_how_display()} {self.on:%d/%m/%Y}"

    @property
    def deed(self) -> str:
        return self.public_id

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Từ đâu đến đâu — each from one unit to one heir."""
        found: list[dict[str, Any]] = self.plan.get("parts", [])
        return found

    def at_end(self, end: str) -> list[Unit]:
        """The units it is about: "from" or "to", in the order of the plan."""
        ids = list(dict.fromkeys(part[end] for part in self.parts if part[end]))
        rows = Unit.objects.in_bulk(ids)
        return [rows[pk] for pk in ids if pk in rows]

    @property
    def coming(self) -> list[str]:
        """Sẽ lập — names of the heirs that are established when its turn comes."""
        return [said["name"] for said in self.plan.get("new", ())]

    def undoing(self) -> Reorganisation | None:
        """Việc lập lại — by which it was or is being undone; one that was refused changed nothing."""
        return self.undone_by.filter(problem="").first()

    def passed(self) -> models.QuerySet[Passed]:
        """Danh sách đã chuyển — in the order in which it is hashed."""
        return Passed.objects.filter(deed=self.deed).order_by("kind", "role", "thing_id")
