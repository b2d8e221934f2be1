"""Bảng kiểm tra, giám sát — Case with its bodies, scope, clock and steps; programmes, teams and findings stand in files of their own."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import inside, reaches, units_in
from dondoc.documents.models import Paper
from dondoc.inspecting import findings, notebook, office_forms, requests, statistics, watching  # noqa: F401 - their tables are this room's
from dondoc.inspecting.kinds import Kind, kinds
from dondoc.inspecting.lifecycle import FOLLOWED, State
from dondoc.inspecting.programmes import Line
from dondoc.inspecting.rights import RECEIVE, SEE
from dondoc.inspecting.teams import Seat, Team
from dondoc.inspecting.words import Aspect, Level, Start
from dondoc.shared.actor import Actor
from dondoc.shared.models import Row, StepRow
from dondoc.shared.profile import highest
from dondoc.units.models import Unit


def _within(actor: Actor) -> models.Q:
    """Commissions, leads or follows it up, as granted at that very unit; or sits in its team today."""
    where = units_in(reaches(actor, SEE))
    serving = models.Q(body__in=where) | models.Q(lead__in=where) | models.Q(monitor__in=where)
    return serving | models.Q(team__in=Seat.objects.taken(actor).values("team"))


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, actor: Actor) -> CaseQuerySet:
        """Who commissions, leads or follows it up, as granted; its members; the inspected, once they are told. No subtree."""
        if actor.is_setup:
            return self
        told = Body.objects.filter(told_on__isnull=False, unit__in=units_in(reaches(actor, RECEIVE))).values("case")
        return self.filter(_within(actor) | models.Q(pk__in=told))

    def inside_of(self, actor: Actor) -> CaseQuerySet:
        """Nhìn từ bên trong — of what is visible, without those seen as the inspected alone."""
        return self if actor.is_setup else self.filter(_within(actor))

    def granted(self, actor: Actor, act: str) -> CaseQuerySet:
        return self.filter(inside("body__path", reaches(actor, act)))

    def followed(self) -> CaseQuerySet:
        """Announced, and not yet closed: what was found is owed."""
        return self.filter(state__in=FOLLOWED)

    def for_list(self) -> CaseQuerySet:
        return self.select_related("body", "lead", "monitor", "team", "plan", "decision", "notice")


class Case(Row):
    """Cuộc kiểm tra, giám sát — its scope is the commissioning body's; `rule` is the version in force on the signing day.

    `period_rule` names the figure its clock runs by (regulations.queries.by_id), "" while none is known: the clock never
    takes another.
    """

    body = models.ForeignKey(Unit, models.PROTECT, related_name="inspection_cases")
    lead = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # drafts and serves: the commission, an office
    monitor = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")  # follows up, verifies
    level = models.CharField(_("cấp"), max_length=12, choices=Level)
    kind = models.CharField(_("loại"), max_length=30)
    line = models.ForeignKey(Line, models.PROTECT, null=True, related_name="cases")
    basis = models.CharField(_("căn cứ ngoài chương trình"), max_length=500, blank=True)
    came_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="led_to")
    content = models.TextField(_("nội dung"))
    examined_from = models.DateField(_("mốc thời gian từ"))
    examined_until = models.DateField(_("mốc thời gian đến"))
    plan = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="inspection_cases")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="cases")
    signed_on = models.DateField(null=True)
    rule = models.CharField(max_length=80, blank=True)
    period_rule = models.CharField(max_length=160, blank=True)
    starts = models.CharField(_("thời hạn tính từ"), max_length=12, choices=Start, blank=True)
    started_on = models.DateField(null=True)
    report_due_on = models.DateField(_("hạn gửi báo cáo của đối tượng"), null=True)
    deployed_on = models.DateField(null=True)
    completed_on = models.DateField(null=True)
    announced_on = models.DateField(null=True)
    archived_on = models.DateField(null=True)
    archived_at = models.DateTimeField(null=True)
    notice = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    notice_hash = models.CharField(max_length=64, blank=True)
    notice_despite = models.CharField(_("vì sao vẫn ký"), max_length=500, blank=True)
    remedy_report_on = models.DateField(_("hạn báo cáo khắc phục"), null=True)
    state = models.CharField(max_length=20, choices=State, default=State.PROPOSED)
    suspended_from = models.CharField(max_length=20, blank=True)
    because = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(line__isnull=False) | ~models.Q(basis=""), name="inspecting_has_ground"),
            models.CheckConstraint(
                condition=models.Q(examined_until__gte=models.F("examined_from")), name="inspecting_examined_dates"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["PROPOSED", "SUBMITTED", "CANCELLED"])
                | models.Q(decision__isnull=False, team__isnull=False, signed_on__isnull=False),
                name="inspecting_decided_by_a_paper",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["NOTICE_SIGNED", *FOLLOWED]) | models.Q(notice__isnull=False, monitor__isnull=False),
                name="inspecting_notice_names_monitor",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="CLOSED") | models.Q(announced_on__isnull=False, archived_on__isnull=False),
                name="inspecting_closed_archived",
            ),
            models.CheckConstraint(
                condition=models.Q(archived_on__isnull=True) | models.Q(announced_on__isnull=False), name="inspecting_archived_once_announced"
            ),
            models.CheckConstraint(condition=~models.Q(state="SUSPENDED") | ~models.Q(suspended_from=""), name="inspecting_suspended_from"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["body", "-id"], name="inspecting_of_body")]

    def __str__(self) -> str:
        """Known by a number of its own: what it is about is told on its page alone."""
        return f"KT-{self.pk}/{self.at:%Y}"

    @property
    def sort(self) -> Kind:
        return kinds()[self.kind]

    @property
    def secrecy(self) -> str:
        """Độ mật — the highest of its papers'."""
        return highest(p.secrecy for p in (self.plan, self.decision, self.notice) if p is not None)


