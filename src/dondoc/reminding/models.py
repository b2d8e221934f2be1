"""Bảng lịch và nhắc việc — occurrences of recurring duties, calendar feeds, who wants a daily letter and which days one went."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.models import User
from dondoc.access.rights import inside, reaches
from dondoc.documents.models import Entry, Paper
from dondoc.obligations.models import Assignment
from dondoc.reminding.lifecycle import OccurrenceState
from dondoc.reminding.rules import named
from dondoc.shared.actor import Actor
from dondoc.shared.models import Row, StepRow
from dondoc.shared.profile import highest
from dondoc.shared.sealed import SealedField
from dondoc.units.models import Holding


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def visible_to(self, actor: Actor) -> OccurrenceQuerySet:
        """Through the duty."""
        return self.filter(models.Exists(Assignment.objects.visible_to(actor).filter(pk=models.OuterRef("assignment"))))

    def for_list(self) -> OccurrenceQuerySet:
        return self.select_related("assignment__obligation__paper", "assignment__unit", "assignment__giver", "paper")


class Occurrence(Row):
    """Kỳ của việc định kỳ — one period of a recurring duty, due on a day."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="occurrences")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=OccurrenceState, default=OccurrenceState.DUE)
    reported_on = models.DateField(null=True)
    text = models.TextField(_("báo cáo"), blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    returned_because = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "due_on"], name="reminding_one_occurrence_a_day"),
            models.CheckConstraint(
                condition=models.Q(state="DUE") | models.Q(reported_on__isnull=False),
                name="reminding_reported_on_if_reported",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on", "id"], name="reminding_due")]

    def __str__(self) -> str:
        return f"{self.assignment.obligation.nv} {self.due_on:%d/%m/%Y}"

    @property
    def period(self) -> str:
        """Kỳ nào, bằng lời."""
        return named(self.assignment.obligation.recurs, self.due_on)

    @property
    def secrecy(self) -> str:
        """Độ mật — the duty's, or of the paper that reports."""
        return highest([self.assignment.secrecy, self.paper.secrecy if self.paper else ""])


class OccurrenceStep(StepRow):
    """Bước của một kỳ."""

    thing = models.ForeignKey(Occurrence, models.PROTECT, related_name="steps")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class OwnQuerySet(models.QuerySet["Feed"]):
    def visible_to(self, actor: Actor) -> OwnQuerySet:
        """One's own alone."""
        return self.filter(holding__person_id=actor.person_id or 0)

    def kept_by(self, digest: str) -> OwnQuerySet:
        """Of who has the secret itself: no one is signed in behind a feed."""
        return self.filter(digest=digest)


class Feed(Row):
    """Đường lịch — an iCalendar address of one post as one person holds it; its secret is kept only as a digest."""

    holding = models.ForeignKey(Holding, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    on = models.DateField()
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    revoked_on = models.DateField(null=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holding"], condition=models.Q(revoked_on__isnull=True), name="reminding_one_feed_a_holding"
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class MailboxQuerySet(models.QuerySet["Mailbox"]):
    def visible_to(self, actor: Actor) -> MailboxQuerySet:
        """One's own alone."""
        return self.taking().filter(user=actor.account_id or 0)

    def taking(self) -> MailboxQuerySet:
        """Những hộp còn nhận thư — one that was stopped has no address, and keeps what went today: no second letter follows."""
        return self.exclude(email="")


class Mailbox(Row):
    """Hộp thư nhận nhắc việc — where a person asked to be written to, until said otherwise."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    email = SealedField(_("địa chỉ thư"))
    on = models.DateField()
    at = models.DateTimeField()

    objects = MailboxQuerySet.as_manager()

    def __str__(self) -> str:
        return self.public_id


class Letter(models.Model):
    """Thư nhắc việc của ngày — one a person and day, written before it is sent: never two.

    `tried_at` without `sent_at`: a try was broken off, and nobody knows whether the host took it; not tried again.
    Neither: the host did not take it, and it is tried again within the day.
    """

    id = models.BigAutoField(primary_key=True)
    mailbox = models.ForeignKey(Mailbox, models.CASCADE, related_name="letters")
    day = models.DateField()
    works = models.IntegerField()
    at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)  # set before a try, taken away where the host refused
    sent_at = models.DateTimeField(null=True)  # when the host took it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailbox", "day"], name="reminding_one_letter_a_day")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"

    @property
    def said(self) -> str:
        """Đã đi chưa — as far as it is known."""
        if self.sent_at:
            return str(_("đã gửi"))
        return str(_("gửi dở khi máy dừng, không rõ đã tới chưa") if self.tried_at else _("máy chủ thư chưa nhận"))


class AlertQuerySet(models.QuerySet["Alert"]):
    def granted(self, actor: Actor, act: str) -> AlertQuerySet:
        """Of people who take letters and hold a post today where this actor may do this act."""
        held = Holding.objects.on(actor.today).filter(inside("post__unit__path", reaches(actor, act)))
        return self.filter(mailbox__user__person__in=held.values("person")).exclude(mailbox__email="")


class Alert(models.Model):
    """Báo ngay văn bản khẩn — of one line of a register to one person, tried until the host takes it."""

    id = models.BigAutoField(primary_key=True)
    mailbox = models.ForeignKey(Mailbox, models.CASCADE, related_name="alerts")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)  # the last try
    sent_at = models.DateTimeField(null=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailbox", "entry"], name="reminding_one_alert")]

    def __str__(self) -> str:
        return f"{self.entry_id}"


def in_force(day: date) -> models.Q:
    """A feed answers while its post is held."""
    lasting = models.Q(holding__until_on__isnull=True) | models.Q(holding__until_on__gte=day)
    return models.Q(revoked_on__isnull=True, holding__from_on__lte=day, holding__post__ended_on__isnull=True) & lasting
