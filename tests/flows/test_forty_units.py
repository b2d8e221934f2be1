"""Một nghị quyết ở bốn mươi đơn vị — what the mirror then says, figure by figure, and the rows behind each.

Forty cells are given two duties of one resolution and asked to study it; thirty-nine do (three abroad by one line each
from the cell itself), thirty-eight issue a plan, two of them later than the office allows; one duty nobody touches.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from dondoc.documents.models import Entry
from dondoc.implementation.actions.doing import note
from dondoc.mirror.queries import Mirror
from dondoc.mirror.rules import Found
from dondoc.mirror.scope import Scope
from dondoc.obligations.actions.assigning import assign
from dondoc.obligations.models import Assignment, Obligation
from dondoc.obligations.rules import Due
from dondoc.planning.actions.drafting import draft
from dondoc.planning.actions.issuing import issue
from dondoc.regulations.actions import set_figure
from dondoc.studying.actions.asking import ask
from dondoc.studying.actions.holding import Held, hold_session
from dondoc.units.actions import establish
from dondoc.units.models import Unit
from tests.cast import AT, BEGAN, TODAY, Cast, a_person, client_of
from tests.making import an_entry, an_obligation
from tests.planning.making import a_book
from tests.web.story import an_actor, clock, evening

pytestmark = [pytest.mark.acts, pytest.mark.wide, pytest.mark.timeout(600)]
MANY, ABROAD, PLANS, LATE, ALLOWED = 40, 3, 38, 2, 15
STUDY_BY, LAST = TODAY + timedelta(days=20), TODAY + timedelta(days=30)


@dataclass
class Spread:
    """A resolution, its two duties, the forty cells, those abroad with the name of their secretary."""

    entry: Entry
    done: Obligation
    missed: Obligation
    cells: list[Unit]
    abroad: dict[int, str]


def _given(cast: Cast) -> Spread:
    entry = an_entry(cast, "01")
    done, missed = (
        an_obligation(cast, entry, text=text, due=Due(date(2026, 12, 31)))
        for text in ("Xây dựng kế hoạch thực hiện nghị quyết", "Công khai kết quả hằng quý trên trang thông tin")
    )
    found = Spread(entry, done, missed, [], {})
    for n in range(MANY):
        parent = cast.branch if n < ABROAD else cast.board
        cell = establish(
            name=f"Chi bộ số {n + 1}",
            kind="CHI_BO",
            parent=parent,
            by=cast.setup,
            at=AT,
            on=BEGAN,
            is_abroad=n < ABROAD,
        )
        found.cells.append(cell)
        if n < ABROAD:
            found.abroad[cell.pk] = f"xa{n}"
            cast.people[f"xa{n}"] = a_person(cast, f"xa{n}", f"Vừ A Tủa {n}", cell, "BI_THU")
        for duty in (done, missed):
            assign(obligation=duty, unit=cell, due_on=duty.due_on, by=cast.leader, at=AT)
    return found


def _studied(cast: Cast, spread: Spread) -> None:
    """The branch's cells and the board's are asked; the fortieth tells nothing; the cells abroad answer from a phone, by one line."""
    asking = ask(entry=spread.entry, across="CELLS", due_on=STUDY_BY, due_source="mục IV", by=cast.leader, at=AT)
    day = TODAY + timedelta(days=10)
    for n, cell in enumerate(spread.cells[: MANY - 1]):
        if cell.pk in spread.abroad:
            with clock(evening(day)):
                said = {"on": f"{day:%d/%m/%Y}", "share": "8/9", "way": "STUDY", "form": "ONLINE", "once": f"xa{n}"}
                answer = client_of(cast, spread.abroad[cell.pk]).post(
                    reverse("report_study", args=[asking.public_id]), said
                )
                assert answer.status_code == 302
        else:
            hold_session(
                unit=cell,
                papers=[spread.entry.paper],
                held=Held(day, present=8, total=9),
                by=an_actor(cast, "leader", day),
                at=evening(day),
            )


def _planned(cast: Cast, spread: Spread) -> None:
    for n, cell in enumerate(spread.cells[:PLANS]):
        day = TODAY + timedelta(days=20 if n < LATE else 5)
        by, at = an_actor(cast, "office", day), evening(day)
        plan = draft(paper=spread.entry.paper, unit=cell, title="Thực hiện nghị quyết", by=by, at=at)
        issue(plan=plan, register=a_book(cast, cell), on=day, by=by, at=at)
        work = Assignment.objects.get(obligation=spread.done, unit=cell)
        note(assignment=work, text="Đã ban hành kế hoạch", on=day, by=by, at=at)


def _found(mirror: Mirror, key: str) -> Found:
    return next(one for one in mirror.indicators if one.key == key)


def test_the_mirror_says_exactly_what_happened(cast: Cast) -> None:
    spread = _given(cast)
    set_figure(key="mirror.plan_lag", amount=ALLOWED, unit="calendar_day", from_on=date(2026, 1, 1), ground="Quy chế làm việc",
               by=cast.leader, at=AT)  # fmt: skip
    _studied(cast, spread)
    _planned(cast, spread)
    scope = Scope(cast.root, LAST, evening(LAST))
    for is_today in (True, False):
        mirror = Mirror(an_actor(cast, "leader", LAST), scope, is_today=is_today)
        lag, cover, studied = (_found(mirror, key) for key in ("I1", "I5", "Q1"))
        assert (lag.numerator, lag.unknown, lag.more["over"]) == (PLANS, MANY - PLANS, LATE)
        assert (cover.numerator, cover.denominator) == (PLANS, MANY)
        assert studied.numerator == MANY - 1
        assert (studied.denominator - studied.numerator) == mirror.listed(
            "Q1", "rest"
        ).count() or studied.denominator > MANY
        assert sorted(row.unit_id for row in mirror.listed("I1.over", "hit")) == sorted(
            cell.pk for cell in spread.cells[:LATE] for _duty in range(2)
        )
        assert list(mirror.listed("I4.silent", "hit")) == [spread.missed], "what nobody touched is told by name"
        assert (
            next(one.text for one in mirror.sentences)
            == f"{LATE} trong {PLANS} kế hoạch ban hành sau quá {ALLOWED} ngày kể từ khi nhận văn bản."
        )
    with clock(datetime.combine(LAST, datetime.min.time(), AT.tzinfo) + timedelta(hours=9)):
        page = client_of(cast, "leader").get(reverse("mirror")).content.decode()
    assert f"{LATE} trong {PLANS} kế hoạch" in page
