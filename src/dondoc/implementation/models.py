"""Bảng thực hiện — Plan, Note, Evidence and what it proves, Extension, Report: what the doer left behind."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import seen
from dondoc.documents.models import Paper
from dondoc.implementation.lifecycle import ExtensionState
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import entered_after, hanoi_day
from dondoc.shared.models import Row, StepRow
from dondoc.shared.profile import highest
from dondoc.units.models import Unit

W = TypeVar("W", bound=models.Model)


class WorkQuerySet(models.QuerySet[W]):
    def visible_to(self, actor: Actor) -> WorkQuerySet[W]:
        """Through the assignment it belongs to."""
        return self.filter(models.Exists(Assignment.objects.visible_to(actor).filter(pk=models.OuterRef("assignment"))))


class Work(Row):
    """Việc đã làm — of one assignment, on a day, entered at a moment, by whom (nhập hộ marked)."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="%(class)ss")
    on = models.DateField()
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    for_other = models.BooleanField(default=False)

    objects = WorkQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def secrecy(self) -> str:
        """Độ mật — what is done of a secret thing is one."""
        return self.assignment.secrecy

    @property
    def entered_on(self) -> date | None:
        """The day it was entered, where that is not the day it happened: filling in afterwards is seen."""
        return entered_after(self.on, self.at)


class Plan(Work):
    """Kế hoạch thực hiện — in words; a plan that is a paper is evidence by its number."""

    text = models.TextField(_("nội dung kế hoạch"))

    def __str__(self) -> str:
        return self.text[:60]


class Note(Work):
    """Cập nhật tiến độ — a dated note."""

    text = models.TextField(_("tiến độ"))

    def __str__(self) -> str:
        return self.text[:60]


REMOVED = models.Q(
    evidence__sha256__startswith="-"
)  # by an incident (shared.erasing.is_erased): such a proof proves no more


class EvidenceKind(models.TextChoices):
    """Loại minh chứng."""

    FILE = "FILE", _("tệp")
    PHOTO = "PHOTO", _("ảnh")
    PAPER = "PAPER", _("văn bản đã vào sổ")
    SESSION = "SESSION", _("buổi đã ghi")
    WORDS = "WORDS", _("bản giấy, ghi nơi giữ")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, actor: Actor) -> EvidenceQuerySet:
        """Of my units, or through any work it proves."""
        if actor.is_setup:
            return self
        mine = seen(self.model._base_manager.all(), "unit", actor).values("pk")
        work = Proving.objects.visible_to(actor).filter(evidence=models.OuterRef("pk"))
        return self.filter(models.Q(pk__in=mine) | models.Q(models.Exists(work)))

    def standing(self) -> EvidenceQuerySet:
        return self.filter(withdrawn_on__isnull=True)

    def for_list(self) -> EvidenceQuerySet:
        """With the works each proves, of whose levels its own is made."""
        work = Proving.objects.select_related("assignment__obligation__paper")
        return self.select_related("unit", "paper").prefetch_related(models.Prefetch("provings", work))


class Evidence(Row):
    """Minh chứng — a thing of a unit, proving one work or many: a file, a photo, a registered paper and page, a session, words."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=EvidenceKind)
    text = models.CharField(_("mô tả"), max_length=500)
    sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    size = models.BigIntegerField(default=0)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    page = models.CharField(_("trang, mục"), max_length=30, blank=True)
    keeper = models.CharField(_("nơi giữ bản gốc"), max_length=200, blank=True)
    thing_kind = models.CharField(max_length=60, blank=True)  # of a room above: a session that was held
    thing_id = models.BigIntegerField(null=True)
    level = models.CharField(_("độ mật"), max_length=20, blank=True)  # of the file or the paper named
    on = models.DateField(_("ngày diễn ra"))
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    for_other = models.BooleanField(default=False)
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=("FILE", "PHOTO"), sha256__gt="")
                | models.Q(kind="PAPER", paper__isnull=False)
                | models.Q(kind="SESSION", thing_kind__gt="", thing_id__isnull=False)
                | models.Q(kind="WORDS", keeper__gt=""),
                name="implementation_evidence_is_something",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | ~models.Q(withdrawn_because=""),
                name="implementation_withdrawn_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-on", "-id"], name="implementation_evidence_of"),
            models.Index(fields=["thing_kind", "thing_id"], name="implementation_by_session"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def own_secrecy(self) -> str:
        """The higher of what it bears itself and its paper's."""
        return highest([self.level, self.paper.secrecy if self.paper else ""])

    @property
    def secrecy(self) -> str:
        """Độ mật — the highest of its own, its paper's and of all the work it proves."""
        return highest([self.own_secrecy, *(row.assignment.secrecy for row in self.provings.all())])

    @property
    def entered_on(self) -> date | None:
        """The day it was entered, where that is not the day it happened."""
        return entered_after(self.on, self.at)

    @property
    def was_entered_on(self) -> date:
        """Ngày nhập — the day it was entered, always."""
        return hanoi_day(self.at)


class Proving(Work):
    """Minh chứng của một phần việc — which evidence proves it, since when; taken off, or withdrawn with the evidence."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="provings")
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "evidence"],
                condition=models.Q(withdrawn_on__isnull=True),
                name="implementation_proves_once",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | ~models.Q(withdrawn_because=""),
                name="implementation_taken_off_with_reason",
            ),
        ]
        indexes = [  # few: what lost its proof is looked for on every desk
            models.Index(fields=["assignment"], condition=models.Q(withdrawn_on__isnull=False), name="implementation_taken_off"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.evidence)

    @property
    def secrecy(self) -> str:
        """Độ mật — the higher of the evidence's and the work's."""
        return highest([self.evidence.own_secrecy, super().secrecy])


class Extension(Work):
    """Gia hạn — asked by the doer, decided by the giver; the first due day is never overwritten."""

    due_on = models.DateField(_("hạn đề nghị"))
    reason = models.CharField(_("lý do"), max_length=500)
    state = models.CharField(max_length=10, choices=ExtensionState, default=ExtensionState.ASKED)
    answer = models.CharField(_("ý kiến"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=models.Q(state="ASKED"),
                name="implementation_one_extension_asked",
            )
        ]

    def __str__(self) -> str:
        return f"{self.due_on:%d/%m/%Y}"


class ExtensionStep(StepRow):
    """Bước của đề nghị gia hạn."""

    thing = models.ForeignKey(Extension, models.PROTECT, related_name="steps")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class Report(Work):
    """Báo cáo hoàn thành, báo cáo cấp trên, xác nhận — what was said at a step, and by which paper."""

    step = models.CharField(max_length=20)  # submit send_back approve hand_back report_up answer
    text = models.TextField(blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    paper_number = models.CharField(_("số văn bản"), max_length=80, blank=True)
    paper_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.step

    @property
    def said(self) -> str:
        """The official word of what was said: report, confirmation, request for more…"""
        return str(_SAID.get(self.step, self.step))


_SAID = {
    "submit": _("Báo cáo hoàn thành"),
    "approve": _("Xác nhận hoàn thành"),
    "send_back": _("Yêu cầu bổ sung"),
    "hand_back": _("Trả lại"),
    "report_up": _("Báo cáo cấp trên"),
    "answer": _("Xác nhận của cấp trên"),
}
