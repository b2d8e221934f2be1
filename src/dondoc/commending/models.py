"""Bảng thi đua, khen thưởng — Merit of a unit or a collective in it, its steps, the evidence it stands on."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import inside, reaches, seen
from dondoc.commending.lifecycle import State
from dondoc.documents.models import Paper
from dondoc.implementation.models import Evidence
from dondoc.shared.actor import Actor
from dondoc.shared.models import Row, StepRow
from dondoc.shared.profile import highest
from dondoc.units.models import Unit


class MeritQuerySet(models.QuerySet["Merit"]):
    def visible_to(self, actor: Actor) -> MeritQuerySet:
        return seen(self, "unit", actor)  # type: ignore[return-value]

    def granted(self, actor: Actor, act: str) -> MeritQuerySet:
        """Where this actor may do this act: the list form of `may`."""
        return self.filter(inside("unit__path", reaches(actor, act)))

    def for_list(self) -> MeritQuerySet:
        return self.select_related("unit", "proposal", "decision")


class Merit(Row):
    """Thi đua, khen thưởng — what a unit, or a collective in it, aims at in a year, was proposed for, and was granted."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="merits")
    collective = models.CharField(_("tập thể trong đơn vị"), max_length=200, blank=True)  # "" is the unit itself
    year = models.IntegerField(_("năm"))
    form = models.CharField(_("danh hiệu, hình thức khen"), max_length=160)
    ground = models.TextField(_("thành tích"), blank=True)
    proposal = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")  # tờ trình, báo cáo thành tích
    decision = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="merits")
    state = models.CharField(max_length=10, choices=State, default=State.REGISTERED)
    because = models.CharField(_("lý do"), max_length=500, blank=True)
    on = models.DateField()
    at = models.DateTimeField()

    objects = MeritQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "form", "collective"], condition=models.Q(state__in=["REGISTERED", "PROPOSED"]),
                name="commending_once_a_year",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="GRANTED") | models.Q(decision__isnull=False),
                name="commending_granted_by_a_paper",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["REFUSED", "WITHDRAWN"]) | ~models.Q(because=""),
                name="commending_refused_with_reason",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "-year", "-id"], name="commending_of_unit")]

    def __str__(self) -> str:
        return f"{self.form}, {self.year}"

    @property
    def secrecy(self) -> str:
        """Độ mật — the highest of its papers'."""
        return highest(paper.secrecy for paper in (self.proposal, self.decision) if paper is not None)

    @property
    def whose(self) -> str:
        """The unit, or the collective in it."""
        return f"{self.collective}, {self.unit.listed}" if self.collective else self.unit.listed


class MeritStep(StepRow):
    """Bước của một đăng ký thi đua."""

    thing = models.ForeignKey(Merit, models.PROTECT, related_name="steps")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class MeritProof(models.Model):
    """Minh chứng thành tích — evidence that the unit has given already for its works."""

    id = models.BigAutoField(primary_key=True)
    merit = models.ForeignKey(Merit, models.PROTECT, related_name="proofs")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merit", "evidence"], name="commending_proof_once")]

    def __str__(self) -> str:
        return str(self.evidence)