class CaseStep(StepRow):
    """Bước của cuộc."""

    thing = models.ForeignKey(Case, models.PROTECT, related_name="steps")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class BodyQuerySet(models.QuerySet["Body"]):
    def visible_to(self, actor: Actor) -> BodyQuerySet:
        """All of a case for who looks from inside; for the inspected, themselves once they are told."""
        if actor.is_setup:
            return self
        inside_ = Case.objects.all().inside_of(actor).values("pk")
        own = models.Q(told_on__isnull=False, unit__in=units_in(reaches(actor, RECEIVE)))
        return self.filter(models.Q(case__in=inside_) | own)


class Body(Row):
    """Đối tượng của cuộc — an inspected unit: when it was told, when it reported, when its report was taken, its plan."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="bodies")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="inspected_in")
    told_on = models.DateField(null=True)
    reported_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    returned_because = models.CharField(max_length=500, blank=True)
    planned_on = models.DateField(null=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "unit"], name="inspecting_body_once"),
            models.CheckConstraint(
                condition=models.Q(accepted_on__isnull=True) | models.Q(reported_on__isnull=False), name="inspecting_taken_if_sent"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.unit)


class ScopePaper(models.Model):
    """Văn bản trong phạm vi — a directive whose carrying out is looked at."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="scope")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "paper"], name="inspecting_scope_once")]

    def __str__(self) -> str:
        return str(self.paper)


class Extension(Row):
    """Gia hạn cuộc — a signed decision, so many days more, within the cap of the case's own rule."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="extensions")
    more = models.IntegerField(_("thêm"))
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    reason = models.CharField(_("lý do"), max_length=500)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(more__gt=0), name="inspecting_more_is_more"),
            models.UniqueConstraint(fields=["case", "paper"], name="inspecting_extended_once_by_a_paper"),
        ]

    def __str__(self) -> str:
        return f"+{self.more}"


class ScopeChange(Row):
    """Thay đổi phạm vi — by a decision of the commissioning body; what stood before is kept."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="changes")
    aspect = models.CharField(_("thay đổi gì"), max_length=10, choices=Aspect)
    before = models.TextField(blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.get_aspect_display())
