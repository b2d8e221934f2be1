"""Bảng văn bản — Paper (identity), Copy (file), Reading, Register, Entry, Direction, PaperLink."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import SEE, gathered, inside, is_much, reaches, seen, shared, told
from dondoc.documents.lifecycle import EntryState, UploadState
from dondoc.shared.actor import Actor
from dondoc.shared.models import Row, StepRow
from dondoc.units.models import Holding, Unit

MANY = 5000


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, actor: Actor) -> PaperQuerySet:
        """Through entries of my units and shares — never through the paper itself."""
        if actor.is_setup:
            return self
        lines = Entry.objects.filter(inside("unit__path", reaches(actor, SEE)), paper=models.OuterRef("pk"))
        return self.filter(models.Exists(lines) | shared(Paper, actor))

    def gathered(self, actor: Actor) -> models.QuerySet[Any, Any] | None:
        """The ids of what is visible of these, newest first; None for who sees many papers: walk."""
        where = reaches(actor, SEE)
        if is_much(actor, where) or told(Paper, actor)[:MANY].count() == MANY:
            return None
        mine = models.Q(pk__in=Entry.objects.filter(inside("unit__path", where)).values("paper"))
        by = Coalesce("issued_on", models.Value(date.min))
        return gathered(self, mine, actor, by).order_by("-by", "-pk")


class Paper(Row):
    """Văn bản — the identity: issuer, term or year, kind, number. One in the installation.

    Numbers restart per kind and term (Hướng dẫn 36-HD/VPTW §II.1.3) or per year (Nghị định
    30/2020/NĐ-CP, Điều 15), so nothing else is unique.
    """

    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="papers_issued")
    series = models.CharField(_("khóa hoặc năm"), max_length=30, blank=True)
    kind = models.CharField(_("loại văn bản"), max_length=60)
    number = models.CharField(_("số"), max_length=20, blank=True)  # without leading zeros
    so_ky_hieu = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    canonical = models.CharField(max_length=120, blank=True, db_index=True)
    title = models.CharField(_("trích yếu"), max_length=1000)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    urgency = models.CharField(_("độ khẩn"), max_length=20, blank=True)
    secrecy = models.CharField(_("độ mật"), max_length=20, blank=True)
    is_stub = models.BooleanField(
        _("chỉ ghi số"), default=False
    )  # number, day, keeper, place: nothing of its text is here
    keeper = models.CharField(_("nơi giữ"), max_length=200, blank=True)
    place = models.CharField(_("chỗ để"), max_length=200, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "series", "kind", "number"],
                condition=~models.Q(number=""),
                name="documents_one_identity",
            ),
        ]
        indexes = [
            models.Index(fields=["-issued_on", "-id"], name="documents_newest"),
            models.Index(
                fields=["urgency"], condition=~models.Q(urgency=""), name="documents_urgent"
            ),  # few, and first
        ]

    def __str__(self) -> str:
        return self.so_ky_hieu or f"{self.kind} {self.title[:60]}"


class LevelChange(Row):
    """Đổi độ mật, giải mật — from a day, by a decision; the paper's own column is today's."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="level_changes")
    from_level = models.CharField(max_length=20, blank=True)
    to_level = models.CharField(max_length=20, blank=True)  # "" for giải mật
    number = models.CharField(_("số, ký hiệu quyết định"), max_length=80)
    on = models.DateField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.from_level} → {self.to_level}"


class Reading(Row):
    """Bản đọc — what one version of the reader found in one content. Never changes."""

    sha256 = models.CharField(max_length=64, db_index=True)
    reader = models.CharField(max_length=20)
    catalogue = models.CharField(max_length=20)
    format = models.CharField(max_length=10)
    text = models.TextField()
    body = models.JSONField()  # the contract's object without text, source and digest
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.reader}"


class CopyKind(models.TextChoices):
    """Loại bản — what the file is of the paper."""

    ORIGINAL = "ORIGINAL", _("bản gốc điện tử")
    SCAN = "SCAN", _("bản quét")
    COPY = "COPY", _("bản sao")
    DRAFT = "DRAFT", _("dự thảo")


class CopyQuerySet(models.QuerySet["Copy"]):
    def visible_to(self, actor: Actor) -> CopyQuerySet:
        """Copies kept by my units, and those of a paper shared with one of them."""
        if actor.is_setup:
            return self
        mine = models.Q(inside("unit__path", reaches(actor, SEE)))
        return self.filter(mine | models.Q(shared(Paper, actor, "paper")))


