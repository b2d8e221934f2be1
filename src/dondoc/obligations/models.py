"""Bảng nhiệm vụ — Obligation, Assignment and their dated rows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import SEE, gathered, inside, is_much, reaches, seen
from dondoc.documents.models import Entry, LeaderDirection, Paper, Reading
from dondoc.obligations.lifecycle import OPEN, PHASES, ObligationState, State
from dondoc.reading.text import fold
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import day_ends_at, hanoi_day
from dondoc.shared.lifecycle import state_on
from dondoc.shared.models import Row, StepRow
from dondoc.units.dated import Passed
from dondoc.units.inheriting import whose_then
from dondoc.units.models import Tree, Unit


class ObligationQuerySet(models.QuerySet["Obligation"]):
    def visible_to(self, actor: Actor) -> ObligationQuerySet:
        """Of my units, or shared; who is assigned a part gets a share from `assign`."""
        return seen(self, "unit", actor)  # type: ignore[return-value]

    def confirmed_by(self, day: date) -> ObligationQuerySet:
        """Tính đến ngày D — those confirmed by then."""
        steps = ObligationStep.objects.filter(thing=models.OuterRef("pk"), on__lte=day)
        return self.filter(models.Exists(steps))

    def for_list(self) -> ObligationQuerySet:
        return self.select_related("paper__issuer", "unit")


class Obligation(Row):
    """Nhiệm vụ — what one passage of a registered paper lays on somebody.

    Confirmed once for a paper, by the highest unit here that holds it (`unit`). `number` counts
    per that unit and year: NV-12/2026.
    """

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="obligations")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="obligations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="obligations")
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, related_name="+")
    start = models.IntegerField(null=True)
    end = models.IntegerField(null=True)
    year = models.IntegerField()
    number = models.IntegerField()
    kind = models.CharField(max_length=10, default="task")
    text = models.TextField(_("nội dung"))
    provision = models.CharField(_("điểm, khoản"), max_length=60, blank=True)
    actors = models.CharField(_("ai thực hiện, theo văn bản"), max_length=500, blank=True)
    partners = models.CharField(_("phối hợp, theo văn bản"), max_length=500, blank=True)
    product = models.CharField(_("sản phẩm"), max_length=500, blank=True)
    due_text = models.CharField(_("thời hạn ghi trong văn bản"), max_length=300, blank=True)
    due_on = models.DateField(_("hạn"), null=True)
    due_precision = models.CharField(max_length=10, blank=True)
    recurs = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=ObligationState, default=ObligationState.CONFIRMED)
    is_given = models.BooleanField(default=False)  # to some unit, once: set by the act that gives, never taken back
    ended_because = models.CharField(max_length=300, blank=True)
    ended_by_paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_to")
    numbered_by = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")  # where another counted it
    numbered_as = models.CharField(max_length=60, blank=True, default="")  # that unit's code or short name
    search = models.TextField(default="", editable=False)  # số ký hiệu, words and actors, folded
    at = models.DateTimeField()

    objects = ObligationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"],
                condition=models.Q(numbered_by__isnull=True),
                name="obligations_one_nv",
            ),
            models.UniqueConstraint(
                fields=["numbered_by", "year", "number"],
                condition=models.Q(numbered_by__isnull=False),
                name="obligations_one_nv_passed",
            ),
            models.UniqueConstraint(
                fields=["paper", "reading", "start", "end"],
                condition=models.Q(start__isnull=False, carried_from__isnull=True),
                name="obligations_once_a_passage",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ENDED") | ~models.Q(ended_because=""),
                name="obligations_ended_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["entry"], condition=models.Q(is_given=False), name="obligations_not_given"),
            models.Index(fields=["number", "year"], name="obligations_by_number"),
        ]

    def __str__(self) -> str:
        return self.nv

    def fold_words(self) -> None:
        """The words it is found by: kept with the row."""
        self.search = fold(f"{self.paper.so_ky_hieu} {self.text} {self.actors}")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fold_words()
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = [*kwargs["update_fields"], "search"]
        super().save(*args, **kwargs)

    @property
    def secrecy(self) -> str:
        """Độ mật — its paper's."""
        return self.paper.secrecy

    @property
    def nv(self) -> str:
        """Số nhiệm vụ — the number people read."""
        return f"NV-{self.number}/{self.year}" + (f" ({self.numbered_as})" if self.numbered_as else "")


