"""Bảng đề nghị phối hợp — Request, the Reply of each unit asked, its Answers; the matrix stands in a file of its own."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import SEE, inside, reaches, units_in
from dondoc.coordinating.lifecycle import WAITING, ReplyState
from dondoc.coordinating.matrix import Line
from dondoc.coordinating.words import DueBy, Kind
from dondoc.documents.models import Paper
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import entered_after
from dondoc.shared.models import Row, StepRow
from dondoc.shared.profile import highest
from dondoc.units.models import Unit


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, actor: Actor) -> RequestQuerySet:
        """Of my units, or asked of them."""
        if actor.is_setup:
            return self
        where = units_in(reaches(actor, SEE))
        asked = Reply.objects.filter(unit__in=where, request=models.OuterRef("pk"))
        return self.filter(models.Q(unit__in=where) | models.Q(models.Exists(asked)))

    def granted(self, actor: Actor, act: str) -> RequestQuerySet:
        """Where this actor may do this act as who asked: the list form of `may`."""
        return self.filter(inside("unit__path", reaches(actor, act)))

    def for_list(self) -> RequestQuerySet:
        return self.select_related(
            "unit", "paper", "line__regulation__paper", "assignment__obligation__paper", "assignment__unit"
        )


class Request(Row):
    """Đề nghị phối hợp, xin ý kiến — of one unit to one or many, by a line of a regulation, for a work, or by itself."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="coordination_requests")
    kind = models.CharField(_("đề nghị"), max_length=10, choices=Kind)
    text = models.TextField(_("nội dung"))
    line = models.ForeignKey(Line, models.PROTECT, null=True, related_name="requests")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="coordination_requests")
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    due_by = models.CharField(max_length=4, choices=DueBy)
    due_reason = models.CharField(_("lý do của hạn"), max_length=300, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(due_by="HAND") | ~models.Q(due_reason=""), name="coordinating_hand_with_reason"
            ),
            models.CheckConstraint(
                condition=~models.Q(due_by="LINE") | models.Q(line__isnull=False), name="coordinating_due_of_a_line"
            ),
        ]
        indexes = [models.Index(fields=["unit", "-on", "-id"], name="coordinating_of_unit")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"

    @property
    def secrecy(self) -> str:
        """Độ mật — of all it leans on."""
        held = (self.paper, self.line, self.assignment)
        return highest([thing.secrecy for thing in held if thing is not None])


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, actor: Actor) -> ReplyQuerySet:
        """Who asked sees every unit's; a unit asked sees its own."""
        if actor.is_setup:
            return self
        where = units_in(reaches(actor, SEE))
        return self.filter(models.Q(unit__in=where) | models.Q(request__unit__in=where))

    def granted(self, actor: Actor, act: str) -> ReplyQuerySet:
        """Where this actor may receive or answer: the list form of `may`, without what is entered for bodies outside."""
        return self.filter(inside("unit__path", reaches(actor, act)))

    def waiting(self) -> ReplyQuerySet:
        """Chưa trả lời — an heir is not asked about its own."""
        return self.filter(state__in=WAITING).exclude(unit=models.F("request__unit"))

    def for_list(self) -> ReplyQuerySet:
        return self.select_related(
            "unit", "request__unit", "request__paper", "request__line__regulation__paper",
            "request__assignment__obligation__paper",
        )  # fmt: skip


class Reply(Row):
    """Phần của một đơn vị được đề nghị — there from the day of asking: until it answers it says *chưa trả lời*."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="replies")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ReplyState, default=ReplyState.SENT)
    due_on = models.DateField(null=True)  # unknown until received, where the paper counts from there
    due_from = models.DateField(null=True)  # the day it was counted from
    due_calendar = models.CharField(max_length=40, blank=True)  # by which calendar
    due_is_provisional = models.BooleanField(default=False)  # the days off of that year were not told yet
    received_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)  # of the first answer
    answered_late = models.BooleanField(null=True)  # None: no due day
    at = models.DateTimeField()

    objects = ReplyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "unit"], name="coordinating_asked_once"),
            models.CheckConstraint(
                condition=models.Q(state="ANSWERED", answered_on__isnull=False)
                | (~models.Q(state="ANSWERED") & models.Q(answered_on__isnull=True)),
                name="coordinating_answered_on_iff_answered",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state", "due_on", "id"], name="coordinating_inbox")]

    def __str__(self) -> str:
        return f"{self.unit}"

    @property
    def secrecy(self) -> str:
        """Độ mật — the request's."""
        return self.request.secrecy


class ReplyStep(StepRow):
    """Bước của một đề nghị tại một đơn vị phối hợp."""

    thing = models.ForeignKey(Reply, models.PROTECT, related_name="steps")

    class Meta:
        indexes = [models.Index(fields=["thing", "on", "id"], name="coordinating_state_on")]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, actor: Actor) -> AnswerQuerySet:
        """With the reply it belongs to."""
        rows = Reply.objects.visible_to(actor).filter(pk=models.OuterRef("reply"))
        return self.filter(models.Exists(rows))


class Answer(Row):
    """Trả lời — in words, by a registered paper, or both; more may be said later, the first day counts."""

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="answers")
    text = models.TextField(_("trả lời"), blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    for_other = models.BooleanField(default=False)  # nhập hộ

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text="") | models.Q(paper__isnull=False), name="coordinating_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"

    @property
    def secrecy(self) -> str:
        """Độ mật — the request's and its own paper's."""
        return highest([self.reply.secrecy, self.paper.secrecy if self.paper else ""])

    @property
    def entered_on(self) -> date | None:
        """The day it was entered, where that is not the day it was given."""
        return entered_after(self.on, self.at)
