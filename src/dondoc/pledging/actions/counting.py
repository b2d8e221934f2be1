"""Chỉ ghi số — of a cell that keeps no list here: how many must, how many did, as of a day."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.pledging import rules
from dondoc.pledging.actions.listing import opened
from dondoc.pledging.models import Season, Tally
from dondoc.pledging.words import COUNTED, TOTAL
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands

COUNT = "pledging.count"


@act(COUNT, gettext_lazy("Ghi số bản cam kết"))
def count(
    *,
    unit: Unit,
    year: int,
    on: date,
    by: Actor,
    at: datetime,
    total: int | None = None,
    counts: dict[str, int | None] | None = None,
) -> Season:
    """Ghi số bản cam kết — n of m, no names; a later count stands beside the earlier. What is not told stays unknown."""
    require(by, COUNT, unit)
    check_come(on, at)
    row = _season(unit, year, at)
    told = {TOTAL: total, **{stage: n for stage, n in (counts or {}).items() if stage in COUNTED}}
    said = {stage: n for stage, n in told.items() if n is not None}
    _check(row, said, on)
    Tally.objects.bulk_create(Tally(season=row, stage=stage, n=n, on=on, at=at, **by.who) for stage, n in said.items())
    check_stands(unit)
    write(COUNT, row, by=by, at=at, on=on, unit=unit, year=year, stages=sorted(said))
    return row


def _check(row: Season, said: dict[str, int], on: date) -> None:
    """Beside all that was told before, of this day and of later ones: of a day the last entered counts."""
    before = row.tallies.order_by("on", "id").values_list("on", "stage", "n")
    told = sorted([*before, *((on, stage, n) for stage, n in said.items())], key=lambda one: one[0])
    rules.check_told(told, on, said)


def _season(unit: Unit, year: int, at: datetime) -> Season:
    """The one there is, or a new one; one at a time counts it."""
    row = Season.objects.select_for_update().filter(unit=unit, year=year).first()
    if row is None:
        return opened(unit, year, at, keeps_list=False)
    if row.keeps_list:
        raise Refused(_("Chi bộ giữ danh sách của năm này: số đếm từ danh sách."))
    return row
