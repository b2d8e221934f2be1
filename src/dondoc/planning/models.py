"""Bảng kế hoạch — Plan, its Items; Version and what stood in it; who is Asked; Comment and its answer."""

from __future__ import annotations

from datetime import date
from textwrap import shorten

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import SEE, inside, reaches, seen, shared, units_in
from dondoc.documents.models import Entry, Paper
from dondoc.obligations.models import Obligation
from dondoc.planning.lifecycle import OPEN, PlanState
from dondoc.planning.words import Answer, Kind, Precision
from dondoc.shared.actor import Actor
from dondoc.shared.lifecycle import state_on
from dondoc.shared.models import Row, StepRow
from dondoc.shared.profile import highest
from dondoc.units.models import Holding, Post, Unit


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, actor: Actor) -> PlanQuerySet:
        """Of my units, or shared: who is asked for comments sees the version it was asked about."""
        return seen(self, "unit", actor)  # type: ignore[return-value]

    def granted(self, actor: Actor, act: str) -> PlanQuerySet:
        """Where this actor may do this act as the plan's unit: the list form of `may`."""
        return self.filter(inside("unit__path", reaches(actor, act)))

    def stood_on(self, day: date) -> PlanQuerySet:
        """Tính đến ngày D — those begun by then, with `state_then`."""
        return self.annotate(state_then=state_on(PlanStep, day)).filter(state_then__isnull=False)

    def for_list(self) -> PlanQuerySet:
        return self.select_related("unit", "source__issuer", "paper")


class Plan(Row):
    """Kế hoạch — by which a unit implements a paper; issued as a paper of its own outgoing register."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans")
    source = models.ForeignKey(Paper, models.PROTECT, related_name="plans")
    kind = models.CharField(_("thể loại"), max_length=20, choices=Kind, default=Kind.PLAN)
    title = models.CharField(_("trích yếu"), max_length=1000)
    opening = models.TextField(_("mục đích, yêu cầu"), blank=True)
    closing = models.TextField(_("kinh phí, tổ chức thực hiện"), blank=True)  # after the items
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="plans")
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="issued_plans")
    issued_on = models.DateField(null=True)
    signer = models.ForeignKey(Holding, models.PROTECT, null=True, related_name="+")
    signer_post = models.CharField(max_length=120, blank=True)
    authority = models.CharField(max_length=120, blank=True)
    place = models.CharField(_("địa danh"), max_length=60, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="ISSUED")
                | models.Q(entry__isnull=False, paper__isnull=False, issued_on__isnull=False),
                name="planning_issued_by_a_paper",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="WITHDRAWN") | ~models.Q(withdrawn_because=""),
                name="planning_withdrawn_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "-id"], name="planning_of_unit"),
            models.Index(fields=["source", "unit"], name="planning_of_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.paper or shorten(self.title, 60, placeholder='…')}"

    @property
    def secrecy(self) -> str:
        """Độ mật — of the paper it implements and of its own."""
        return highest([self.source.secrecy, self.paper.secrecy if self.paper else ""])

    @property
    def is_open(self) -> bool:
        """Whether it is still written."""
        return self.state in OPEN


class PlanStep(StepRow):
    """Bước của kế hoạch."""

    thing = models.ForeignKey(Plan, models.PROTECT, related_name="steps")

    class Meta:
        indexes = [models.Index(fields=["thing", "on", "id"], name="planning_state_on")]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class Said(Row):
    """Lời của một mục — “5 rõ”: what, who leads (a unit, or a post in words), who joins, by when, with what product."""

    number = models.IntegerField()
    text = models.TextField(_("nội dung"))
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    owner_words = models.CharField(_("chức danh, bộ phận chủ trì"), max_length=300, blank=True)
    partners = models.CharField(_("phối hợp"), max_length=500, blank=True)
    due_on = models.DateField(_("hạn"), null=True)
    due_precision = models.CharField(_("hạn theo"), max_length=10, choices=Precision, blank=True)
    product = models.CharField(_("sản phẩm"), max_length=500, blank=True)

    class Meta:
        abstract = True

    @property
    def owned(self) -> str:
        """Ai chủ trì — the unit, the words, or both."""
        return "; ".join(part for part in (self.owner.name if self.owner else "", self.owner_words) if part)


class PlanItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, actor: Actor) -> PlanItemQuerySet:
        """Of plans of my units: who is only asked for comments sees versions, not what is being written."""
        return self if actor.is_setup else self.filter(plan__unit__in=units_in(reaches(actor, SEE)))

    def standing(self) -> PlanItemQuerySet:
        return self.filter(dropped_at__isnull=True)


class Item(Said):
    """Mục của kế hoạch — copied down from an obligation, or the unit's own; written over while the plan is a draft."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="items")
    obligation = models.ForeignKey(Obligation, models.PROTECT, null=True, related_name="plan_items")
    dropped_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="planning_one_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:60]}"

    @property
    def secrecy(self) -> str:
        """Độ mật — its plan's."""
        return self.plan.secrecy


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, actor: Actor) -> VersionQuerySet:
        """Of plans of my units; of another's, those I was asked about, and the one that was issued."""
        if actor.is_setup:
            return self
        where = units_in(reaches(actor, SEE))
        asked = models.Exists(Asked.objects.filter(version=models.OuterRef("pk"), unit__in=where))
        issued = models.Q(until_on__isnull=True) & models.Q(shared(Plan, actor, "plan"))
        return self.filter(models.Q(plan__unit__in=where) | models.Q(asked) | issued)

    def for_list(self) -> VersionQuerySet:
        return self.select_related("plan__unit", "plan__source", "plan__paper")