class ObligationStep(StepRow):
    """Bước của nhiệm vụ."""

    thing = models.ForeignKey(Obligation, models.PROTECT, related_name="steps")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class Amendment(models.Model):
    """Sửa đổi nhiệm vụ — by paper Y from day D; what it was before, field by field, is kept."""

    id = models.BigAutoField(primary_key=True)
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="amendments")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    from_on = models.DateField()
    before = models.JSONField()
    after = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.obligation} {self.from_on}"


class Kept(models.Model):
    """Để nguyên nhiệm vụ — said of it when paper Y replaced or amended its own: it goes on as it is."""

    id = models.BigAutoField(primary_key=True)
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="kept")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["obligation", "paper"], name="obligations_kept_once_a_paper")]

    def __str__(self) -> str:
        return str(self.obligation)


class Counter(models.Model):
    """Bộ đếm số nhiệm vụ — per unit and year; its row is the lock."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.IntegerField()
    next_number = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="obligations_one_counter")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"


def overdue_at(moment: datetime, state: str = "state", due: str = "due_on") -> models.Q:
    """The condition of `calendar.is_late` inside a query, so that a figure and its rows never differ."""
    return models.Q(**{f"{state}__in": (State.ISSUED, State.ACCEPTED)}) & due_passed(moment, due)


def due_passed(moment: datetime, due: str = "due_on", unit: str = "unit") -> models.Q:
    """Hạn đã qua — of what was due yesterday, units behind Hà Nội have so many hours more as they are behind."""
    yesterday = hanoi_day(moment) - timedelta(days=1)
    passed = moment - day_ends_at(yesterday)
    hours = Decimal(passed // timedelta(seconds=36)) / 100  # hundredths of an hour, rounded down
    late = models.Q(**{f"{due}__lt": yesterday}) | models.Q(**{f"{unit}__hours_from_hanoi__gte": -hours})
    until = models.Q(**{f"{due}__lte": yesterday})  # said apart: a range of the index
    return until & late


DUE = Coalesce("due_on", models.Value(date.max))  # to sort by: unknown days last


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, actor: Actor) -> AssignmentQuerySet:
        return seen(self, "unit", actor)  # type: ignore[return-value]

    def gathered(self, actor: Actor) -> models.QuerySet[Any, Any] | None:
        """The ids of what is visible of these, soonest due first; None for who sees much: walk."""
        where = reaches(actor, SEE)
        if is_much(actor, where):
            return None
        return gathered(self, inside("unit__path", where), actor, DUE).order_by("by", "pk")

    def granted(self, actor: Actor, act: str) -> AssignmentQuerySet:
        """Where this actor may do this act as the doer: the list form of `may`."""
        return self.filter(inside("unit__path", reaches(actor, act)))

    def open(self) -> AssignmentQuerySet:
        return self.filter(state__in=OPEN)

    def overdue(self, moment: datetime) -> AssignmentQuerySet:
        """Quá hạn — as `standing` says it of each row, to the hour of the doer's place."""
        return self.filter(overdue_at(moment))

    def given_by(self, day: date, known_by: datetime | None = None) -> AssignmentQuerySet:
        """Tính đến ngày D (theo số liệu nhập đến T) — those given by then, with what they had: `state_then`, `due_then`, `unit_then`."""
        dues = DueDay.objects.filter(assignment=models.OuterRef("pk"), on__lte=day).order_by("-id")
        dues = dues if known_by is None else dues.filter(at__lte=known_by)
        rows = self.annotate(
            state_then=state_on(AssignmentStep, day, known_by), due_then=models.Subquery(dues.values("due_on")[:1]),
            unit_then=whose_then(Assignment, "unit", day, known_by),
        )  # fmt: skip
        return rows.filter(state_then__isnull=False)

    def for_list(self) -> AssignmentQuerySet:
        return self.select_related("obligation__paper", "unit", "giver").annotate(came_from=_came_from())

    def soonest_first(self) -> AssignmentQuerySet:
        """Soonest due first, unknown days last."""
        return self.order_by(models.F("due_on").asc(nulls_last=True), "id")


