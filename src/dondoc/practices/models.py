"""Bảng cách làm hay — Practice, its steps, the evidence of its result, and which units used it again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import SEE, inside, reaches, seen
from dondoc.documents.models import Paper
from dondoc.implementation.models import Evidence
from dondoc.obligations.models import Obligation
from dondoc.practices.lifecycle import State
from dondoc.reading.text import fold
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import entered_after
from dondoc.shared.models import Row, StepRow
from dondoc.units.models import STEP, Unit
from dondoc.units.queries import predecessors


class PracticeQuerySet(models.QuerySet["Practice"]):
    def visible_to(self, actor: Actor) -> PracticeQuerySet:
        """Of my units; and what a unit above mine, or one that it came after, has confirmed: to be used by those below."""
        if actor.is_setup:
            return self
        mine = seen(self.model._base_manager.all(), "unit", actor).values("pk")
        return self.filter(models.Q(pk__in=mine) | models.Q(state=State.CONFIRMED, confirmed_by__in=_over(actor)))

    def granted(self, actor: Actor, act: str) -> PracticeQuerySet:
        """Where this actor may do this act: the list form of `may`."""
        return self.filter(inside("unit__path", reaches(actor, act)))

    def confirmed(self) -> PracticeQuerySet:
        return self.filter(state=State.CONFIRMED)

    def for_list(self) -> PracticeQuerySet:
        """With how many units used it again."""
        used = Reuse.objects.filter(practice=models.OuterRef("pk")).order_by().values("practice")
        counted = models.Subquery(used.annotate(n=models.Count("pk")).values("n"), output_field=models.IntegerField())
        return self.select_related("unit", "paper", "obligation", "confirmed_by").annotate(
            used=models.functions.Coalesce(counted, 0)
        )


def _over(actor: Actor) -> set[int]:
    """The units where one sees work, all above them, and those that these came after: each heir keeps their library."""
    paths = {reach.path[:n] for reach in reaches(actor, SEE) for n in range(STEP, len(reach.path) + 1, STEP)}
    ids = set(Unit.objects.filter(path__in=paths).values_list("pk", flat=True))
    return ids.union(*predecessors(ids).values())


class Practice(Row):
    """Cách làm hay — the problem, what was done, what came of it, where; of one unit, for a paper or one of its duties."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="practices")
    name = models.CharField(_("tên cách làm"), max_length=200)
    problem = models.TextField(_("vấn đề"))
    done = models.TextField(_("đã làm gì"))
    result = models.TextField(_("kết quả"))
    place = models.CharField(_("ở đâu"), max_length=200, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="practices")
    obligation = models.ForeignKey(Obligation, models.PROTECT, null=True, related_name="practices")
    is_praised = models.BooleanField(
        default=False
    )  # drawn from a strength that a notice of an inspection put on record
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    confirmed_by = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    because = models.CharField(_("lý do"), max_length=500, blank=True)  # of the last sending back or withdrawal
    search = models.TextField(default="", editable=False)  # its words, folded
    on = models.DateField()
    at = models.DateTimeField()

    objects = PracticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="CONFIRMED", confirmed_by__isnull=False) | ~models.Q(state="CONFIRMED"),
                name="practices_confirmed_by_a_unit",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["SENT_BACK", "WITHDRAWN"]) | ~models.Q(because=""),
                name="practices_sent_back_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-on", "-id"], name="practices_of_unit")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = fold(f"{self.name} {self.problem} {self.done} {self.result} {self.place}")
        super().save(*args, **kwargs)

    @property
    def is_shown(self) -> bool:
        """Kết quả có minh chứng — the unit's own that stands, or the notice of the inspection that found it."""
        return self.is_praised or self.proofs.filter(evidence__in=Evidence.objects.standing()).exists()

    @property
    def secrecy(self) -> str:
        """Độ mật — none: what is secret is not put into the library."""
        return ""


class PracticeStep(StepRow):
    """Bước của cách làm hay."""

    thing = models.ForeignKey(Practice, models.PROTECT, related_name="steps")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class Proof(models.Model):
    """Minh chứng của kết quả — evidence that the unit has given already, for this or for another work."""

    id = models.BigAutoField(primary_key=True)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="proofs")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "evidence"], name="practices_proof_once")]

    def __str__(self) -> str:
        return str(self.evidence)


class ReuseQuerySet(models.QuerySet["Reuse"]):
    def visible_to(self, actor: Actor) -> ReuseQuerySet:
        """With the practice: which units use it is what the library is for."""
        rows = Practice.objects.visible_to(actor).filter(pk=models.OuterRef("practice"))
        return self.filter(models.Exists(rows))


class Reuse(Row):
    """Đã vận dụng — another unit says once that it uses this, from which day, and how."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="reuses")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    note = models.CharField(_("vận dụng thế nào"), max_length=500, blank=True)
    on = models.DateField(_("từ ngày"))
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    for_other = models.BooleanField(default=False)  # nhập hộ

    objects = ReuseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "unit"], name="practices_used_once_a_unit")]

    def __str__(self) -> str:
        return f"{self.unit} {self.on:%d/%m/%Y}"

    @property
    def entered_on(self) -> date | None:
        """The day it was entered, where that is not the day it began."""
        return entered_after(self.on, self.at)