class Version(Row):
    """Bản dự thảo số N — what stood when it was sent round until a day, or was issued (`until_on` is empty); never changes."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.IntegerField()
    title = models.CharField(max_length=1000)
    opening = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    asks = models.CharField(_("xin ý kiến về"), max_length=1000, blank=True)
    until_on = models.DateField(_("xin ý kiến đến hết ngày"), null=True)
    closed_on = models.DateField(null=True)
    on = models.DateField()
    at = models.DateTimeField()

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="planning_one_version")]

    def __str__(self) -> str:
        return f"{self.number} · {self.on:%d/%m/%Y}"

    @property
    def secrecy(self) -> str:
        """Độ mật — its plan's."""
        return self.plan.secrecy


class VersionItem(Said):
    """Mục của bản dự thảo — as it stood, numbered as it is printed; `key` names its words, so that equal passages are found."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="items")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    key = models.CharField(max_length=40, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="planning_once_in_a_version")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:60]}"


class AskedQuerySet(models.QuerySet["Asked"]):
    def visible_to(self, actor: Actor) -> AskedQuerySet:
        """Of my units, or of a plan of my units."""
        if actor.is_setup:
            return self
        where = units_in(reaches(actor, SEE))
        return self.filter(models.Q(unit__in=where) | models.Q(version__plan__unit__in=where))

    def granted(self, actor: Actor, act: str) -> AskedQuerySet:
        """Where this actor may comment: the list form of `may`."""
        return self.filter(inside("unit__path", reaches(actor, act)))

    def waiting(self) -> AskedQuerySet:
        """Neither commented nor agreed, and the round is open; an heir is not asked about its own."""
        open_ = self.filter(version__closed_on__isnull=True, version__plan__state=PlanState.ROUND)
        return open_.filter(answered_on__isnull=True).exclude(post=None, unit=models.F("version__plan__unit"))

    def for_list(self) -> AskedQuerySet:
        return self.select_related(
            "unit", "post__kind", "post__unit", "version__plan__unit", "version__plan__source", "version__plan__paper"
        )


class Asked(Row):
    """Đơn vị, chức danh được xin ý kiến — of one version; when it first answered, and whether it agreed with all."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="asked")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")  # whose opinion alone is asked there
    answered_on = models.DateField(null=True)
    agrees = models.BooleanField(default=False)  # thống nhất, không có ý kiến
    at = models.DateTimeField()

    objects = AskedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "unit"], condition=models.Q(post__isnull=True), name="planning_asked_once"
            ),
            models.UniqueConstraint(fields=["version", "post"], name="planning_post_asked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post or self.unit}"

    @property
    def secrecy(self) -> str:
        """Độ mật — the plan's."""
        return self.version.plan.secrecy


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, actor: Actor) -> CommentQuerySet:
        """The plan's unit sees all; who was asked sees its own."""
        if actor.is_setup:
            return self
        where = units_in(reaches(actor, SEE))
        return self.filter(models.Q(unit__in=where) | models.Q(version__plan__unit__in=where))

    def unanswered(self) -> CommentQuerySet:
        """Waits for the writer, of a plan still written."""
        return self.filter(answer="", version__plan__state__in=OPEN)

    def for_list(self) -> CommentQuerySet:
        return self.select_related(
            "unit",
            "asked__post__kind",
            "asked__post__unit",
            "item",
            "version__plan__unit",
            "version__plan__source",
            "version__plan__paper",
        )


class Comment(Row):
    """Ý kiến góp ý — of a unit, on one item or the whole of a version; accepted or not by the writer, and why."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="comments")
    asked = models.ForeignKey(Asked, models.PROTECT, related_name="comments")
    item = models.ForeignKey(VersionItem, models.PROTECT, null=True, related_name="comments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    text = models.TextField(_("ý kiến"))
    on = models.DateField()
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    for_other = models.BooleanField(default=False)  # nhập hộ
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    why = models.CharField(_("giải trình"), max_length=1000, blank=True)
    answered_on = models.DateField(null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(answer__in=["NO", "PART"]) | ~models.Q(why=""), name="planning_refused_with_why"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="") | models.Q(answered_on__isnull=False), name="planning_answered_on"
            ),
        ]
        indexes = [models.Index(fields=["version", "id"], name="planning_comments")]

    def __str__(self) -> str:
        return f"{self.unit}"

    @property
    def secrecy(self) -> str:
        """Độ mật — the plan's."""
        return self.version.plan.secrecy
