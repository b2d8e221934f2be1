"""Bảng quán triệt — Asking, Decision, Meeting with its papers and sessions, Reflection: counts of a unit. Attendance: its own roll."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.models import Person
from dondoc.access.rights import SEE, inside, reaches, seen
from dondoc.documents.models import Paper
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import entered_after
from dondoc.shared.models import Row
from dondoc.shared.profile import highest
from dondoc.studying.words import CELL_KINDS, Across, Came, Form, Way
from dondoc.units.models import STEP, Unit


def _above(path: str) -> list[str]:
    """The paths of the units that stand above one."""
    return [path[:n] for n in range(STEP, len(path), STEP)]


def _known(moment: datetime, ended: str) -> models.Q:
    """Entered by T, and neither replaced nor withdrawn by then."""
    open_ = models.Q(**{f"{ended}__isnull": True}) | models.Q(**{f"{ended}__gt": moment})
    return open_ & models.Q(at__lte=moment)


class AskingQuerySet(models.QuerySet["Asking"]):
    def visible_to(self, actor: Actor) -> AskingQuerySet:
        """Of my units, or of units above mine: what is asked of those below is read by them."""
        if actor.is_setup:
            return self
        mine = seen(self.model._base_manager.all(), "unit", actor).values("pk")
        above = sorted({path for reach in reaches(actor, SEE) for path in _above(reach.path)})
        return self.filter(models.Q(pk__in=mine) | models.Q(unit__path__in=above))

    def standing(self) -> AskingQuerySet:
        return self.filter(withdrawn_at__isnull=True)

    def asked_of(self, unit: Unit) -> AskingQuerySet:
        """What is asked of this unit, by those that stand above it today."""
        scope = models.Q(across=Across.ALL) | models.Q(across=Across.CHILDREN, unit=unit.parent_id)
        if unit.kind in CELL_KINDS:
            scope |= models.Q(across=Across.CELLS)
        return self.filter(scope, unit__path__in=_above(unit.path))

    def for_list(self) -> AskingQuerySet:
        return self.select_related("unit", "paper__issuer")


class Asking(Row):
    """Yêu cầu quán triệt — a unit asks those below it to study a paper, by the day the paper gives (or by none)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="study_askings")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="study_askings")
    across = models.CharField(_("đơn vị nào"), max_length=10, choices=Across, default=Across.CELLS)
    due_on = models.DateField(_("hạn theo văn bản"), null=True)
    due_source = models.CharField(_("hạn ấy ở đâu"), max_length=300, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = AskingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "paper"], condition=models.Q(withdrawn_at__isnull=True), name="studying_asked_once"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_because=""),
                name="studying_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__isnull=True) | ~models.Q(due_source=""), name="studying_due_has_a_source"
            ),
        ]
        indexes = [models.Index(fields=["unit", "-on", "-id"], name="studying_of_unit")]

    def __str__(self) -> str:
        return str(self.paper)

    @property
    def secrecy(self) -> str:
        """Độ mật — its paper's."""
        return self.paper.secrecy


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, actor: Actor) -> DecisionQuerySet:
        return seen(self, "unit", actor)  # type: ignore[return-value]


class Decision(Row):
    """Đơn vị quyết định về một văn bản — study, spread, or no action with a reason; decided anew by another row."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    way = models.CharField(_("quyết định"), max_length=10, choices=Way)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    on = models.DateField(_("ngày quyết định"))
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    for_other = models.BooleanField(default=False)  # nhập hộ

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "unit"], condition=models.Q(replaced_at__isnull=True), name="studying_decided_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(way="NONE") | ~models.Q(reason=""), name="studying_no_action_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_way_display()}"

    @property
    def secrecy(self) -> str:
        """Độ mật — its paper's."""
        return self.paper.secrecy


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, actor: Actor) -> MeetingQuerySet:
        return seen(self, "unit", actor)  # type: ignore[return-value]

    def standing(self) -> MeetingQuerySet:
        return self.filter(withdrawn_at__isnull=True)

    def for_list(self) -> MeetingQuerySet:
        return self.select_related("unit").prefetch_related("papers__paper")