class Copy(Row):
    """Bản của văn bản — one file, by its SHA-256; bytes never change."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="copies")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=CopyKind, default=CopyKind.ORIGINAL)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    format = models.CharField(max_length=10)
    file_name = models.CharField(max_length=200)
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, related_name="copies")
    at = models.DateTimeField()

    objects = CopyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "unit", "sha256"], name="documents_one_copy")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def secrecy(self) -> str:
        """Độ mật — its paper's."""
        return self.paper.secrecy


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, actor: Actor) -> UploadQuerySet:
        return seen(self, "unit", actor)  # type: ignore[return-value]


class Upload(Row):
    """Tệp tải lên — waits in quarantine until it is read; becomes a Copy when registered."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=UploadState, default=UploadState.QUARANTINED)
    file_name = models.CharField(max_length=200, blank=True)  # emptied when refused
    sha256 = models.CharField(max_length=64, blank=True)  # only once no secret mark is known
    size = models.BigIntegerField(default=0)
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, related_name="uploads")
    secrecy = models.CharField(_("độ mật"), max_length=20, blank=True)  # as marked; only where it may be held
    problem_code = models.CharField(max_length=30, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    job_id = models.CharField(max_length=10, blank=True)
    account_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    objects = UploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["REFUSED", "MARKED", "QUARANTINED", "PICTURED"])
                | models.Q(sha256="", reading__isnull=True),
                name="documents_nothing_of_the_refused",
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="documents_uploads")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_scan(self) -> bool:
        """Whether it is a PDF whose pages are pictures."""
        return self.problem_code == "NO_TEXT_LAYER" and self.file_name.lower().endswith(".pdf")

    @property
    def reading_key(self) -> str:
        """The name under which its reading waits in quarantine, until its picture is answered for."""
        return f"{self.public_id}-reading"


class UploadStep(StepRow):
    """Bước của tệp tải lên."""

    thing = models.ForeignKey(Upload, models.PROTECT, related_name="steps")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class Direction(models.TextChoices):
    """Chiều của sổ."""

    IN = "IN", _("sổ văn bản đến")
    OUT = "OUT", _("sổ văn bản đi")


class RegisterQuerySet(models.QuerySet["Register"]):
    def visible_to(self, actor: Actor) -> RegisterQuerySet:
        return seen(self, "unit", actor)  # type: ignore[return-value]


class Register(Row):
    """Sổ văn bản — one series of numbers of one unit: by kind and term, by year; data, not code."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="registers")
    direction = models.CharField(max_length=3, choices=Direction)
    name = models.CharField(max_length=120)
    series = models.CharField(max_length=30)  # "2026", "khóa XIV"
    kinds = models.JSONField(default=list)  # [] for all kinds in one series
    suffix = models.CharField(max_length=40, blank=True)  # "-KH/ĐU": what follows the number
    starts_at = models.IntegerField(default=1)
    next_number = models.IntegerField(default=1)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "direction", "name", "series"], name="documents_one_register")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.series})"


class NumberState(models.TextChoices):
    """Số trong sổ — every number is accounted for."""

    ISSUED = "ISSUED", _("đã cấp")
    RESERVED = "RESERVED", _("để dành")
    VOID = "VOID", _("bỏ")
    BEFORE = "BEFORE", _("trước khi dùng phần mềm")


class RegisterNumber(models.Model):
    """Một số của sổ — issued, reserved, void with a reason, or before the software."""

    id = models.BigAutoField(primary_key=True)
    register = models.ForeignKey(Register, models.PROTECT, related_name="numbers")
    number = models.IntegerField()
    state = models.CharField(max_length=10, choices=NumberState)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="documents_one_number"),
            models.CheckConstraint(
                condition=~models.Q(state="VOID") | ~models.Q(reason=""),
                name="documents_void_with_reason",
            ),
        ]

    @property
    def secrecy(self) -> str:
        """Độ mật — of the paper it was given to."""
        return self.entry.paper.secrecy if hasattr(self, "entry") else ""

    def __str__(self) -> str:
        return str(self.number)


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, actor: Actor) -> EntryQuerySet:
        return seen(self, "unit", actor)  # type: ignore[return-value]

    def for_list(self) -> EntryQuerySet:
        return self.select_related("paper__issuer", "unit", "register", "number")

    def incoming(self) -> EntryQuerySet:
        return self.filter(register__direction=Direction.IN)

    def standing(self) -> EntryQuerySet:
        return self.exclude(state=EntryState.WITHDRAWN)


