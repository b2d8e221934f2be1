"""Tra quy định — “Which applied on that day, at that level?”, the office's calendar, and days counted by both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from dondoc.regulations import rules
from dondoc.regulations.counting import Counted, count
from dondoc.regulations.figures import Figure, Office, Unknown, applied
from dondoc.regulations.models import CalendarChange, OfficeFigure
from dondoc.regulations.places import PlaceDay, PlaceWeek
from dondoc.regulations.resting import Place, Week, Where, came_on, in_force
from dondoc.regulations.rulesets import Given, Subject, book
from dondoc.regulations.words import Certainty, Level, Unit
from dondoc.regulations.workdays import Change, WorkCalendar
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import day_at, hanoi_day
from dondoc.units.dated import UnitTrait
from dondoc.units.models import Unit as Body
from dondoc.units.queries import roots


@dataclass(frozen=True, slots=True)
class Line:
    """Một con số ở một cấp — what holds on a day, and what the rule says."""

    subject: Subject
    level: Level | None
    found: Figure | Unknown

    @property
    def given(self) -> Given | None:
        return self.found.given

    @property
    def is_open(self) -> bool:
        """The office has to set it."""
        return not self.found.is_known and self.given is not None

    @property
    def may_be_set(self) -> bool:
        """The rule does not fix it beyond doubt: the office may speak."""
        return self.given is not None and self.given.certainty is not Certainty.CONFIRMED


def keeper() -> Body:
    """Nơi đặt — the committee at the root: what it sets binds the whole installation."""
    found = roots()
    if not found:
        raise Refused(_("Chưa có đơn vị gốc. Chạy `dondoc init` trước."))
    return found[0]


def figure(key: str, *, on: date, level: str | None = None) -> Figure | Unknown:
    """Con số áp dụng ngày ấy, ở cấp ấy — one query; keep it with what it decides, by its `id`. KeyError on no such key."""
    return applied(key, on=on, level=level, office=set_by_office(key))


def lines(on: date, key: str | None = None) -> list[Line]:
    """Every figure at every level on a day, in the order of the data; of one key those alone. One query."""
    office, known = set_by_office(key), book()
    return [
        Line(subject, level, applied(subject.key, on=on, level=level, office=office))
        for subject in known.subjects.values() if key in (None, subject.key)
        for level in known.levels(subject.key)
    ]  # fmt: skip


def by_id(id: str) -> Figure | None:
    """Con số đã dùng — the one whose id was stored, whatever has changed since."""
    given_id, _plus, own_id = id.partition("+")
    given = book().given(given_id)
    if given is None:
        return None
    if not own_id:
        return Figure(given, given.amount, given.unit, given.cap, given.certainty) if given.amount is not None else None
    row = OfficeFigure.objects.filter(public_id=own_id, given=given_id).first()
    return Figure(given, row.amount, Unit(row.unit), row.cap, Certainty.OFFICE, row.value) if row else None


def work_calendar(known_by: datetime | None = None) -> WorkCalendar:
    """Lịch làm việc của cơ quan — with what was corrected, as it is now or as it was known at T. One query."""
    rows = CalendarChange.objects.filter(withdrawn_at__isnull=True)
    if known_by is not None:
        standing = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=known_by)
        rows = CalendarChange.objects.filter(standing, at__lte=known_by).order_by("id")
    return WorkCalendar({row.on: Change(row.is_off, row.because, row.is_notice) for row in rows})


def due(
    found: Figure | Unknown, start: date | datetime, more: int = 0, calendar: WorkCalendar | None = None
) -> Counted | Unknown:
    """Hạn theo một con số — the day, by which rule and calendar; `more` extends it, within its cap. Unknown stays so.

    Who asks of many brings the calendar.
    """
    if not found.is_known:
        return found
    if more:
        rules.check_extension(found, more)
    amount = -found.amount if found.given.subject.before else found.amount + more
    return count(amount, found.unit, start, calendar or work_calendar(), found.id)


def set_by_office(key: str | None = None, known_by: datetime | None = None) -> list[Office]:
    """Số cơ quan đã đặt — of one subject or of all, the last entered first; `known_by`: as was entered until T. One query."""
    rows = OfficeFigure.objects.order_by("-id")
    rows = rows.filter(key=key) if key else rows
    if known_by is None:
        return [row.value for row in rows]
    return [_known(row, known_by) for row in rows.filter(at__lte=known_by)]


def _known(row: OfficeFigure, known_by: datetime) -> Office:
    """Without a withdrawal that was entered later."""
    is_later = row.withdrawn_at is not None and row.withdrawn_at > known_by
    return replace(row.value, withdrawn_from=None) if is_later else row.value


@dataclass(frozen=True, slots=True)
class Places:
    """Mọi nơi đóng — loaded once, asked for each unit."""

    office: WorkCalendar
    weeks: dict[int, list[Week]]
    history: dict[int, list[tuple[date, Where]]]

    def of(self, unit: Body, day: date) -> Place:
        """Nơi đóng của một đơn vị vào một ngày — unknown where nothing was told of the place it stands at."""
        if not unit.is_abroad:
            return Place(self.office)
        week = in_force(self.weeks.get(unit.pk, ()), came_on(self.history.get(unit.pk, ()), day), day)
        return Place(self.office, True, week)

    def rests(self, unit: Body, at: datetime) -> bool:
        """Đang nghỉ — by the date it is there."""
        day = day_at(at, float(unit.hours_from_hanoi))
        return self.of(unit, day).is_off(day)

    def rest_until(self, unit: Body, at: datetime) -> date:
        """Ngày cuối của đợt nghỉ ngay sau — what comes due until then is told today; never before today in Hà Nội."""
        day = day_at(at, float(unit.hours_from_hanoi))
        return max(hanoi_day(at), self.of(unit, day).rest_until(day))


def places(units: Iterable[Body] | None = None) -> Places:
    """Ngày nghỉ của các nơi đóng — of these units, or of all. Four queries."""
    rows = PlaceWeek.objects.standing()
    rows = rows.filter(unit__in=[unit.pk for unit in units]) if units is not None else rows
    days: dict[int, dict[date, bool]] = {}
    for pk, on, is_off in PlaceDay.objects.standing().filter(week__in=rows).values_list("week_id", "on", "is_off"):
        days.setdefault(pk, {})[on] = is_off
    weeks: dict[int, list[Week]] = {}
    for row in rows:
        weeks.setdefault(row.unit_id, []).append(Week(row.from_on, row.weekdays, days.get(row.pk, {})))
    return Places(work_calendar(), weeks, _history(list(weeks)))


def _history(ids: list[int]) -> dict[int, list[tuple[date, Where]]]:
    """Where these units have stood, the first place first."""
    found: dict[int, list[tuple[date, Where]]] = {}
    for row in UnitTrait.objects.filter(unit__in=ids).order_by("from_on", "id"):
        found.setdefault(row.unit_id, []).append((row.from_on, (row.is_abroad, row.region, row.country)))
    return found


def place_of(unit: Body, day: date) -> Place:
    """Nơi đóng của một đơn vị."""
    return places([unit]).of(unit, day)


def week_row(unit: Body, day: date) -> PlaceWeek | None:
    """Dòng ngày nghỉ hằng tuần đang áp dụng — what new feasts are told of."""
    week = place_of(unit, day).week
    rows = PlaceWeek.objects.standing().filter(unit=unit, from_on=week.from_on) if week else PlaceWeek.objects.none()
    return rows.select_related("unit").first()


def stands_since(unit: Body, day: date) -> date | None:
    """Đóng ở nơi ấy từ ngày nào."""
    return came_on(_history([unit.pk]).get(unit.pk, ()), day)
