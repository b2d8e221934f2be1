"""Tra quán triệt — who was asked on a day, how each stands by what was entered by then, what waits for a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from dondoc.documents.models import Paper
from dondoc.obligations.models import Obligation
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import end_of
from dondoc.studying.counting import Counts, summed
from dondoc.studying.models import Asking, AskingQuerySet, Decision, Meeting, MeetingPaper, Reflection, Sitting
from dondoc.studying.rules import behind, standing
from dondoc.studying.words import CELL_KINDS, DONE, Across, Standing, Way
from dondoc.units.dated import UnitTrait
from dondoc.units.inheriting import owners_then
from dondoc.units.models import STEP, Placement, Unit
from dondoc.units.queries import hours_on, path_on


@dataclass(slots=True)
class Line:
    """Một đơn vị với văn bản ấy — what it decided, when it held it, n/m, reflections; as of D by data until T."""

    unit_id: int
    path: str  # where it stood on that day
    hours: float  # from Hà Nội, when it was held
    way: str = ""
    way_later: str = ""  # decided after that day
    reason: str = ""
    done_on: date | None = None
    entered_at: datetime | None = None
    present: int | None = None
    total: int | None = None
    others: int | None = None
    sittings: int = 0
    made_up: int = 0
    reflections: int | None = None
    behind: bool | None = None

    @property
    def is_withheld(self) -> bool:
        """Không hiện số — to who reads of many units: of so few members, or of a size nobody told, a count tells of each."""
        return Counts(self.present, self.total, reflections=self.reflections).is_few

    @property
    def standing(self) -> Standing:
        return standing(self.way or (self.way_later if self.done_on else ""), self.done_on)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Độ phủ của một văn bản — every unit asked that one sees, in the order of the tree; each count is of these lines."""

    asking: Asking
    day: date
    known_by: datetime
    moment: datetime
    path: str  # of the unit that asks, on that day
    lines: tuple[Line, ...] = field(default=())

    @property
    def counts(self) -> dict[Standing, int]:
        """Every standing, also where nobody stands so."""
        return {name: sum(line.standing == name for line in self.lines) for name in Standing}

    @property
    def done(self) -> int:
        return sum(line.standing in DONE for line in self.lines)

    @property
    def late(self) -> int:
        return sum(line.behind is True for line in self.lines)

    @property
    def present(self) -> int | None:
        """Those who came, of units that told and are not small."""
        return summed(line.present for line in self._shown)

    @property
    def total(self) -> int | None:
        return summed(line.total for line in self._shown)

    @property
    def reflections(self) -> int | None:
        return summed(line.reflections for line in self._shown)

    @property
    def _shown(self) -> list[Line]:
        return [line for line in self.lines if not line.is_withheld]

    def branch(self, line: Line) -> str:
        """The path of the unit directly below the asking one under which a line stands."""
        return line.path[: len(self.path) + STEP]

    @property
    def branches(self) -> list[tuple[str, list[Line]]]:
        """The lines by the units directly below, in the order of the tree."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            found.setdefault(self.branch(line), []).append(line)
        return list(found.items())


def asked(asking: Asking, day: date) -> models.QuerySet[Placement]:
    """Những đơn vị được yêu cầu, vào ngày D — where each that stood below then stood."""
    path, lasting = path_on(asking.unit, day), Q(until_on__isnull=True) | Q(until_on__gte=day)
    rows = Placement.objects.filter(lasting, from_on__lte=day, path__gt=path, path__lt=path[:-1] + "0")
    rows = rows.exclude(unit=asking.unit)
    if asking.across == Across.CHILDREN:
        return rows.alias(long=models.functions.Length("path")).filter(long=len(path) + STEP)
    if asking.across == Across.CELLS:
        then = UnitTrait.objects.filter(unit=OuterRef("unit"), from_on__lte=day).order_by("-from_on", "-id")
        kind = models.functions.Coalesce(models.Subquery(then.values("kind")[:1]), models.F("unit__kind"))
        return rows.alias(kind_then=kind).filter(kind_then__in=[kind.value for kind in CELL_KINDS])
    return rows


def coverage(asking: Asking, actor: Actor, day: date, known_by: datetime) -> Coverage:
    """Độ phủ — of the units that who then asked it asked, which one sees. Seven queries, whatever their number."""
    owners_then([asking], day, known_by)
    moment, seen = end_of(day, known_by), Unit.objects.visible_to(actor).values("pk")
    rows = asked(asking, day).filter(unit__in=seen).order_by("path", "id")
    found = {
        pk: Line(pk, path, float(hours))
        for pk, path, hours in rows.values_list("unit_id", "path", "unit__hours_from_hanoi")
    }
    _decided(found, asking.paper, day, known_by)
    _held(found, asking.paper, day, known_by)
    for line in found.values():
        line.behind = behind(line.standing, asking.due_on, line.done_on, line.entered_at, moment, line.hours)
    return Coverage(asking, day, known_by, moment, path_on(asking.unit, day), tuple(found.values()))


def _decided(found: dict[int, Line], paper: Paper, day: date, known_by: datetime) -> None:
    """The last of each unit by that day. What was decided later than it was held says what the session was."""
    rows = Decision.objects.filter(paper=paper, at__lte=known_by).order_by("on", "id")
    for unit, way, reason, on in rows.values_list("unit", "way", "reason", "on"):
        line = found.get(unit)
        if line is None:
            continue
        if on <= day:
            line.way, line.reason = way, reason
        elif not line.way_later:
            line.way_later = way


def _held(found: dict[int, Line], paper: Paper, day: date, known_by: datetime) -> None:
    """Of each meeting the first session and what made up for it; of a make-up without its first nothing is counted."""
    mine = MeetingPaper.objects.filter(paper=paper).values("meeting")
    rows = Sitting.objects.known_by(known_by).filter(meeting__in=mine, on__lte=day).order_by("makes_up", "on", "id")
    counted: dict[int, dict[int, Counts]] = {unit: {} for unit in found}
    for row in rows.select_related("meeting").annotate(hours=hours_on("meeting__unit", "on")):
        held = counted.get(row.meeting.unit_id)
        if held is None or (row.makes_up and row.meeting_id not in held):
            continue
        held.setdefault(row.meeting_id, Counts()).add(row)
        _add(found[row.meeting.unit_id], row)
    told = Reflection.objects.filter(meeting__in=mine, on__lte=day, at__lte=known_by).order_by("on", "id")
    for pk, unit, count in told.values_list("meeting", "meeting__unit", "handed_in"):
        if pk in counted.get(unit, {}):
            counted[unit][pk].reflections = count
    for unit, held in counted.items():
        _tell(found[unit], list(held.values()))


def _add(line: Line, row: Sitting) -> None:
    line.sittings, line.made_up = line.sittings + 1, line.made_up + row.makes_up
    if not row.makes_up and (line.done_on is None or row.on < line.done_on):
        line.done_on, line.entered_at, line.hours = row.on, row.at, float(row.hours)  # type: ignore[attr-defined]


def _tell(line: Line, held: Sequence[Counts]) -> None:
    """Số của đơn vị — of its meetings on one paper the fullest: who came to two is one. Nothing of a meeting of few is
    told beside the numbers of a larger one."""
    if not held:
        return
    best = max(held, key=lambda one: (one.size, one.present or 0))
    line.present, line.total, line.others = best.present, best.total, best.others
    alike = [best] if best.is_few else [one for one in held if not one.is_few]
    line.reflections = max((one.reflections for one in alike if one.reflections is not None), default=None)


def decision_of(unit: Unit, paper: Paper) -> Decision | None:
    """Quyết định đang có của một đơn vị về một văn bản."""
    return Decision.objects.filter(unit=unit, paper=paper, replaced_at__isnull=True).first()


def is_held(unit: Unit, paper: Paper) -> bool:
    """Đã có buổi nào còn giá trị chưa."""
    return Meeting.objects.standing().filter(unit=unit, papers__paper=paper).exists()


def waiting(rows: AskingQuerySet, unit: Unit) -> AskingQuerySet:
    """Văn bản chờ quán triệt — asked of this unit, and neither held nor decided to be left, by whoever asks of it.

    A first session that is withdrawn makes its meeting count no more.
    """
    mine: dict[str, Any] = {"unit": unit, "paper": OuterRef("paper")}
    left = Decision.objects.filter(replaced_at__isnull=True, way=Way.NONE, **mine)
    held = Meeting.objects.standing().filter(unit=unit, papers__paper=OuterRef("paper"))
    return rows.filter(~Exists(left), ~Exists(held))


def branch_units(found: Coverage) -> dict[str, Unit]:
    """Đơn vị trực thuộc của mỗi nhánh, vào ngày ấy — by path."""
    paths = {found.branch(line) for line in found.lines}
    rows = Placement.objects.filter(path__in=paths, from_on__lte=found.day).select_related("unit")
    return {row.path: row.unit for row in rows.order_by("from_on", "id")}


def proposed_due(paper: Paper, actor: Actor) -> tuple[date | None, str]:
    """Hạn văn bản nêu — of its confirmed obligation that speaks of studying it, with the passage; (None, "") where it has none."""
    rows = Obligation.objects.visible_to(actor).filter(paper=paper, due_on__isnull=False)
    row = rows.filter(Q(text__contains="quán triệt") | Q(text__contains="Quán triệt")).order_by("id").first()
    return (row.due_on, f"{row.provision or row.nv}") if row else (None, "")
