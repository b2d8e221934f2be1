"""Kỳ của việc định kỳ trong thang — reminded, proposed, named in the paper, over when it is reported; its works apart."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.implementation.actions import closing, extending
from dondoc.obligations.models import Assignment
from dondoc.obligations.rules import Due
from dondoc.printing.docx import render_docx
from dondoc.regulations.actions import set_figure
from dondoc.reminding.actions.occurring import give_back, open_due, report
from dondoc.reminding.models import Occurrence
from dondoc.reminding.rules import named
from dondoc.shared.acts import Refused
from dondoc.urging.actions.reminding import remind_due
from dondoc.urging.actions.silencing import silence
from dondoc.urging.models import Urged
from dondoc.urging.queries import (
    laddered,
    laddered_periods,
    period_late,
    proposal_of,
    states,
    terms,
    urgeable_periods,
    week_after,
)
from dondoc.urging.rules import Still
from dondoc.urging.rungs import Rung
from dondoc.urging.sheets import sheet
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation, evidence
from tests.reminding.making import monthly
from tests.urging.making import late, set_terms, urged
from tests.urging.test_ladder import words

pytestmark = pytest.mark.acts
DAY = timedelta(days=1)
NOVEMBER = date(2026, 11, 30)


def opened(cast: Cast) -> Occurrence:
    monthly(cast)
    open_due(AT)
    return Occurrence.objects.for_list().get(due_on=NOVEMBER)


def proposed(cast: Cast, row: Occurrence, after: int) -> tuple[str | None, str | None]:
    """What is proposed for a period so many days from today; the group of the page holds it just then."""
    day, at = TODAY + after * DAY, AT + after * DAY
    known = terms(day)
    rows = laddered_periods(urgeable_periods(cast.office), day)
    found = proposal_of(rows.select_related("assignment__unit").get(pk=row.pk), at, known)
    group = rows.filter(states(at, known, week_after(day), period_late(at))["proposed"])
    assert group.filter(pk=row.pk).exists() == bool(found.rung)
    return found.rung, found.why


@pytest.mark.parametrize(
    ("recurs", "due_on", "said"),
    [("FREQ=MONTHLY", (2026, 9, 30), "tháng 9/2026"), ("FREQ=MONTHLY;BYMONTHDAY=25", (2026, 9, 25), "tháng 9/2026"),
     ("FREQ=MONTHLY;INTERVAL=3", (2026, 9, 30), "quý III/2026"), ("FREQ=MONTHLY;INTERVAL=6", (2026, 12, 31), "nửa năm thứ 2, 2026"),
     ("FREQ=YEARLY", (2026, 12, 31), "năm 2026"), ("FREQ=WEEKLY;BYDAY=FR", (2026, 9, 4), "kỳ 04/09/2026"),
     ("FREQ=MONTHLY;BYMONTHDAY=15,31", (2026, 9, 15), "kỳ 15/09/2026"), ("FREQ=YEARLY;BYMONTH=6,12", (2026, 6, 30), "kỳ 30/06/2026")],
)  # fmt: skip
def test_a_period_is_named_as_the_rule_has_it(recurs: str, due_on: tuple[int, int, int], said: str) -> None:
    assert named(recurs, date(*due_on)) == said


def test_a_period_climbs_by_the_same_terms_and_is_over_when_it_is_reported(cast: Cast) -> None:
    set_terms(cast)
    row = opened(cast)
    assert proposed(cast, row, 6) == (None, Still.NOT_LATE)
    assert proposed(cast, row, 13) == (Rung.URGE, None)
    urged(cast, [], periods=[row], at=AT + 13 * DAY, on=TODAY + 13 * DAY)
    assert proposed(cast, row, 14) == (None, Still.TERM)
    assert proposed(cast, row, 23) == (Rung.EXPLAIN, None)
    report(occurrence=row, text="Đã sinh hoạt", by=cast.doer, at=AT + 14 * DAY)
    line = Urged.objects.for_list().get()
    assert line.over == "đã thôi: việc đã xong ngày 08/12/2026"
    assert not Urged.objects.waiting().exists()
    with pytest.raises(Refused, match="NV-1/2026 tháng 11/2026: việc đã báo cáo xong"):
        urged(cast, [], periods=[row], at=AT + 14 * DAY)
    give_back(occurrence=row, reason="Thiếu số liệu", by=cast.leader, at=AT + 15 * DAY)
    assert proposed(cast, row, 23) == (Rung.EXPLAIN, None), "sent back it goes on where it stood"
    assert Urged.objects.waiting().count() == 1


def test_a_paper_names_the_period_beside_works_and_two_periods_of_one_duty(cast: Cast) -> None:
    row = opened(cast)
    open_due(AT + 20 * DAY)
    december = Occurrence.objects.for_list().get(due_on=date(2026, 12, 31))
    work = late(cast, entry=an_entry(cast, "16"))
    urge = urged(cast, [work], periods=[row, december], text="Báo cáo ngay.")
    lines = list(urge.lines.for_list().order_by("id"))
    assert [(line.due_on, line.occurrence) for line in lines] == [
        (date(2026, 11, 10), None), (NOVEMBER, row), (date(2026, 12, 31), december),
    ]  # fmt: skip
    text = words(render_docx(sheet(urge, lines)))
    assert f"{row.assignment.obligation.text} (tháng 11/2026)" in text
    assert f"{row.assignment.obligation.text} (tháng 12/2026)" in text
    known = laddered_periods(urgeable_periods(cast.office), TODAY)
    assert {one.last_rung for one in known} == {Rung.URGE}


def test_a_period_that_ends_with_its_duty_is_no_rung_of_the_duty(cast: Cast) -> None:
    """Both are due on one day: what urged and reminded the one says nothing of the other."""
    duty = an_obligation(cast, due=Due(None, "hằng tháng", "month", "FREQ=MONTHLY"), kind="standing")
    share = an_assignment(cast, obligation=duty, due_on=NOVEMBER, due_reason="Hết năm")
    open_due(AT)
    urged(cast, [], periods=list(Occurrence.objects.all()))
    assert laddered(Assignment.objects.filter(pk=share.pk), TODAY).get().last_rung is None
    assert remind_due(AT + 6 * DAY) == 2, "the duty and its period"


def test_a_period_waits_and_is_silenced_with_its_duty(cast: Cast) -> None:
    set_terms(cast)
    row = opened(cast)
    silence(assignments=[row.assignment], reason="Chờ hướng dẫn", until_on=TODAY + 13 * DAY, by=cast.leader, at=AT)
    assert proposed(cast, row, 13) == (None, Still.SILENCED)
    assert remind_due(AT + 6 * DAY) == 0
    extending.ask_extension(
        assignment=row.assignment, due_on=date(2027, 6, 1), reason="Chờ", by=cast.doer, at=AT + 14 * DAY
    )
    assert proposed(cast, row, 15) == (None, Still.EXTENDING)


def test_the_machine_reminds_of_a_period_before_on_and_after_its_day_each_once(cast: Cast) -> None:
    for key, amount in (("urging.remind_before", 3), ("urging.remind_after", 4)):
        set_figure(key=key, amount=amount, unit="calendar_day", from_on=TODAY, ground="Quy chế", by=cast.leader, at=AT)
    row = opened(cast)
    told = []
    for after in range(3, 14):
        if remind_due(AT + after * DAY):
            line = Urged.objects.for_list().latest("id")
            told.append((after, line.occurrence, line.told, line.work_said))
    text = f"{row.assignment.obligation.text} (tháng 11/2026)"
    assert told == [(3, row, "trước hạn", text), (6, row, "đến hạn", text), (10, row, "quá hạn 4 ngày", text)]


def test_what_the_machine_meets_late_is_told_late_and_once(cast: Cast) -> None:
    late(cast, date(2026, 6, 30))
    assert remind_due(AT) == 1
    assert Urged.objects.for_list().get().told == "quá hạn 147 ngày", "not that it is due"
    set_figure(
        key="urging.remind_after", amount=3, unit="calendar_day", from_on=TODAY, ground="Quy chế", by=cast.leader, at=AT
    )
    other = late(cast, date(2026, 6, 29), entry=an_entry(cast, "16"))
    assert remind_due(AT) == 2, "the first once more, after its day; the other at once as late"
    assert [line.moment for line in Urged.objects.filter(assignment=other)] == ["AFTER"]
    assert remind_due(AT + DAY) == 0


def test_a_work_that_is_done_is_not_waited_for_any_more(cast: Cast) -> None:
    share = late(cast)
    urged(cast, [share])
    evidence(cast, share)
    closing.submit(assignment=share, by=cast.doer, at=AT)
    line = Urged.objects.for_list().get()
    assert (line.state, line.over) == ("SENT", "đã thôi: việc đã xong ngày 24/11/2026")
    assert not Urged.objects.waiting().exists()
    closing.send_back(assignment=share, reason="Thiếu số liệu", by=cast.leader, at=AT)
    assert Urged.objects.waiting().count() == 1
    assert Urged.objects.for_list().get().over == ""
