"""Bảng lộ, mất dữ liệu cá nhân — the breach, what was told of it each time, whom it was told to."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import inside, reaches
from dondoc.personal.declared import purposes
from dondoc.personal.lifecycle import BreachState
from dondoc.shared.actor import Actor
from dondoc.shared.acts import right
from dondoc.shared.calendar import HANOI
from dondoc.shared.models import Row, StepRow
from dondoc.units.models import Unit

OVERSEE = "personal.oversee"
right(OVERSEE, gettext_lazy("Xem việc bảo vệ dữ liệu cá nhân"))


class Fixed(TypeError):
    """Không sửa được — a row that is only ever added; changing one is a mistake in the code."""


class Added(models.QuerySet[Any]):
    """Chỉ thêm — no row of it is changed or deleted."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise Fixed(self.model.__name__)

    def delete(self) -> NoReturn:
        raise Fixed(self.model.__name__)


class AddedRow(Row):
    """Dòng chỉ thêm — written once, by whom, when."""

    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Fixed(type(self).__name__)
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Fixed(type(self).__name__)


class BreachQuerySet(models.QuerySet["Breach"]):
    def visible_to(self, actor: Actor) -> BreachQuerySet:
        """For who oversees the unit's data; never the whole line above by mere sight of its work."""
        return self if actor.is_setup else self.filter(inside("unit__path", reaches(actor, OVERSEE)))

    def granted(self, actor: Actor, act: str) -> BreachQuerySet:
        """Where this actor may do this act."""
        return self if actor.is_setup else self.filter(inside("unit__path", reaches(actor, act)))

    def unnotified(self) -> BreachQuerySet:
        """Whose clock still runs."""
        return self.filter(state=BreachState.OPEN)


class Breach(Row):
    """Vụ lộ, mất dữ liệu cá nhân — where and when it was found, how far it has come, until when it must be told.

    `found_at`, `due_at` and `rule` are the last account's; `due_at` is None while no figure was set. What happened
    stands in the accounts, the last of which holds.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="breaches")
    state = models.CharField(max_length=10, choices=BreachState, default=BreachState.OPEN)
    found_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    rule = models.CharField(max_length=200, blank=True)  # regulations Figure.id
    notified_at = models.DateTimeField(null=True)
    closed_because = models.TextField(blank=True)
    at = models.DateTimeField()

    objects = BreachQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=BreachState.NOTIFIED) | models.Q(notified_at__isnull=False),
                name="personal_notified_at_an_hour",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=BreachState.CLOSED) | ~models.Q(closed_because=""),
                name="personal_closed_with_words",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="personal_breach_clock")]

    def __str__(self) -> str:
        return _("Vụ phát hiện lúc %(at)s") % {"at": said(self.found_at)}

    @property
    def last(self) -> BreachAccount | None:
        """What holds now."""
        return self.accounts.order_by("-id").first()


def said(moment: datetime) -> str:
    """An hour as it is written: HH:MM dd/mm/yyyy in Hà Nội."""
    return f"{moment.astimezone(HANOI):%H:%M %d/%m/%Y}"


class BreachStep(StepRow):
    """Bước của vụ lộ, mất dữ liệu."""

    thing = models.ForeignKey(Breach, models.PROTECT, related_name="steps")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class BreachAccount(AddedRow):
    """Lần ghi về một vụ — all that was known then; a later one says why it was written. Empty, None: not known."""

    breach = models.ForeignKey(Breach, models.PROTECT, related_name="accounts")
    found_at = models.DateTimeField()
    what = models.TextField()
    purposes = models.JSONField(default=list)  # keys of the register of purposes
    columns = models.TextField(blank=True)
    persons = models.PositiveIntegerField(null=True)
    cause = models.TextField(blank=True)
    measures = models.TextField(blank=True)
    because = models.CharField(max_length=300, blank=True)
    hash = models.CharField(max_length=64)

    objects = Added.as_manager()

    def __str__(self) -> str:
        return said(self.at)

    @property
    def purpose_words(self) -> list[str]:
        return [purposes()[key].words for key in self.purposes if key in purposes()]


class Told(models.TextChoices):
    """Báo cho ai."""

    AUTHORITY = "AUTHORITY", gettext_lazy("cơ quan có thẩm quyền")
    PERSONS = "PERSONS", gettext_lazy("người có dữ liệu")


class BreachNotice(AddedRow):
    """Lần báo về một vụ — to the authority by a paper, or to the persons concerned; when, how."""

    breach = models.ForeignKey(Breach, models.PROTECT, related_name="notices")
    to = models.CharField(max_length=10, choices=Told)
    whom = models.CharField(max_length=200, blank=True)
    paper_number = models.CharField(max_length=80, blank=True)
    how = models.TextField(blank=True)
    persons = models.PositiveIntegerField(null=True)
    sent_at = models.DateTimeField()

    objects = Added.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(to="AUTHORITY") | ~models.Q(paper_number=""), name="personal_authority_by_paper"
            ),
            models.CheckConstraint(
                condition=~models.Q(to="PERSONS") | ~models.Q(how=""), name="personal_persons_told_how"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_to_display()} {said(self.sent_at)}"
