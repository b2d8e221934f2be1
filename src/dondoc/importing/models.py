"""Bảng của phòng nạp — Import (a sheet that came), Line (a row of it and what became of it), Remembered (its columns)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import inside, reaches, seen
from dondoc.documents.models import Entry, Register
from dondoc.importing.lifecycle import ImportState
from dondoc.obligations.models import Obligation
from dondoc.shared.actor import Actor
from dondoc.shared.models import Row, StepRow
from dondoc.units.models import Unit


class Kind(models.TextChoices):
    """Bảng gì."""

    TASKS = "TASKS", _("bảng giao việc")
    INCOMING = "INCOMING", _("sổ văn bản đến")
    OUTGOING = "OUTGOING", _("sổ văn bản đi")
    UNITS = "UNITS", _("danh sách đơn vị")


UNITS_ARE_LAID_BY = (
    "units.establish"  # a list of units is the affair of who may establish them, whatever is done with it
)


def right_of(kind: str, act: str) -> str:
    """Quyền cần có để làm việc ấy với bảng loại này."""
    return UNITS_ARE_LAID_BY if kind == Kind.UNITS else act


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, actor: Actor) -> ImportQuerySet:
        """Of the units whose work one sees; lists of units where one may establish some."""
        return self.filter(models.Q(pk__in=seen(self, "unit", actor).values("pk")) | _lists(actor))

    def granted(self, actor: Actor, act: str) -> ImportQuerySet:
        """Of the units where this actor may do this act with a sheet of its kind."""
        books = ~models.Q(kind=Kind.UNITS) & inside("unit__path", reaches(actor, act))
        return self.filter(books | _lists(actor))


def _lists(actor: Actor) -> models.Q:
    """Danh sách đơn vị của những nhánh mình được lập đơn vị."""
    return models.Q(kind=Kind.UNITS) & inside("unit__path", reaches(actor, UNITS_ARE_LAID_BY))


class Import(Row):
    """Bảng nạp — one sheet for one unit. The file itself is never kept: its rows are, but those that bear a mark.

    `columns` says which column (by its place) holds which field; `defaults` what holds where a cell says nothing.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    register = models.ForeignKey(Register, models.PROTECT, null=True, related_name="+")  # none of a list of units
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.READING)
    file_name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    heads = models.JSONField(default=list)
    signature = models.CharField(max_length=64, blank=True)
    columns = models.JSONField(default=dict)
    defaults = models.JSONField(default=dict)
    total = models.IntegerField(default=0)  # rows below the heads
    looked_to = models.IntegerField(default=0)  # the place of the last row looked at under these columns
    problem = models.CharField(max_length=500, blank=True)
    job_id = models.CharField(max_length=10, blank=True)
    account_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(state="WRITING"), name="importing_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="UNITS") | models.Q(register__isnull=False), name="importing_into_a_register"
            ),
        ]
        indexes = [models.Index(fields=["unit", "-id"], name="importing_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.public_id}"

    @classmethod
    def quarantine_names(cls) -> set[str]:
        """Those still to be read."""
        return set(cls.objects.filter(state=ImportState.READING).values_list("public_id", flat=True))

    @property
    def book(self) -> Register:
        """Sổ của bảng."""
        assert self.register is not None, "a list of units goes into no register"
        return self.register

    def right(self, act: str) -> str:
        """Quyền cần có."""
        return right_of(self.kind, act)

    def field_at(self) -> dict[int, str]:
        """Column → field."""
        return {int(place): field for place, field in self.columns.items()}


class ImportStep(StepRow):
    """Bước của bảng nạp."""

    thing = models.ForeignKey(Import, models.PROTECT, related_name="steps")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class Verdict(models.TextChoices):
    """Xem trước một dòng — what would become of it."""

    UNSEEN = "UNSEEN", _("chưa xem")
    NEW = "NEW", _("mới")
    CREATES = "CREATES", _("mới, cả văn bản")
    WARNED = "WARNED", _("mới, có điều cần xem")
    CHANGED = "CHANGED", _("có thay đổi")
    SAME = "SAME", _("đã có, không đổi")
    WRONG = "WRONG", _("có lỗi")
    SECRET = "SECRET", _("có dấu mật, không giữ")
    HEADING = "HEADING", _("dòng nhóm, không nạp")


FILED = "filed"  # said of a whole sheet: its lines are filed, they wait for no review
WRITES = (Verdict.NEW, Verdict.CREATES, Verdict.WARNED, Verdict.CHANGED)


class Outcome(models.TextChoices):
    """Kết quả ghi một dòng."""

    NONE = "", _("chưa ghi")
    WRITTEN = "WRITTEN", _("đã ghi")
    LEFT = "LEFT", _("không ghi được")


class Line(models.Model):
    """Một dòng của bảng — its cells, what each would do or what is wrong with it, what became of it.

    Of a row with a mark that may not be held only its place is here. `key` is its identity: the same row of another
    sheet has the same. `said` is column → [what, sentence].
    """

    id = models.BigAutoField(primary_key=True)
    sheet = models.ForeignKey(Import, models.PROTECT, related_name="lines")
    place = models.IntegerField()  # as the spreadsheet counts its rows
    cells = models.JSONField(default=list)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.UNSEEN)
    said = models.JSONField(default=dict)
    key = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.NONE, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    obligation = models.ForeignKey(Obligation, models.PROTECT, null=True, related_name="+")
    made = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")  # the unit it established or changed
    secrecy = models.CharField(_("độ mật"), max_length=20, blank=True)  # only where it may be held

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "place"], name="importing_one_row")]
        indexes = [
            models.Index(fields=["sheet", "verdict", "outcome", "place"], name="importing_by_verdict"),
            models.Index(fields=["sheet", "key", "place"], name="importing_same_key"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.verdict}"


class Remembered(models.Model):
    """Cột đã nhớ — what a person confirmed of a sheet's heads, for the next sheet of the same unit with the same heads."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    signature = models.CharField(max_length=64)
    heads = models.JSONField()  # folded head → field, "" for a column that is left
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "signature"], name="importing_remembered_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind}"


def counts(sheet: Import) -> dict[str, int]:
    """Bao nhiêu dòng mỗi loại — one query; every row is in one of them."""
    rows: Any = sheet.lines.order_by().values_list("verdict").annotate(n=models.Count("pk"))
    return {str(verdict): n for verdict, n in rows}