def _came_from() -> models.Subquery:
    """Nhận từ — the unit it last passed from, by its code or name; None for what was given here."""
    rows = Passed.objects.filter(kind="obligations.assignment", role="unit", thing_id=models.OuterRef("pk"))
    said = Coalesce(NullIf("from_unit__code", models.Value("")), "from_unit__name")
    return models.Subquery(rows.order_by("-id").annotate(said=said).values("said")[:1])


def _phase() -> models.Case:
    whens = (models.When(state__in=states, then=models.Value(phase)) for phase, states in PHASES.items())
    return models.Case(*whens, default=models.Value(""))


class Assignment(Row):
    """Giao nhiệm vụ — one unit's share of an obligation, given by another, due on a day."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    giver = models.ForeignKey(Unit, models.PROTECT, related_name="assignments_given")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    direction = models.ForeignKey(LeaderDirection, models.PROTECT, null=True, related_name="assignments")
    asked = models.CharField(_("yêu cầu thêm"), max_length=1000, blank=True)
    on = models.DateField()
    due_on = models.DateField(null=True)
    first_due_on = models.DateField(null=True)  # never overwritten
    due_reason = models.CharField(max_length=300, blank=True)
    is_passed = models.BooleanField(default=False)  # came to who was given the same by the same: both stand
    is_extending = models.BooleanField(default=False)  # a later day is asked for and not yet answered
    state = models.CharField(max_length=12, choices=State, default=State.ISSUED)
    phase = models.GeneratedField(expression=_phase(), output_field=models.CharField(max_length=10), db_persist=True)
    submitted_on = models.DateField(null=True)
    done_on = models.DateField(null=True)  # the day the work was reported done
    done_late = models.BooleanField(null=True)  # None: no due day
    closed_because = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="DONE", done_on__isnull=False)
                | (~models.Q(state="DONE") & models.Q(done_on__isnull=True)),
                name="obligations_done_on_iff_done",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["SUBMITTED", "DONE", "REPORTED", "UNANSWERED"])
                | models.Q(submitted_on__isnull=False),
                name="obligations_submitted_on_if_submitted",
            ),
            models.UniqueConstraint(
                fields=["obligation", "unit", "giver"],
                condition=~models.Q(state__in=["WITHDRAWN", "HANDED_BACK"]) & models.Q(is_passed=False),
                name="obligations_one_share_a_unit",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "due_on", "id"], name="obligations_inbox"),
            models.Index(fields=["state", "due_on", "id"], name="obligations_due"),
            models.Index(fields=["phase", "due_on", "id", "unit", "state", "done_late"], name="obligations_list"),
            models.Index(fields=["unit", "phase", "due_on", "id", "state", "done_late"], name="obligations_of_unit"),
            models.Index(fields=["due_on", "id", "unit"], name="obligations_all"),
            models.Index(fields=["giver", "state", "due_on", "id"], name="obligations_given"),
        ]

    @property
    def secrecy(self) -> str:
        """Độ mật — its obligation's."""
        return self.obligation.secrecy

    def __str__(self) -> str:
        return f"{self.obligation} → {self.unit}"

    @property
    def is_confirmed_outside(self) -> bool:
        """Nobody here may confirm it: given by a body outside, or by the doer itself (giver joined)."""
        return self.giver.tree == Tree.OUTSIDE or self.giver_id == self.unit_id


class AssignmentStep(StepRow):
    """Bước của việc giao."""

    thing = models.ForeignKey(Assignment, models.PROTECT, related_name="steps")

    class Meta:
        indexes = [models.Index(fields=["thing", "on", "id"], name="obligations_state_on")]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class DueDay(models.Model):
    """Hạn theo thời gian — every due day an assignment had, from when and why."""

    id = models.BigAutoField(primary_key=True)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="due_days")
    due_on = models.DateField(null=True)
    because = models.CharField(max_length=60)  # the act that set it
    on = models.DateField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.due_on}"


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, actor: Actor) -> PartnerQuerySet:
        """Of the shares one sees."""
        seen_ = Assignment.objects.visible_to(actor).filter(pk=models.OuterRef("assignment"))
        return self.filter(models.Exists(seen_))


class Partner(models.Model):
    """Đơn vị phối hợp — sees the assignment and answers for its part."""

    id = models.BigAutoField(primary_key=True)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="partners")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    objects = PartnerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "unit"], name="obligations_one_partner")]

    def __str__(self) -> str:
        return str(self.unit)
