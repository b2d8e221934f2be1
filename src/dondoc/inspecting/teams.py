"""Bảng đoàn — Team, and Seat: who sits in it, dated."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import reaches, units_in
from dondoc.documents.models import Paper
from dondoc.inspecting.rights import SEE
from dondoc.inspecting.words import Role
from dondoc.shared.actor import Actor
from dondoc.shared.models import Row
from dondoc.units.models import Holding, Unit


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, actor: Actor) -> TeamQuerySet:
        """For whom its body granted sight, and for its members."""
        if actor.is_setup:
            return self
        mine = Seat.objects.taken(actor).values("team")
        return self.filter(models.Q(body__in=units_in(reaches(actor, SEE))) | models.Q(pk__in=mine))

    def for_list(self) -> TeamQuerySet:
        return self.select_related("body", "paper")


class Team(Row):
    """Đoàn kiểm tra, giám sát — standing over a term, or set up by one decision; who sits in it is dated."""

    body = models.ForeignKey(Unit, models.PROTECT, related_name="inspection_teams")
    name = models.CharField(_("tên đoàn"), max_length=120)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    is_standing = models.BooleanField(_("đoàn ổn định trong nhiệm kỳ"), default=False)
    from_on = models.DateField(_("từ ngày"))
    until_on = models.DateField(_("đến ngày"), null=True)
    at = models.DateTimeField()

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "name", "from_on"], name="inspecting_team_once"),
            models.CheckConstraint(
                condition=models.Q(is_standing=False) | models.Q(until_on__isnull=False), name="inspecting_standing_has_term"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class SeatQuerySet(models.QuerySet["Seat"]):
    def visible_to(self, actor: Actor) -> SeatQuerySet:
        """With the team."""
        return self.filter(team__in=Team.objects.visible_to(actor).values("pk"))

    def on(self, day: date) -> SeatQuerySet:
        return self.filter(models.Q(until_on__isnull=True) | models.Q(until_on__gte=day), from_on__lte=day)

    def taken(self, actor: Actor) -> SeatQuerySet:
        """Chỗ của chính mình hôm nay — a seat is a person's own: nobody sits by delegation."""
        if actor.delegation_id is not None or actor.person_id is None:
            return self.none()
        return self.on(actor.today).filter(holding__person=actor.person_id)

    def for_list(self) -> SeatQuerySet:
        return self.select_related("holding__person", "holding__post__unit", "holding__post__kind").order_by("id")


class Seat(Row):
    """Thành viên đoàn — a person in a post, with a role, from and until, each by a paper."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="seats")
    holding = models.ForeignKey(Holding, models.PROTECT, related_name="+")
    role = models.CharField(_("vai trong đoàn"), max_length=10, choices=Role)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ended_by = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "holding"], condition=models.Q(until_on__isnull=True), name="inspecting_one_seat"),
            models.UniqueConstraint(
                fields=["team"], condition=models.Q(until_on__isnull=True, role="HEAD"), name="inspecting_one_head"
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(ended_by__isnull=False), name="inspecting_seat_ended_by_paper"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.holding)
