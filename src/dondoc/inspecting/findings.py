"""Bảng của một cuộc — OutlineRow and Answer, Declaration, Document of the dossier, Strength, Finding with its papers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.inspecting.words import BOTH_SIDES, Answered, Conflict, Ruling, Sort, What
from dondoc.shared.models import Row


class OutlineRow(Row):
    """Dòng của đề cương báo cáo — what the inspected is asked to report on; answers and findings point at it."""

    case = models.ForeignKey("inspecting.Case", models.PROTECT, related_name="outline")
    number = models.PositiveIntegerField(_("số"))
    text = models.CharField(_("nội dung"), max_length=1000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="inspecting_outline_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Answer(Row):
    """Trả lời một dòng đề cương — in words, by figures taken from dondoc, or expressly *không có*.

    `takes` names the sources of figures (`drawing.SOURCES`); `drawn` is what they said when the report was sent, as of
    `drawn_on`: until then they are counted anew each time.
    """

    row = models.ForeignKey(OutlineRow, models.PROTECT, related_name="answers")
    body = models.ForeignKey("inspecting.Body", models.PROTECT, related_name="answers")
    text = models.TextField(_("trả lời"), blank=True)
    is_none = models.BooleanField(_("không có"), default=False)
    takes = models.CharField(_("số liệu lấy từ phần mềm"), max_length=120, blank=True)
    drawn = models.JSONField(default=dict)
    drawn_on = models.DateField(null=True)
    first_at = models.DateTimeField(null=True)  # of the first answer, whatever it was changed into since
    shown_at = models.DateTimeField(null=True)  # of the first that was more than words: figures, or that there is none
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row", "body"], name="inspecting_answered_once"),
            models.CheckConstraint(
                condition=models.Q(is_none=True, text="", takes="")
                | (models.Q(is_none=False) & ~models.Q(text="", takes="")),
                name="inspecting_answer_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row.number}. {self.body}"

    @property
    def said(self) -> str:
        """What it says, for who wrote at the same time: its words, else that there is none, else that figures are taken."""
        return self.text or str(_("không có") if self.is_none else _("số liệu lấy từ phần mềm"))

    @property
    def taken(self) -> list[str]:
        """The sources, by their keys."""
        return self.takes.split()


class Declaration(Row):
    """Khai xung đột lợi ích — what one member says before working with the inspected, and what the body decided of it."""

    case = models.ForeignKey("inspecting.Case", models.PROTECT, related_name="declarations")
    seat = models.ForeignKey("inspecting.Seat", models.PROTECT, related_name="declarations")
    said = models.CharField(_("khai"), max_length=10, choices=Conflict)
    note = models.CharField(_("cụ thể"), max_length=500, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    ruling = models.CharField(_("cơ quan quyết định"), max_length=10, choices=Ruling, blank=True)
    ground = models.CharField(_("căn cứ"), max_length=300, blank=True)
    ruled_on = models.DateField(null=True)

    is_on_record: bool  # set by who asks of the posts a member held

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "seat"], name="inspecting_declared_once"),
            models.CheckConstraint(condition=models.Q(said="NONE") | ~models.Q(note=""), name="inspecting_declared_in_words"),
            models.CheckConstraint(
                condition=models.Q(ruling="") | (models.Q(ruled_on__isnull=False) & ~models.Q(ground="")), name="inspecting_ruled_on_ground"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.get_said_display())


class Document(Row):
    """Tài liệu của hồ sơ — a registered paper, or words naming the original and who keeps it; or that there is none, and why."""

    case = models.ForeignKey("inspecting.Case", models.PROTECT, related_name="dossier")
    what = models.CharField(_("tài liệu"), max_length=12, choices=What)
    body = models.ForeignKey("inspecting.Body", models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey("documents.Paper", models.PROTECT, null=True, related_name="+")
    words = models.CharField(_("bản giấy"), max_length=300, blank=True)
    keeper = models.CharField(_("nơi giữ bản giấy"), max_length=200, blank=True)
    signed_by_both = models.BooleanField(_("hai bên đã ký"), default=False)
    unsigned_because = models.CharField(_("vì sao đối tượng chưa ký"), max_length=300, blank=True)
    absent_because = models.CharField(_("lý do không có"), max_length=300, blank=True)
    returned_at = models.DateTimeField(null=True)  # a report the team sent back
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(paper__isnull=False) | (~models.Q(words="") & ~models.Q(keeper="")) | ~models.Q(absent_because=""),
                name="inspecting_document_is_somewhere",
            ),
            models.CheckConstraint(
                condition=~models.Q(what__in=[w.value for w in BOTH_SIDES])
                | models.Q(signed_by_both=True) | ~models.Q(unsigned_because="") | ~models.Q(absent_because=""),
                name="inspecting_minutes_of_both_sides",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.get_what_display())


class Strength(Row):
    """Ưu điểm — what the team puts on record as done well; of a row of the outline, so that no defect of it goes unseen."""

    case = models.ForeignKey("inspecting.Case", models.PROTECT, related_name="strengths")
    body = models.ForeignKey("inspecting.Body", models.PROTECT, related_name="strengths")
    row = models.ForeignKey(OutlineRow, models.PROTECT, null=True, related_name="+")
    text = models.TextField(_("ưu điểm"))
    practice = models.ForeignKey("practices.Practice", models.PROTECT, null=True, related_name="+")  # told to others
    withdrawn_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text


class FindingQuerySet(models.QuerySet["Finding"]):
    def standing(self) -> FindingQuerySet:
        """Còn giữ — without those given up when their explanation was taken."""
        return self.exclude(answered=Answered.ACCEPTED)


class Finding(Row):
    """Hạn chế, khuyết điểm — first in the draft, to be explained and answered; then a request with five things; then closed.

    `told_on` is the conference at which the inspected heard it.
    """

    case = models.ForeignKey("inspecting.Case", models.PROTECT, related_name="findings")
    body = models.ForeignKey("inspecting.Body", models.PROTECT, related_name="findings")
    row = models.ForeignKey(OutlineRow, models.PROTECT, null=True, related_name="+")
    text = models.TextField(_("hạn chế, khuyết điểm"))
    sort = models.CharField(_("loại"), max_length=10, choices=Sort, blank=True)  # "": none of those, or not said
    told_on = models.DateField(null=True)
    heard_as = models.TextField(_("lời văn đã nêu ở hội nghị"), blank=True)  # where the team changed it afterwards
    explanation = models.TextField(_("giải trình"), blank=True)
    declines = models.BooleanField(_("đối tượng không giải trình"), default=False)
    explained_on = models.DateField(null=True)
    answered = models.CharField(_("đoàn xử lý"), max_length=10, choices=Answered, blank=True)
    answer = models.TextField(_("lý do"), blank=True)
    ask = models.TextField(_("việc phải làm"), blank=True)
    owner = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_("thời hạn"), null=True)
    product = models.CharField(_("sản phẩm"), max_length=300, blank=True)
    cites = models.CharField(_("văn bản khác phải theo"), max_length=300, blank=True)  # not in any register here
    given = models.ForeignKey("obligations.Assignment", models.PROTECT, null=True, related_name="+")
    measure = models.TextField(_("biện pháp khắc phục"), blank=True)
    evidence = models.CharField(_("minh chứng"), max_length=500, blank=True)
    evidence_paper = models.ForeignKey("documents.Paper", models.PROTECT, null=True, related_name="+")
    reported_on = models.DateField(null=True)
    person_id = models.BigIntegerField(null=True)  # who reported the remedy: another confirms it
    verifier = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+")
    opinion = models.CharField(_("nhận xét"), max_length=500, blank=True)
    closed_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(answered="ACCEPTED") | models.Q(owner__isnull=True, closed_on__isnull=True),
                name="inspecting_given_up_owes_nothing",
            ),
            models.CheckConstraint(
                condition=models.Q(explained_on__isnull=True) | (models.Q(declines=True) | ~models.Q(explanation="")),
                name="inspecting_explained_or_declined",
            ),
            models.CheckConstraint(condition=models.Q(answered="") | ~models.Q(answer=""), name="inspecting_answered_with_reason"),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True)
                | (models.Q(owner__isnull=False, due_on__isnull=False, verifier__isnull=False, reported_on__isnull=False)
                   & ~models.Q(product="") & ~models.Q(evidence="")),
                name="inspecting_finished_with_five",
            ),
            models.CheckConstraint(
                condition=models.Q(verifier__isnull=True) | ~models.Q(verifier=models.F("owner")), name="inspecting_another_verifies"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["case", "id"], name="inspecting_found_in")]

    def __str__(self) -> str:
        return self.text


class FindingPaper(models.Model):
    """Văn bản mà khuyết điểm nói đến — a part of the scope, as the team found it."""

    id = models.BigAutoField(primary_key=True)
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="papers")
    paper = models.ForeignKey("documents.Paper", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "paper"], name="inspecting_finding_paper_once")]

    def __str__(self) -> str:
        return str(self.paper)


class RequestPaper(models.Model):
    """Văn bản mà yêu cầu dẫn — of the scope or beside it: what is asked for may go further than what was looked at."""

    id = models.BigAutoField(primary_key=True)
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="cited")
    paper = models.ForeignKey("documents.Paper", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "paper"], name="inspecting_request_paper_once")]

    def __str__(self) -> str:
        return str(self.paper)
