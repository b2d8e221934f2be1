"""Dựng chuyện bốn mươi chi bộ — the cells, what each was given, studied and planned, by acts; what is already there is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dondoc.documents.models import Paper
from dondoc.implementation.actions.doing import note
from dondoc.obligations.models import Assignment, Obligation
from dondoc.planning.actions.drafting import draft
from dondoc.planning.actions.issuing import issue
from dondoc.regulations.actions import set_figure
from dondoc.studying.actions.holding import Held, hold_session
from dondoc.units.actions import establish
from dondoc.units.models import Unit
from tests.cast import AT, BEGAN, TODAY, Cast, a_person
from tests.planning.making import a_book
from tests.web.story import an_actor, evening

MANY, ABROAD, PLANS, LATE, ALLOWED = 40, 3, 38, 2, 15
STUDIED_ON, LAST = TODAY + timedelta(days=10), TODAY + timedelta(days=30)
IN_TIME_ON, LATE_ON = TODAY + timedelta(days=ALLOWED), TODAY + timedelta(days=ALLOWED + 1)
SLOW = f"Trong {MANY} kế hoạch có hạn: {LATE} ban hành muộn, {MANY - PLANS} quá hạn chưa ban hành."


@dataclass
class Cells:
    """Bốn mươi chi bộ — those abroad first, each with the name its secretary signs in by."""

    all: list[Unit]
    abroad: dict[int, str]


def forty_cells(cast: Cast) -> Cells:
    """The two of the small committee and thirty-eight more: three abroad."""
    abroad = [cast.cell, *(_cell(cast, n, cast.branch) for n in range(2, ABROAD + 1))]
    names = {cast.cell.pk: "doer"}
    for n, cell in enumerate(abroad[1:], 2):
        cast.people[f"xa{n}"] = a_person(cast, f"xa{n}", f"Vừ A Tủa {n}", cell, "BI_THU")
        names[cell.pk] = f"xa{n}"
    near = [cast.home, *(_cell(cast, n, cast.board) for n in range(ABROAD + 2, MANY + 1))]
    return Cells([*abroad, *near], names)


def _cell(cast: Cast, n: int, parent: Unit) -> Unit:
    facts = {"kind": "CHI_BO", "parent": parent, "by": cast.setup, "at": AT, "on": BEGAN}
    return establish(name=f"Chi bộ số {n}", is_abroad=parent == cast.branch, **facts)


def plans_in_fifteen_days(cast: Cast) -> None:
    """The office's own figure."""
    facts = {"unit": "calendar_day", "from_on": date(2026, 1, 1), "ground": "Quy chế làm việc"}
    set_figure(key="mirror.plan_lag", amount=ALLOWED, by=cast.leader, at=AT, **facts)


def studied_at_home(cast: Cast, cells: Cells, paper: Paper) -> None:
    """Every cell but those abroad holds its session."""
    by = an_actor(cast, "leader", STUDIED_ON)
    for cell in cells.all[ABROAD:]:
        held = Held(STUDIED_ON, present=8, total=9)
        hold_session(unit=cell, papers=[paper], held=held, by=by, at=evening(STUDIED_ON))


def planned(cast: Cast, cells: Cells, done: Obligation) -> None:
    """All but two issue a plan, the first two a day later than the office allows, and say so of the one duty."""
    for n, cell in enumerate(cells.all[:PLANS]):
        day = LATE_ON if n < LATE else IN_TIME_ON
        by, at = an_actor(cast, "office", day), evening(day)
        plan = draft(paper=done.paper, unit=cell, title="Thực hiện nghị quyết", by=by, at=at)
        issue(plan=plan, register=a_book(cast, cell), on=day, by=by, at=at)
        work = Assignment.objects.get(obligation=done, unit=cell)
        note(assignment=work, text="Đã ban hành kế hoạch", on=day, by=by, at=at)