class Entry(Row):
    """Dòng sổ — one paper in one unit's register, with its own number and days."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="entries")
    number = models.OneToOneField(RegisterNumber, models.PROTECT, related_name="entry")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="entries")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="entries")
    on = models.DateField(_("ngày đến hoặc đi"))
    state = models.CharField(max_length=12, choices=EntryState, default=EntryState.REGISTERED)
    is_paper_only = models.BooleanField(_("chỉ có bản giấy"), default=False)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "paper"],
                condition=~models.Q(state="WITHDRAWN"),
                name="documents_once_in_a_register",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="WITHDRAWN") | ~models.Q(withdrawn_because=""),
                name="documents_withdrawn_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-on", "-id"], name="documents_register_page"),
            models.Index(fields=["state", "on", "id"], name="documents_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.paper}"

    @property
    def secrecy(self) -> str:
        """Độ mật — its paper's."""
        return self.paper.secrecy


class EntryStep(StepRow):
    """Bước của dòng sổ."""

    thing = models.ForeignKey(Entry, models.PROTECT, related_name="steps")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class LeaderDirectionQuerySet(models.QuerySet["LeaderDirection"]):
    def visible_to(self, actor: Actor) -> LeaderDirectionQuerySet:
        return seen(self, "entry__unit", actor)  # type: ignore[return-value]


class LeaderDirection(Row):
    """Bút phê, ý kiến chỉ đạo — who, what day, lead, partners, due; given or entered theo bút phê."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="directions")
    leader = models.ForeignKey(Holding, models.PROTECT, related_name="+")
    on = models.DateField()
    text = models.CharField(max_length=2000)
    lead = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    partners = models.ManyToManyField(Unit, related_name="+")
    due_on = models.DateField(null=True)
    is_entered = models.BooleanField()  # theo bút phê: entered by another from the paper
    is_carried = models.BooleanField(default=False)  # some work was given by it: set once, by the act that gives
    at = models.DateTimeField()

    objects = LeaderDirectionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["entry"], condition=models.Q(is_carried=False), name="documents_not_carried")]

    def __str__(self) -> str:
        return f"{self.leader.post} {self.on:%d/%m/%Y}"

    @property
    def secrecy(self) -> str:
        """Độ mật — its paper's."""
        return self.entry.paper.secrecy


class Relation(models.TextChoices):
    """Quan hệ giữa hai văn bản."""

    IMPLEMENTS = "implements", _("thực hiện")
    AMENDS = "amends", _("sửa đổi, bổ sung")
    REPLACES = "replaces", _("thay thế")
    REPEALS = "repeals", _("bãi bỏ")
    BASED_ON = "based_on", _("căn cứ")
    CITES = "cites", _("viện dẫn")


class PaperLink(Row):
    """Liên hệ giữa văn bản — a confirmed reference; `target` is set once that paper is here."""

    source = models.ForeignKey(Paper, models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="links_in")
    canonical = models.CharField(max_length=120, blank=True, db_index=True)
    surface = models.CharField(max_length=400)
    relation = models.CharField(max_length=12, choices=Relation)
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, related_name="+")
    start = models.IntegerField(null=True)
    end = models.IntegerField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.source} {self.relation} {self.target or self.surface}"


class Verdict(models.TextChoices):
    """Ý kiến khi rà soát — what a person said of one value read."""

    ACCEPTED = "ACCEPTED", _("nhận")
    CORRECTED = "CORRECTED", _("sửa")
    DROPPED = "DROPPED", _("bỏ")


class ReviewMark(models.Model):
    """Dấu rà soát — kept at once, so that leaving the review page loses nothing.

    `key` names the value: "header.number", "obligations.3", "references.7"; `value` is what the
    person put in its place (a mapping of fields), with the span chosen.
    """

    id = models.BigAutoField(primary_key=True)
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="marks")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    verdict = models.CharField(max_length=10, choices=Verdict)
    value = models.JSONField(default=dict)
    account_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "unit", "key"], name="documents_one_mark")]

    def __str__(self) -> str:
        return f"{self.key} {self.verdict}"
