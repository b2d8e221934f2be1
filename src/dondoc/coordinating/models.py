"""Bảng phối hợp — Regulation, its Lines and their partners; Request, the Reply of each unit asked, its Answers."""

from __future__ import annotations

from datetime import date
from textwrap import shorten

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import SEE, inside, reaches, seen, units_in
from dondoc.coordinating.lifecycle import WAITING, ReplyState
from dondoc.coordinating.words import CountedFrom, DueBy, Kind, TimeUnit
from dondoc.documents.models import Paper
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import entered_after
from dondoc.shared.models import Row, StepRow
from dondoc.shared.profile import highest
from dondoc.units.models import Unit


class RegulationQuerySet(models.QuerySet["Regulation"]):
    def visible_to(self, actor: Actor) -> RegulationQuerySet:
        """Of my units, or shared: whom a line names sees the whole matrix."""
        return seen(self, "unit", actor)  # type: ignore[return-value]

    def granted(self, actor: Actor, act: str) -> RegulationQuerySet:
        """Where this actor may do this act as the unit that keeps it: the list form of `may`."""
        return self.filter(inside("unit__path", reaches(actor, act)))

    def on(self, day: date) -> RegulationQuerySet:
        """Đang áp dụng ngày ấy."""
        return self.filter(models.Q(until_on__isnull=True) | models.Q(until_on__gte=day), from_on__lte=day)

    def for_list(self) -> RegulationQuerySet:
        return self.select_related("unit", "paper__issuer")


class Regulation(Row):
    """Quy chế phối hợp — a registered paper whose matrix one unit has entered; in force from a day."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="coordination_regulations")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="coordination_regulations")
    from_on = models.DateField(_("áp dụng từ ngày"))
    until_on = models.DateField(_("áp dụng đến hết ngày"), null=True)
    ended_because = models.CharField(_("lý do"), max_length=300, blank=True)
    on = models.DateField()
    at = models.DateTimeField()

    objects = RegulationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "paper"], name="coordinating_one_of_a_paper"),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | ~models.Q(ended_because=""),
                name="coordinating_ended_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper}"

    @property
    def secrecy(self) -> str:
        """Độ mật — its paper's."""
        return self.paper.secrecy


class LineQuerySet(models.QuerySet["Line"]):
    def visible_to(self, actor: Actor) -> LineQuerySet:
        """With their regulation."""
        rows = Regulation.objects.visible_to(actor).filter(pk=models.OuterRef("regulation"))
        return self.filter(models.Exists(rows))

    def on(self, day: date) -> LineQuerySet:
        """Những dòng đứng ngày ấy — with the regulation they stand in."""
        standing = Regulation.objects.on(day).filter(pk=models.OuterRef("regulation"))
        lasting = models.Q(until_on__isnull=True) | models.Q(until_on__gte=day)
        return self.filter(lasting, models.Exists(standing), from_on__lte=day)

    def for_list(self) -> LineQuerySet:
        rows = self.select_related("regulation__paper", "regulation__unit", "authority", "responsible")
        return rows.prefetch_related("partners__unit")


class Line(Row):
    """Dòng của ma trận phối hợp — what, at which level, who decides, who leads, who joins, how soon to answer.

    The time is the paper's own, with the provision that gives it; where the paper gives none it stays open.
    A line is never written over: what changes it is another line, from a day.
    """

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="lines")
    number = models.IntegerField()
    content = models.TextField(_("nội dung"))
    level = models.CharField(_("cấp"), max_length=200, blank=True)
    authority = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    authority_words = models.CharField(_("thẩm quyền"), max_length=300, blank=True)
    responsible = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    responsible_words = models.CharField(_("trách nhiệm"), max_length=300, blank=True)
    partner_words = models.CharField(_("phối hợp"), max_length=300, blank=True)
    amount = models.IntegerField(_("thời gian trả lời"), null=True)
    time_unit = models.CharField(max_length=14, choices=TimeUnit, blank=True)
    counted_from = models.CharField(_("tính từ"), max_length=10, choices=CountedFrom, default=CountedFrom.RECEIVED)
    provision = models.CharField(_("điểm, khoản, điều"), max_length=120, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)  # the day before it began, where it was entered by mistake
    ended_because = models.CharField(_("lý do"), max_length=300, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    at = models.DateTimeField()

    objects = LineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regulation", "number"], name="coordinating_one_number"),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True, time_unit="")
                | (models.Q(amount__gt=0) & ~models.Q(time_unit="") & ~models.Q(provision="")),
                name="coordinating_time_with_provision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {shorten(self.content, 60, placeholder='…')}"

    @property
    def secrecy(self) -> str:
        """Độ mật — the regulation's."""
        return self.regulation.secrecy

    @property
    def authorised(self) -> str:
        """Ai có thẩm quyền — the unit, the words, or both."""
        return _both(self.authority, self.authority_words)

    @property
    def led(self) -> str:
        """Ai chịu trách nhiệm."""
        return _both(self.responsible, self.responsible_words)

    @property
    def joined(self) -> str:
        """Ai phối hợp."""
        return "; ".join([*(row.unit.listed for row in self.partners.all()), *filter(None, [self.partner_words])])

    @property
    def time_said(self) -> str:
        """Thời gian trả lời bằng chữ — "" where the paper names none."""
        if self.amount is None:
            return ""
        said = {"n": self.amount, "unit": self.get_time_unit_display(), "start": self.get_counted_from_display()}
        return gettext("%(n)s %(unit)s kể từ %(start)s") % said

    @property
    def was_mistake(self) -> bool:
        """Ghi nhầm — it never stood."""
        return self.until_on is not None and self.until_on < self.from_on


def _both(unit: Unit | None, words: str) -> str:
    return "; ".join(part for part in (unit.listed if unit else "", words) if part)


class LinePartner(models.Model):
    """Đơn vị phối hợp theo quy chế — joins in what a line says."""

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(Line, models.PROTECT, related_name="partners")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "unit"], name="coordinating_one_partner")]
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.unit)


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
