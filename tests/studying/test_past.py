"""Quán triệt vào một ngày đã qua — who asked then, whom, and what was known; whatever was merged, moved or entered since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from dondoc.mirror import studies
from dondoc.mirror.scope import Scope
from dondoc.reorganising.actions.merging import merge
from dondoc.reorganising.actions.moving import move
from dondoc.studying.actions.asking import withdraw_asking
from dondoc.studying.actions.holding import Held
from dondoc.studying.models import Asking
from dondoc.studying.queries import coverage
from dondoc.units.actions import establish
from dondoc.units.models import Unit
from dondoc.units.rules import Decision
from tests.cast import AT, BEGAN, TODAY, Cast, client_of
from tests.making import an_entry
from tests.studying.making import BEFORE, a_meeting, an_asking

pytestmark = pytest.mark.acts
THEN, BY = date(2026, 11, 20), Decision("46-QĐ/ĐU", TODAY)


def asked_then(cast: Cast) -> tuple[Asking, Unit, Unit]:
    """The branch asked its one cell; another branch has a cell of its own, which was not asked."""
    asking = an_asking(cast, an_entry(cast), unit=cast.branch, at=AT - timedelta(days=10))
    parent = establish(
        name="Đảng ủy bộ phận NN-B", kind="DANG_UY_BO_PHAN", parent=cast.root, by=cast.setup, at=AT, on=BEGAN
    )
    beside = establish(name="Chi bộ NN-B01", kind="CHI_BO", parent=parent, by=cast.setup, at=AT, on=BEGAN)
    return asking, parent, beside


def test_who_asked_then_asked_its_own_cells_though_another_asks_now(cast: Cast) -> None:
    asking, parent, beside = asked_then(cast)
    merge(units=[cast.branch], into=parent, on=TODAY, decision=BY, by=cast.admin, at=AT)
    leader = replace(cast.leader, memo={})

    def lines(day: date) -> set[int]:
        return {line.unit_id for line in coverage(Asking.objects.get(pk=asking.pk), leader, day, AT).lines}

    assert (lines(THEN), lines(TODAY)) == ({cast.cell.pk}, {cast.cell.pk, beside.pk})
    for unit, day, found in ((cast.cell, THEN, 1), (beside, THEN, 0), (beside, TODAY, 1), (parent, THEN, 0)):
        scope = Scope(Unit.objects.get(pk=unit.pk), day, AT)
        assert sum(one.of for one in studies.studies(leader, scope)) == found, (unit, day)
    page = client_of(cast, "leader").get(reverse("study", args=[asking.public_id]) + "?day=20/11/2026")
    assert page.context["asking"].unit == cast.branch and len(page.context["rows"]) == 1
    rows = client_of(cast, "leader").get(
        reverse("mirror_rows") + f"?of=Q1&side=all&day=20/11/2026&unit={cast.cell.public_id}"
    )
    assert [row.unit for row in rows.context["listing"].rows] == [cast.branch]
    (row,) = rows.context["listing"].rows
    each = reverse("mirror_rows") + f"?of=Q1&side=all&day=20/11/2026&unit={cast.cell.public_id}&asking={row.public_id}"
    opened = client_of(cast, "leader").get(each).content.decode()
    study = reverse("study", args=[row.public_id])
    assert f"{study}?under={cast.cell.public_id}&amp;day=20/11/2026#units" in opened, "the page looks at the same day"


def test_a_branch_of_a_past_day_opens_its_rows_wherever_it_stands_now(cast: Cast) -> None:
    asking = an_asking(cast, an_entry(cast), at=AT - timedelta(days=10))
    over = establish(name="Đảng ủy trên", kind="DANG_UY_BO_PHAN", parent=cast.root, by=cast.setup, at=AT, on=BEGAN)
    move(unit=cast.branch, parent=over, on=TODAY, decision=BY, by=cast.admin, at=AT)
    leader = client_of(cast, "leader")
    shown = leader.get(reverse("study", args=[asking.public_id]) + "?day=20/11/2026")
    counts = [(n, url) for branch in shown.context["branches"] for _head, n, url in branch.figures if n]
    assert counts
    for n, url in counts:
        assert len(leader.get(url.removesuffix("#units")).context["rows"]) == n


def test_an_address_holds_what_was_known(cast: Cast) -> None:
    asking = an_asking(cast, an_entry(cast), at=AT - timedelta(days=10))
    leader, page = client_of(cast, "leader"), reverse("study", args=[asking.public_id])
    held = f"?day=20/11/2026&known={AT.isoformat()}"
    now = AT + timedelta(days=1)
    a_meeting(cast, asking, held=Held(BEFORE, present=8, total=9), at=now)
    withdraw_asking(asking=asking, reason="Hết hiệu lực", by=cast.leader, at=now)
    for url, done in ((held, 0), ("?day=20/11/2026", 1)):
        found = leader.get(page + url)
        assert (found.context["found"].done, found.context["asking"].withdrawn_at) == (done, None)
        assert "known=" in found.context["again"]
    assert leader.get(page + f"?known={(AT - timedelta(days=20)).isoformat()}").status_code == 404
