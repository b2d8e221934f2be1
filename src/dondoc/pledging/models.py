"""Bảng cam kết — Season of a cell and year, Pledge of a member, what happened to it, Tally where no list is kept, Tick."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.models import Person
from dondoc.access.rights import inside, reaches, seen
from dondoc.pledging.words import TOLD, Question, Stage
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import entered_after
from dondoc.shared.models import Row
from dondoc.units.models import Unit

KEEP = "pledging.keep_list"
M = TypeVar("M", bound=models.Model)


def private(rows: models.QuerySet[M], person: str, unit: str, actor: Actor) -> models.QuerySet[M]:
    """Riêng — one's own, and those of a cell where one keeps the list; standing above the cell opens nothing."""
    kept = inside(f"{unit}__path", reaches(actor, KEEP))
    return rows.filter(kept | models.Q(**{person: actor.person_id or 0}))


class SeasonQuerySet(models.QuerySet["Season"]):
    def visible_to(self, actor: Actor) -> SeasonQuerySet:
        """That a cell keeps a list, and for which year: of my units. Who stands on it is another matter."""
        return seen(self, "unit", actor)  # type: ignore[return-value]

    def for_list(self) -> SeasonQuerySet:
        return self.select_related("unit")


class Season(Row):
    """Cam kết của một chi bộ trong một năm — a list of who hands in, or counts alone where the cell keeps none here."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.IntegerField(_("năm"))
    keeps_list = models.BooleanField(default=True)
    at = models.DateTimeField()

    objects = SeasonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="pledging_one_season"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.year}"


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def visible_to(self, actor: Actor) -> PledgeQuerySet:
        return private(self, "person", "season__unit", actor)  # type: ignore[return-value]

    def standing(self) -> PledgeQuerySet:
        return self.filter(taken_off_at__isnull=True)

    def for_list(self) -> PledgeQuerySet:
        return self.select_related("season__unit", "person").prefetch_related("happenings")


class Pledge(Row):
    """Bản cam kết của một đảng viên trong năm — that he is to hand one in; what it says is not here."""

    season = models.ForeignKey(Season, models.PROTECT, related_name="pledges")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_off_at = models.DateTimeField(null=True)
    taken_off_because = models.CharField(max_length=300, blank=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "person"], condition=models.Q(taken_off_at__isnull=True), name="pledging_listed_once"
            ),
            models.CheckConstraint(
                condition=models.Q(taken_off_at__isnull=True) | ~models.Q(taken_off_because=""),
                name="pledging_taken_off_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.season.year)

    @property
    def steps(self) -> dict[str, Happening]:
        """Các bước còn giá trị — by stage, as they came with the row; of amendments the last."""
        return {row.stage: row for row in self.happenings.all() if row.struck_at is None}


class HappeningQuerySet(models.QuerySet["Happening"]):
    def visible_to(self, actor: Actor) -> HappeningQuerySet:
        return private(self, "pledge__person", "pledge__season__unit", actor)  # type: ignore[return-value]

    def standing(self) -> HappeningQuerySet:
        return self.filter(struck_at__isnull=True)


class Happening(Row):
    """Đã nộp, sửa, ghi nhận, xem lại — on a day; with the file the author gave, or where the paper lies."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="happenings")
    stage = models.CharField(max_length=10, choices=Stage)
    on = models.DateField(_("ngày"))
    sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    size = models.BigIntegerField(default=0)
    keeper = models.CharField(_("nơi giữ bản giấy"), max_length=200, blank=True)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    struck_at = models.DateTimeField(null=True)
    struck_because = models.CharField(max_length=300, blank=True)

    objects = HappeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pledge", "stage"],
                condition=models.Q(struck_at__isnull=True) & ~models.Q(stage="AMENDED"),
                name="pledging_once_a_year",
            ),
            models.CheckConstraint(
                condition=models.Q(struck_at__isnull=True) | ~models.Q(struck_because=""),
                name="pledging_struck_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.on:%d/%m/%Y}"

    @property
    def entered_on(self) -> date | None:
        """The day it was entered, where that is not the day it happened."""
        return entered_after(self.on, self.at)


class TallyQuerySet(models.QuerySet["Tally"]):
    def visible_to(self, actor: Actor) -> TallyQuerySet:
        return seen(self, "season__unit", actor)  # type: ignore[return-value]


class Tally(Row):
    """Số phải nộp; số bản đã nộp, đã ghi nhận, đã xem lại — as of a day, of a cell that keeps no list here."""

    season = models.ForeignKey(Season, models.PROTECT, related_name="tallies")
    stage = models.CharField(max_length=10, choices=TOLD)
    n = models.IntegerField(_("số bản"))
    on = models.DateField(_("tính đến ngày"))
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)

    objects = TallyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"


class TickQuerySet(models.QuerySet["Tick"]):
    def visible_to(self, actor: Actor) -> TickQuerySet:
        """The author's alone: no right opens it."""
        return self.filter(pledge__person=actor.person_id or 0)


class Tick(models.Model):
    """Dấu tự soát — the author's own, beside his own text."""

    id = models.BigAutoField(primary_key=True)
    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="+")
    question = models.CharField(max_length=10, choices=Question)

    objects = TickQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pledge", "question"], name="pledging_ticked_once")]

    def __str__(self) -> str:
        return self.get_question_display()
