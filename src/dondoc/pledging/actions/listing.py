"""Danh sách cam kết — opened for a year, a member put on or taken off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.models import Person
from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.pledging import rules
from dondoc.pledging.models import KEEP, Pledge, Season
from dondoc.pledging.queries import CELLS
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason, or_refuse
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands


@act(KEEP, gettext_lazy("Lập danh sách cam kết"))
def keep_list(*, unit: Unit, year: int, people: Iterable[Person], by: Actor, at: datetime) -> Season:
    """Lập danh sách cam kết — who is to hand in, of one cell and year; nothing of what they will write."""
    require(by, KEEP, unit)
    row = opened(unit, year, at, keeps_list=True)
    for person in dict.fromkeys(people):
        _put_on(row, person, at)
    check_stands(unit)
    write(KEEP, row, by=by, at=at, unit=unit, year=year)
    return row


@act("pledging.put_on", gettext_lazy("Thêm vào danh sách cam kết"))
def put_on(*, season: Season, person: Person, by: Actor, at: datetime) -> Pledge:
    """Thêm một đảng viên — who came to the cell in the year."""
    require(by, KEEP, season.unit)
    if not season.keeps_list:
        raise Refused(_("Chi bộ này chỉ ghi số, không giữ danh sách ở đây."))
    row = _put_on(season, person, at)
    write("pledging.put_on", season, by=by, at=at, unit=season.unit, pledge=row.pk)
    return row


@act("pledging.take_off", gettext_lazy("Đưa khỏi danh sách cam kết"))
def take_off(*, pledge: Pledge, reason: str, by: Actor, at: datetime) -> None:
    """Đưa khỏi danh sách — moved to another cell, put on by mistake; the row and its days stay."""
    require(by, KEEP, pledge.season.unit)
    check_reason(reason)
    rows = Pledge.objects.standing().filter(pk=pledge.pk)
    if not rows.update(taken_off_at=at, taken_off_because=reason.strip()[:300]):
        raise Refused(_("Người này đã được đưa khỏi danh sách."))
    write("pledging.take_off", pledge.season, by=by, at=at, unit=pledge.season.unit, pledge=pledge.pk)


def opened(unit: Unit, year: int, at: datetime, *, keeps_list: bool) -> Season:
    """One a cell and year; whoever is second finds the first."""
    rules.check_year(year, hanoi_day(at))
    if unit.kind not in CELLS:
        raise Refused(_("Bản cam kết do chi bộ theo dõi."))
    with or_refuse(_("Chi bộ đã có danh sách hoặc số liệu cam kết của năm này.")):
        return Season.objects.create(unit=unit, year=year, keeps_list=keeps_list, at=at)


def _put_on(season: Season, person: Person, at: datetime) -> Pledge:
    with or_refuse(_("Người này đã có trong danh sách.")):
        return Pledge.objects.create(season=season, person=person, at=at)
