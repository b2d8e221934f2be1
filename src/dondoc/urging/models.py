"""Bảng đôn đốc — one act of urging, the works it urges, and works of which it was said that they are not urged."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import SEE, inside, reaches, seen, units_in
from dondoc.documents.models import Entry, Paper
from dondoc.obligations.lifecycle import PHASES, WORKING, Phase
from dondoc.obligations.models import Assignment
from dondoc.reminding.lifecycle import OccurrenceState
from dondoc.reminding.models import Occurrence
from dondoc.shared.actor import Actor
from dondoc.shared.models import Row, StepRow
from dondoc.shared.profile import highest
from dondoc.units.models import Holding, Tree, Unit
from dondoc.urging.lifecycle import WAITING, UrgedState
from dondoc.urging.rungs import TO_DOER, Moment, Rung


class UrgeQuerySet(models.QuerySet["Urge"]):
    def visible_to(self, actor: Actor) -> UrgeQuerySet:
        """Of my units, or with a work in it that I see as urged."""
        if actor.is_setup:
            return self
        lines = Urged.objects.visible_to(actor).filter(urge=models.OuterRef("pk"))
        mine = seen(Urge.objects.all(), "by_unit", actor).values("pk")
        return self.filter(models.Q(pk__in=mine) | models.Exists(lines))

    def granted(self, actor: Actor, act: str) -> UrgeQuerySet:
        """Where this actor may do this act as who urged: the list form of `may`."""
        return self.filter(inside("by_unit__path", reaches(actor, act)))

    def by_person(self) -> UrgeQuerySet:
        return self.exclude(rung=Rung.REMIND)

    def for_list(self) -> UrgeQuerySet:
        return self.select_related("by_unit", "paper", "addressee")


class Urge(Row):
    """Lần đôn đốc — one act at one rung: by which unit, by which paper, of one work or many.

    The machine's reminder has no paper and no person. `addressee` is whom a report or a proposal goes to.
    """

    rung = models.CharField(max_length=10, choices=Rung)
    by_unit = models.ForeignKey(Unit, models.PROTECT, related_name="urges")
    addressee = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="urges")
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    text = models.TextField(_("nội dung yêu cầu"), blank=True)
    reason = models.CharField(_("lý do vượt nấc"), max_length=500, blank=True)
    answer_on = models.DateField(_("hạn trả lời"), null=True)
    signer = models.ForeignKey(Holding, models.PROTECT, null=True, related_name="+")
    signer_post = models.CharField(max_length=120, blank=True)
    place = models.CharField(_("địa danh"), max_length=60, blank=True)
    authority = models.CharField(max_length=120, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)

    objects = UrgeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rung="REMIND", paper__isnull=True, entry__isnull=True)
                | (~models.Q(rung="REMIND") & models.Q(paper__isnull=False, entry__isnull=False)),
                name="urging_by_a_paper_above_reminding",
            ),
            models.CheckConstraint(
                condition=models.Q(rung__in=[r.value for r in TO_DOER], addressee__isnull=True)
                | models.Q(rung__in=["REPORT", "INSPECT"], addressee__isnull=False),
                name="urging_addressee_if_not_the_doer",
            ),
        ]
        indexes = [models.Index(fields=["by_unit", "-on", "-id"], name="urging_of_unit")]

    def __str__(self) -> str:
        return f"{self.get_rung_display()} {self.paper or ''} {self.on:%d/%m/%Y}"

    @property
    def secrecy(self) -> str:
        """Độ mật — its paper's."""
        return self.paper.secrecy if self.paper else ""


class UrgedQuerySet(models.QuerySet["Urged"]):
    def visible_to(self, actor: Actor) -> UrgedQuerySet:
        """With the work; a report or a proposal about it only for who sent it and who got it."""
        if actor.is_setup:
            return self
        where = units_in(reaches(actor, SEE))
        told = (
            models.Q(urge__rung__in=TO_DOER) | models.Q(urge__by_unit__in=where) | models.Q(urge__addressee__in=where)
        )
        works = Assignment.objects.visible_to(actor).filter(pk=models.OuterRef("assignment"))
        return self.filter(told & models.Exists(works))

    def granted(self, actor: Actor, act: str) -> UrgedQuerySet:
        """What this actor may receive or answer: as the doer; of a report or a proposal, as who got it; of what went to
        a body outside, as who sent it."""
        where = reaches(actor, act)
        own = models.Q(urge__addressee__isnull=True) & inside("assignment__unit__path", where)
        got = models.Q(urge__addressee__isnull=False) & inside("urge__addressee__path", where)
        outside = models.Q(urge__addressee__tree=Tree.OUTSIDE) & inside("urge__by_unit__path", where)
        return self.filter(own | got | outside)

    def standing(self) -> UrgedQuerySet:
        return self.exclude(state=UrgedState.WITHDRAWN)

    def waiting(self) -> UrgedQuerySet:
        """Còn chờ nhận, chờ trả lời — of what is still to be done: work that was done asks no answer any more."""
        period = models.Q(occurrence__isnull=True) | models.Q(occurrence__state=OccurrenceState.DUE)
        return self.filter(period, state__in=WAITING, assignment__state__in=WORKING)

    def for_list(self) -> UrgedQuerySet:
        return self.select_related(
            "urge__paper",
            "urge__by_unit",
            "urge__addressee",
            "assignment__obligation__paper",
            "assignment__unit",
            "occurrence",
            "answer_paper",
        )