class Meeting(Row):
    """Đợt quán triệt — of a unit, of one paper or many: a first session and those that make up for it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField()  # of the first session, as it is told today
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["unit", "-on", "-id"], name="studying_meetings")]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"

    @property
    def secrecy(self) -> str:
        """Độ mật — the highest of its papers'."""
        return highest(row.paper.secrecy for row in self.papers.all())


class MeetingPaper(models.Model):
    """Văn bản của đợt — which papers were studied there."""

    id = models.BigAutoField(primary_key=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "paper"], name="studying_paper_once")]

    def __str__(self) -> str:
        return str(self.paper)


class SittingQuerySet(models.QuerySet["Sitting"]):
    def visible_to(self, actor: Actor) -> SittingQuerySet:
        return seen(self, "meeting__unit", actor)  # type: ignore[return-value]

    def known_by(self, moment: datetime) -> SittingQuerySet:
        return self.filter(_known(moment, "replaced_at"))

    def standing(self) -> SittingQuerySet:
        return self.filter(replaced_at__isnull=True)


class Sitting(Row):
    """Buổi quán triệt — the first or a make-up: day, form, speaker, n/m of the unit; corrected by another row."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="sessions")
    makes_up = models.BooleanField(default=False)  # học bù
    on = models.DateField(_("ngày tổ chức"))
    form = models.CharField(_("hình thức"), max_length=10, choices=Form)
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    speaker = models.CharField(_("báo cáo viên"), max_length=200, blank=True)
    present = models.IntegerField(_("đảng viên có mặt"), null=True)
    total = models.IntegerField(_("tổng số đảng viên phải dự"), null=True)  # of the first session alone
    others = models.IntegerField(_("quần chúng cùng dự"), null=True)
    keeper = models.CharField(_("nơi giữ danh sách giấy"), max_length=200, blank=True)
    at = models.DateTimeField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    replaced_at = models.DateTimeField(null=True)  # corrected or withdrawn
    replaced_because = models.CharField(max_length=300, blank=True)
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    for_other = models.BooleanField(default=False)  # nhập hộ

    objects = SittingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(replaced_at__isnull=True, makes_up=False),
                name="studying_one_first_session",
            ),
            models.CheckConstraint(
                condition=models.Q(replaced_at__isnull=True) | ~models.Q(replaced_because=""),
                name="studying_replaced_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(makes_up=False) | models.Q(total__isnull=True), name="studying_total_of_the_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"

    @property
    def secrecy(self) -> str:
        """Độ mật — of the papers studied."""
        return self.meeting.secrecy

    @property
    def entered_on(self) -> date | None:
        """The day it was entered, where that is not the day it was held."""
        return entered_after(self.on, self.at)


ROLL = "studying.call_roll"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, actor: Actor) -> AttendanceQuerySet:
        """Riêng — one's own, and those of a unit where one calls the roll; standing above it opens nothing."""
        called = inside("session__meeting__unit__path", reaches(actor, ROLL))
        return self.filter(called | models.Q(person=actor.person_id or 0))


class Attendance(models.Model):
    """Điểm danh — that one member was at one session, or was not: for the unit's own make-up, counted and no more."""

    id = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(Sitting, models.PROTECT, related_name="roll")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    came = models.CharField(_("dự buổi"), max_length=10, choices=Came)
    at = models.DateTimeField()

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="studying_called_once")]

    def __str__(self) -> str:
        return str(self.get_came_display())


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    def visible_to(self, actor: Actor) -> ReflectionQuerySet:
        return seen(self, "meeting__unit", actor)  # type: ignore[return-value]


class Reflection(Row):
    """Bài thu hoạch đã nộp — how many by a day; the texts stay in the cell, nothing of them is here."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="reflections")
    handed_in = models.IntegerField(_("số bài đã nộp"))
    on = models.DateField(_("tính đến ngày"))
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)

    objects = ReflectionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"
