"""Một nghị quyết ở bốn mươi đơn vị — what the mirror then says, figure by figure, and the rows behind each.

Forty cells are given two duties of one resolution and asked to study it; all do (three abroad by one line each from the
cell itself), thirty-eight issue a plan, two of them later than the office allows; one duty nobody touches.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from dondoc.mirror.queries import Mirror
from dondoc.mirror.rules import Found
from dondoc.mirror.scope import Scope
from dondoc.obligations.actions.assigning import assign
from dondoc.obligations.rules import Due
from dondoc.studying.actions.asking import ask
from dondoc.studying.models import Asking
from tests.cast import AT, TODAY, Cast, client_of
from tests.flows.making import (
    ALLOWED,
    LAST,
    LATE,
    MANY,
    PLANS,
    SLOW,
    STUDIED_ON,
    Cells,
    forty_cells,
    planned,
    plans_in_fifteen_days,
    studied_at_home,
)
from tests.making import an_entry, an_obligation
from tests.web.story import an_actor, clock, evening

pytestmark = [pytest.mark.acts, pytest.mark.wide, pytest.mark.timeout(600)]


def _one_line_each(cast: Cast, cells: Cells, asking: Asking) -> None:
    """The cells abroad answer from a phone."""
    for role in cells.abroad.values():
        said = {"on": f"{STUDIED_ON:%d/%m/%Y}", "share": "8/9", "way": "STUDY", "form": "ONLINE", "once": role}
        with clock(evening(STUDIED_ON)):
            answer = client_of(cast, role).post(reverse("report_study", args=[asking.public_id]), said)
        assert answer.status_code == 302


def _found(mirror: Mirror, key: str) -> Found:
    return next(one for one in mirror.indicators if one.key == key)


def test_the_mirror_says_exactly_what_happened(cast: Cast) -> None:
    cells, entry = forty_cells(cast), an_entry(cast, "01")
    done, missed = (
        an_obligation(cast, entry, text=text, due=Due(due))
        for text, due in (("Xây dựng kế hoạch thực hiện nghị quyết", None), ("Công khai kết quả hằng quý trên trang thông tin", date(2026, 12, 31)))
    )  # fmt: skip
    for cell in cells.all:
        for duty in (done, missed):
            assign(obligation=duty, unit=cell, due_on=duty.due_on, by=cast.leader, at=AT)
    plans_in_fifteen_days(cast)
    by_day = {"due_on": TODAY + timedelta(days=20), "due_source": "mục IV"}
    _one_line_each(cast, cells, ask(entry=entry, across="CELLS", by=cast.leader, at=AT, **by_day))
    studied_at_home(cast, cells, entry.paper)
    planned(cast, cells, done)
    scope = Scope(cast.root, LAST, evening(LAST))
    for is_today in (True, False):
        mirror = Mirror(an_actor(cast, "leader", LAST), scope, is_today=is_today)
        lag, cover, studied = (_found(mirror, key) for key in ("I1", "I5", "Q1"))
        late = _found(mirror, "I2.plan")
        assert (lag.numerator, lag.denominator, lag.unknown, lag.more["unasked"]) == (PLANS, MANY, 0, 0)
        assert (late.more["issued_late"], late.more["not_issued"], late.denominator) == (LATE, MANY - PLANS, MANY)
        assert (cover.numerator, cover.denominator) == (PLANS, MANY)
        assert (studied.numerator, studied.denominator) == (MANY, MANY)
        assert sorted(row.unit_id for row in mirror.listed("I2.plan", "issued_late")) == sorted(
            cell.pk for cell in cells.all[:LATE]
        )
        assert list(mirror.listed("I4", "silent")) == [missed], "what nobody touched is told by name"
        assert next(one.text for one in mirror.sentences) == SLOW
    with clock(datetime.combine(LAST, datetime.min.time(), AT.tzinfo) + timedelta(hours=9)):
        leader = client_of(cast, "leader")
        page = leader.get(reverse("mirror")).content.decode()
        file = leader.get(
            reverse("mirror_rows"), {"of": "I2.plan", "side": "issued_late", "as": "csv"}
        ).content.decode()
    assert SLOW in page
    assert file.count(f",{ALLOWED + 1},") == LATE, "how late they are, in the file too"
