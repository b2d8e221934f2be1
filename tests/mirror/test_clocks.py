"""Đêm ở nơi xa — what was told on its day there stays so, whatever clock the unit has since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from dondoc.implementation.actions import closing
from dondoc.mirror.queries import Mirror
from dondoc.mirror.scope import Scope
from dondoc.obligations.models import Assignment
from dondoc.obligations.queries import Standing
from dondoc.planning.standing import reported, standing_by
from dondoc.reminding.actions import occurring
from dondoc.reminding.models import Occurrence
from dondoc.studying.actions.holding import Held
from dondoc.studying.queries import coverage
from dondoc.units.actions import change
from dondoc.urging.actions import answering, issuing
from dondoc.urging.models import Urged
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation, evidence
from tests.mirror import slow
from tests.reminding.making import monthly
from tests.studying.making import a_meeting, an_asking
from tests.urging.making import letters

pytestmark = pytest.mark.acts
NEXT = TODAY + timedelta(days=1)
NIGHT = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)  # three o'clock of the day after in Hà Nội, nine in the evening there
LATER = TODAY + timedelta(days=4)


@pytest.mark.parametrize("hours", [0, -12, 5])
def test_what_was_told_in_time_there_is_in_time_by_any_later_clock(cast: Cast, hours: int) -> None:
    """A session, a period, an answer to an urge, an item of a plan: each told in the night, on the last day."""
    asking = an_asking(cast, an_entry(cast, "61"), due_on=TODAY)
    share = monthly(cast, "FREQ=MONTHLY;BYMONTHDAY=24")
    occurring.open_due(AT)
    work = an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, "62")), upto="accepted")
    issuing.issue(assignments=[work], rung="URGE", unit=cast.root, register=letters(cast), on=TODAY, answer_on=TODAY, by=cast.office, at=AT)  # fmt: skip
    told = {"by": replace(cast.doer, today=NEXT), "at": NIGHT}
    a_meeting(cast, asking, held=Held(NEXT, present=8, total=9), **told)
    occurring.report(occurrence=Occurrence.objects.get(assignment=share, due_on=TODAY), text="Đã báo cáo", **told)
    answering.answer(lines=list(Urged.objects.all()), text="Đang làm", **told)
    evidence(cast, work)
    closing.submit(assignment=work, text="Đã xong", **told)
    closing.approve(assignment=work, by=replace(cast.leader, today=NEXT), at=NIGHT)
    change(unit=cast.cell, hours_from_hanoi=Decimal(hours), on=LATER, by=cast.admin, at=NIGHT + timedelta(days=3))
    known_by = NIGHT + timedelta(days=5)
    leader, scope = replace(cast.leader, today=LATER, memo={}), Scope(cast.root, LATER, known_by)
    assert [line.behind for line in coverage(asking, leader, LATER, known_by).lines if line.done_on] == [False]
    done = Assignment.objects.select_related("unit").get(pk=work.pk)
    assert standing_by(TODAY, done, reported([done]), known_by) == Standing.DONE
    found = {one.key: (one.numerator, one.denominator) for one in Mirror(leader, scope).indicators}
    by_hand = slow.figures(scope)
    for key, counted in (("I12", (1, 1)), ("D1", (1, 1)), ("Q2", (0, 1))):
        assert found[key] == counted == by_hand[key][1:3], key
