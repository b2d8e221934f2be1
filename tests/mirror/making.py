"""Một năm làm việc nhỏ — a paper given down two levels, studied, urged, and a programme with two targets, built by acts."""

from __future__ import annotations

from datetime import timedelta

from dondoc.documents.models import Paper
from dondoc.implementation.actions import proving
from dondoc.obligations.actions.assigning import assign
from dondoc.studying.actions.holding import Held
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation
from tests.programmes.making import a_programme, a_target, a_value
from tests.studying.making import BEFORE, a_meeting, an_asking
from tests.urging.making import urged


def a_year_of_work(cast: Cast) -> Paper:
    """The paper studied by one cell of two (another's few members told of nowhere), given on a day later, urged."""
    entry = an_entry(cast)
    asked = an_asking(cast, entry)
    a_meeting(cast, asked)
    other = an_entry(cast, "41")
    a_meeting(
        cast,
        an_asking(cast, other, across="CHILDREN"),
        unit=cast.home,
        by=cast.stranger,
        held=Held(BEFORE, present=3, total=4),
    )
    share = an_assignment(
        cast, obligation=an_obligation(cast, entry), unit=cast.branch, due_on=TODAY, due_reason="Theo văn bản"
    )
    later = AT + timedelta(days=1)
    below = assign(obligation=share.obligation, unit=cast.cell, parent=share, due_on=share.due_on, due_reason="Theo cấp trên",
                   by=cast.above, at=later)  # fmt: skip
    proving.add_evidence(assignment=below, kind="WORDS", text="Báo cáo", keeper="Văn phòng", by=cast.doer, at=later)
    day = TODAY + timedelta(days=1)
    urged(cast, [share], at=AT + timedelta(days=1), on=day, answer_on=day)
    programme = a_programme(cast)
    target = a_target(cast, programme)
    a_target(cast, programme, "Báo cáo đúng hạn")
    a_value(cast, target, 27)
    return entry.paper
