"""Bảng bàn giao chức danh — who handed a post to whom on which day, and what stood open in it then."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.actor import Actor
from dondoc.shared.models import Row


class TakeoverQuerySet(models.QuerySet["Takeover"]):
    def visible_to(self, actor: Actor) -> TakeoverQuerySet:
        """Of the posts one sees; who left the post and sees it no more reads nothing of it."""
        from dondoc.units.models import Post

        posts = Post.objects.visible_to(actor).order_by().values("pk")
        return self if actor.is_setup else self.filter(outgoing__post__in=posts)

    def for_list(self) -> TakeoverQuerySet:
        people = ("outgoing__person", "incoming__person")
        return self.select_related(*people, "outgoing__post__unit", "outgoing__post__kind", "incoming__post__unit",
                                   "incoming__post__kind")  # fmt: skip


class Takeover(Row):
    """Bàn giao chức danh — one act: the outgoing holding ends, the incoming begins; the work stays with the post."""

    outgoing = models.OneToOneField("units.Holding", models.PROTECT, related_name="handed_to")
    incoming = models.OneToOneField("units.Holding", models.PROTECT, related_name="taken_from")
    last_on = models.DateField()  # of the outgoing
    at = models.DateTimeField()
    number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True)
    total = models.PositiveIntegerField()

    objects = TakeoverQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.outgoing.post}, {self.last_on:%d/%m/%Y}"


class TakeoverLine(models.Model):
    """Dòng biên bản bàn giao — one thing that stood open in the post when it was handed over; its words are its own page's."""

    id = models.BigAutoField(primary_key=True)
    takeover = models.ForeignKey(Takeover, models.PROTECT, related_name="lines")
    tray = models.CharField(max_length=20)
    kind = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    due_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["takeover", "tray", "kind", "thing_id"], name="units_handed_in_one_line")
        ]

    def __str__(self) -> str:
        return f"{self.tray} {self.kind} {self.thing_id}"
