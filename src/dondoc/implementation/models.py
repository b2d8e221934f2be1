"""Bảng thực hiện — Plan, Note, Evidence, Extension, Answer: what the doer left behind."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.documents.models import Paper
from dondoc.implementation.lifecycle import ExtensionState
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import hanoi_day
from dondoc.shared.models import Row, StepRow
from dondoc.shared.profile import highest

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
        day = hanoi_day(self.at)
        return day if day != self.on else None


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


class EvidenceKind(models.TextChoices):
    """Loại minh chứng."""

    FILE = "FILE", _("tệp")
    PAPER = "PAPER", _("văn bản đã vào sổ")
    WORDS = "WORDS", _("bản giấy, ghi nơi giữ")


class Evidence(Work):
    """Minh chứng — a file, a registered paper (and page), or words naming a paper original."""

    kind = models.CharField(max_length=6, choices=EvidenceKind)
    text = models.CharField(_("mô tả"), max_length=500)
    sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    size = models.BigIntegerField(default=0)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    page = models.CharField(_("trang, mục"), max_length=30, blank=True)
    keeper = models.CharField(_("nơi giữ bản gốc"), max_length=200, blank=True)
    level = models.CharField(_("độ mật"), max_length=20, blank=True)  # of the file or the paper named
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="FILE", sha256__gt="")
                | models.Q(kind="PAPER", paper__isnull=False)
                | models.Q(kind="WORDS", keeper__gt=""),
                name="implementation_evidence_is_something",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | ~models.Q(withdrawn_because=""),
                name="implementation_withdrawn_with_reason",
            ),
        ]

    @property
    def secrecy(self) -> str:
        """Độ mật — the highest of its own, its paper's and the work's."""
        return highest([self.level, self.paper.secrecy if self.paper else "", super().secrecy])

    def __str__(self) -> str:
        return self.text[:60]


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