_WHOLE = models.Q(occurrence__isnull=True)  # of the work itself, not of a period of it


class Urged(Row):
    """Việc được đôn đốc — one work, or one period of a recurring one, in one act of urging, as the paper said it; when
    received, when and what answered."""

    urge = models.ForeignKey(Urge, models.PROTECT, related_name="lines")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="urged")
    occurrence = models.ForeignKey(Occurrence, models.PROTECT, null=True, related_name="urged")  # of which period
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # who was to do it then
    due_on = models.DateField(null=True)  # the due day it then had
    text = models.TextField(_("nội dung việc"), blank=True)  # as the paper said it; "" for a reminder
    moment = models.CharField(max_length=6, choices=Moment, blank=True)  # of the machine's reminder
    state = models.CharField(max_length=10, choices=UrgedState, default=UrgedState.SENT)
    received_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.TextField(_("trả lời"), blank=True)
    answer_paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = UrgedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["urge", "assignment"], condition=_WHOLE, name="urging_once_in_an_act"),
            models.UniqueConstraint(
                fields=["urge", "occurrence"], condition=~_WHOLE, name="urging_period_once_in_an_act"
            ),
            models.UniqueConstraint(
                fields=["assignment", "due_on", "moment"],
                condition=_WHOLE & ~models.Q(moment=""),
                name="urging_reminded_once",
            ),
            models.UniqueConstraint(
                fields=["occurrence", "moment"],
                condition=~_WHOLE & ~models.Q(moment=""),
                name="urging_period_reminded_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ANSWERED") | models.Q(answered_on__isnull=False, received_on__isnull=False),
                name="urging_answered_on_if_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["assignment", "-id"], name="urging_of_work"),
            models.Index(fields=["state", "urge"], name="urging_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}"

    @property
    def secrecy(self) -> str:
        """Độ mật — of the work, of the paper that urged it and of the one that answered."""
        papers = [paper.secrecy for paper in (self.urge.paper, self.answer_paper) if paper]
        return highest([self.assignment.secrecy, *papers])

    @property
    def work_said(self) -> str:
        """Việc gì — as the paper said it; of a reminder, as the work reads, and which period."""
        return self.text or matter(self.assignment.obligation.text, self.occurrence)

    @property
    def told(self) -> str:
        """Nhắc lúc nào — before, on or so many days after the day: what the machine met late is not said to be due today."""
        over = (self.urge.on - self.due_on).days if self.due_on else 0
        return str(_("quá hạn %(n)s ngày") % {"n": over}) if over > 0 else str(self.get_moment_display())

    @property
    def is_over(self) -> bool:
        """Đã thôi — nothing is asked any more: the work, or its period, was reported or ended."""
        done = self.occurrence is not None and self.occurrence.state != OccurrenceState.DUE
        return self.state in WAITING and (done or self.assignment.state not in WORKING)

    @property
    def over(self) -> str:
        """Vì sao đã thôi, "" where it has not."""
        if not self.is_over:
            return ""
        if self.occurrence is not None and self.occurrence.state != OccurrenceState.DUE:
            day = self.occurrence.reported_on
        else:
            day = None if self.assignment.state in PHASES[Phase.CLOSED] else self.assignment.submitted_on
        return str(
            _("đã thôi: việc đã xong ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"}
            if day
            else _("đã thôi: việc không còn phải làm")
        )

    @property
    def asked_of(self) -> Unit:
        """Ai nhận, ai trả lời — the doer of today; of a report or a proposal, who got it."""
        return self.urge.addressee or self.assignment.unit


def matter(text: str, occurrence: Occurrence | None) -> str:
    """Nội dung việc, kỳ nào."""
    return f"{text} ({occurrence.period})" if occurrence else text


class UrgedStep(StepRow):
    """Bước của việc được đôn đốc."""

    thing = models.ForeignKey(Urged, models.PROTECT, related_name="steps")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class SilenceQuerySet(models.QuerySet["Silence"]):
    def visible_to(self, actor: Actor) -> SilenceQuerySet:
        """Through the work."""
        return self.filter(models.Exists(Assignment.objects.visible_to(actor).filter(pk=models.OuterRef("assignment"))))

    def on(self, day: date) -> SilenceQuerySet:
        """In force on a day: not lifted by then, not yet run out."""
        lasting = models.Q(until_on__isnull=True) | models.Q(until_on__gte=day)
        standing = models.Q(lifted_on__isnull=True) | models.Q(lifted_on__gt=day)
        return self.filter(lasting, standing, on__lte=day)


class Silence(Row):
    """Thôi đôn đốc — of one work, with a reason, until a day or until lifted: neither machine nor ladder speaks of it."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="silences")
    reason = models.CharField(_("lý do"), max_length=500)
    until_on = models.DateField(_("đến hết ngày"), null=True)
    on = models.DateField()
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    lifted_on = models.DateField(null=True)
    lifted_because = models.CharField(max_length=300, blank=True)

    objects = SilenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=models.Q(lifted_on__isnull=True), name="urging_one_silence"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="urging_silenced_with_reason"),
        ]

    @property
    def secrecy(self) -> str:
        """Độ mật — the work's."""
        return self.assignment.secrecy

    def __str__(self) -> str:
        return f"{self.assignment}"
