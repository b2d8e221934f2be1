"""Bảng giám sát thường xuyên — Watch: who follows which unit for a body; Remark: what was seen, or reminded of and answered."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import reaches, units_in
from dondoc.documents.models import Paper
from dondoc.inspecting.rights import RECEIVE, SEE
from dondoc.shared.actor import Actor
from dondoc.shared.models import Row
from dondoc.units.models import Holding, Unit


class WatchQuerySet(models.QuerySet["Watch"]):
    def visible_to(self, actor: Actor) -> WatchQuerySet:
        """For whom the body granted sight; for who watches; for the unit that is watched: it knows by whom."""
        if actor.is_setup:
            return self
        seen = models.Q(body__in=units_in(reaches(actor, SEE))) | models.Q(unit__in=units_in(reaches(actor, RECEIVE)))
        return self.filter(seen | models.Q(pk__in=Watch.objects.kept_by(actor).values("pk")))

    def on(self, day: date) -> WatchQuerySet:
        return self.filter(models.Q(until_on__isnull=True) | models.Q(until_on__gte=day), from_on__lte=day)

    def kept_by(self, actor: Actor) -> WatchQuerySet:
        """Địa bàn mình theo dõi hôm nay — a person's own, as a seat in a team is: nobody watches by delegation."""
        if actor.delegation_id is not None or actor.person_id is None:
            return self.none()
        return self.on(actor.today).filter(holding__person=actor.person_id)

    def for_list(self) -> WatchQuerySet:
        return self.select_related(
            "body", "unit", "paper", "holding__person", "holding__post__kind", "holding__post__unit"
        )


class Watch(Row):
    """Phân công theo dõi địa bàn — of a cadre over one unit, by a paper, from and until.

    Giám sát thường xuyên: Điều lệ Đảng, Điều 30 và Điều 32; it is continuous and opens no case (`inspection.md` §1.2).
    """

    body = models.ForeignKey(Unit, models.PROTECT, related_name="watches")
    holding = models.ForeignKey(Holding, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="watched_by")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    from_on = models.DateField(_("từ ngày"))
    until_on = models.DateField(_("đến ngày"), null=True)
    ended_because = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    objects = WatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "holding", "unit"], condition=models.Q(until_on__isnull=True), name="inspecting_watched_once"),
            models.CheckConstraint(condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")), name="inspecting_watch_dates"),
            models.CheckConstraint(condition=models.Q(until_on__isnull=True) | ~models.Q(ended_because=""), name="inspecting_watch_ended"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.holding.person} · {self.unit}"


def _inside(actor: Actor) -> models.Q:
    """Who watches, and for whom the body granted sight."""
    seen = models.Q(watch__body__in=units_in(reaches(actor, SEE)))
    return seen | models.Q(watch__in=Watch.objects.kept_by(actor).values("pk"))


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, actor: Actor) -> RemarkQuerySet:
        """Notes for who watches and the body; what a unit was reminded of, for the unit too."""
        if actor.is_setup:
            return self
        told = models.Q(is_reminder=True, watch__unit__in=units_in(reaches(actor, RECEIVE)))
        return self.filter(_inside(actor) | told)

    def inside_of(self, actor: Actor) -> RemarkQuerySet:
        """Của địa bàn mình theo dõi, của cơ quan mình được xem."""
        return self.filter(_inside(actor))

    def waiting(self) -> RemarkQuerySet:
        """Nhắc nhở chưa trả lời."""
        return self.filter(is_reminder=True, answered_on__isnull=True)

    def for_list(self) -> RemarkQuerySet:
        return self.select_related("watch__unit", "watch__body", "watch__holding__person", "case")


class Remark(Row):
    """Ghi nhận giám sát thường xuyên — written once; a reminder is told to the unit at once, and answered by it.

    `case` is the thematic supervision or inspection it was carried into.
    """

    watch = models.ForeignKey(Watch, models.PROTECT, related_name="remarks")
    is_reminder = models.BooleanField(_("nhắc nhở"), default=False)
    text = models.TextField(_("nội dung"))
    on = models.DateField(_("ngày"))
    due_on = models.DateField(_("hạn trả lời"), null=True)
    answer = models.TextField(_("trả lời"), blank=True)
    answered_on = models.DateField(null=True)
    case = models.ForeignKey("inspecting.Case", models.PROTECT, null=True, related_name="remarks")
    at = models.DateTimeField()

    objects = RemarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(is_reminder=True) | models.Q(due_on__isnull=True, answered_on__isnull=True), name="inspecting_only_reminded_answer"),
            models.CheckConstraint(condition=models.Q(due_on__isnull=True) | models.Q(due_on__gte=models.F("on")), name="inspecting_reminded_then_due"),
            models.CheckConstraint(condition=models.Q(answered_on__isnull=True, answer="") | (models.Q(answered_on__isnull=False) & ~models.Q(answer="")), name="inspecting_answered_in_words"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["watch", "-id"], name="inspecting_remarked_in")]

    def __str__(self) -> str:
        return self.text
