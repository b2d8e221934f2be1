"""Thang đôn đốc — one act for many works, received, answered, silenced, waiting, ended by the work itself."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from docx import Document

from dondoc.access.rights import NotAllowed
from dondoc.documents.models import Entry, Paper
from dondoc.implementation.actions import closing, extending
from dondoc.jobs.models import Job
from dondoc.jobs.worker import work_once
from dondoc.obligations.models import Assignment
from dondoc.printing.docx import render_docx
from dondoc.regulations.actions import set_figure
from dondoc.shared.acts import Refused
from dondoc.urging.actions import reminding
from dondoc.urging.actions.answering import answer, receive
from dondoc.urging.actions.issuing import withdraw
from dondoc.urging.actions.reminding import ask_today, remind_due
from dondoc.urging.actions.silencing import resume, silence
from dondoc.urging.lifecycle import UrgedState
from dondoc.urging.models import Silence, Urge, Urged
from dondoc.urging.queries import laddered, proposal_of, states, terms, urgeable, week_after
from dondoc.urging.rules import Still
from dondoc.urging.rungs import BY_PERSON, Moment, Rung
from dondoc.urging.sheets import sheet
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation, evidence
from tests.urging.making import late, letters, set_terms, urged

pytestmark = pytest.mark.acts
DAY = timedelta(days=1)


def standing(cast: Cast, share: Assignment, after: int = 0) -> tuple[str | None, str | None]:
    """What is proposed for a work so many days from today."""
    at = AT + after * DAY
    row = laddered(Assignment.objects.filter(pk=share.pk), TODAY + after * DAY).select_related("unit").get()
    found = proposal_of(row, at, terms(TODAY + after * DAY))
    return found.rung, found.why


def test_three_works_of_two_units_are_urged_by_one_registered_paper(cast: Cast) -> None:
    entry = an_entry(cast)
    works = [late(cast, entry=entry), late(cast, entry=entry), late(cast, entry=entry, unit=cast.home)]
    urge = urged(
        cast, works, text="Báo cáo rõ khi nào xong.", answer_on=TODAY + 5 * DAY, signer=_holding(cast, "office")
    )
    assert (urge.paper.so_ky_hieu, urge.paper.kind, urge.entry.register.name) == (
        "01-CV/ĐU",
        "Công văn",
        "Sổ công văn đi",
    )
    assert [(line.unit, line.due_on, line.state) for line in urge.lines.order_by("unit__path", "id")] == [
        (cast.cell, date(2026, 11, 10), "SENT"), (cast.cell, date(2026, 11, 10), "SENT"), (cast.home, date(2026, 11, 10), "SENT"),
    ]  # fmt: skip
    assert Entry.objects.filter(register=letters(cast)).count() == 1
    assert Paper.objects.visible_to(cast.doer).filter(pk=urge.paper_id).exists()
    assert urge.signer_post
    text = words(render_docx(sheet(urge, list(urge.lines.for_list().order_by("unit__path", "id")))))
    for said in (
        "01-CV/ĐU",
        "Chi bộ NN-A03",
        "Chi bộ Vụ Hành chính",
        "Báo cáo rõ khi nào xong.",
        "29/11/2026",
        "Mạc Thị Nhuần",
    ):
        assert said in text
    own = list(Urged.objects.visible_to(cast.doer).filter(urge=urge).for_list())
    extract = words(render_docx(sheet(urge, own, is_whole=False)))
    assert "Bản trích: chỉ gồm việc của Chi bộ NN-A03." in extract
    assert "Vụ Hành chính" not in extract


def test_all_or_none(cast: Cast) -> None:
    done = an_assignment(cast, upto="submitted")
    with pytest.raises(Refused, match="không đôn đốc nữa"):
        urged(cast, [late(cast, entry=an_entry(cast, "16")), done])
    assert not Urge.objects.exists()
    assert not Entry.objects.filter(register=letters(cast)).exists(), "no number was taken"


def test_who_may_urge_and_for_whom(cast: Cast) -> None:
    share = late(cast)
    for role in ("doer", "stranger", "head"):
        with pytest.raises(NotAllowed):
            urged(cast, [share], by=cast.people[role])
    own = an_assignment(
        cast, obligation=an_obligation(cast, an_entry(cast, "17")), unit=cast.root, due_on=date(2026, 11, 10)
    )
    with pytest.raises(Refused, match="ngoài phần mềm giao"):
        urged(cast, [own])
    with pytest.raises(Refused, match="chỉ nơi giao việc"):
        urged(cast, [share], unit=cast.branch, by=cast.above, register=None, entry=None)
    with pytest.raises(Refused, match="một trong hai"):
        urged(cast, [share], register=None)
    with pytest.raises(Refused, match="sổ đi của đơn vị"):
        urged(cast, [share], register=None, entry=share.obligation.entry)


def test_received_then_answered_by_the_unit_and_only_once(cast: Cast) -> None:
    urge = urged(cast, [late(cast), late(cast, entry=an_entry(cast, "16"))])
    lines = list(urge.lines.for_list().order_by("id"))
    with pytest.raises(NotAllowed):
        receive(lines=lines, by=cast.stranger, at=AT)
    receive(lines=lines, by=cast.doer, at=AT)
    assert {(line.state, line.received_on) for line in lines} == {("RECEIVED", TODAY)}
    with pytest.raises(Refused, match="bước khác"):
        receive(lines=lines, by=cast.doer, at=AT)
    with pytest.raises(Refused, match="Cần ghi trả lời"):
        answer(lines=lines[:1], text=" ", by=cast.doer, at=AT)
    answer(lines=lines[:1], text="Xong trước ngày 05/12.", by=cast.doer, at=AT)
    assert [line.state for line in Urged.objects.order_by("id")] == ["ANSWERED", "RECEIVED"]
    withdraw(urge=urge, reason="Gửi nhầm", by=cast.office, at=AT)
    assert [line.state for line in Urged.objects.order_by("id")] == ["ANSWERED", "WITHDRAWN"]
    with pytest.raises(Refused, match="Không còn việc nào"):
        withdraw(urge=urge, reason="Gửi nhầm", by=cast.office, at=AT)


def test_the_ladder_climbs_by_the_offices_terms(cast: Cast) -> None:
    """Each rung is proposed on its day, by the figure the office set; a count and its rows are the same works."""
    share = late(cast)
    assert standing(cast, share) == (None, Still.UNSET)
    set_terms(cast)
    seen = []
    for rung, wait in ((Rung.URGE, 0), (Rung.EXPLAIN, 10), (Rung.REPORT, 15), (Rung.INSPECT, 20)):
        after = sum(days for _r, days in seen) + wait
        if wait:
            assert standing(cast, share, after - 1) == (None, Still.TERM)
        assert standing(cast, share, after) == (rung, None)
        _same_rows(cast, after)
        to = {} if rung in (Rung.URGE, Rung.EXPLAIN) else {"addressee": cast.khoi}
        day = TODAY + after * DAY
        urged(cast, [share], rung, at=AT + after * DAY, on=day, by=cast.office, **to)
        seen.append((rung, wait))
    assert standing(cast, share, 200) == (None, Still.TOP)


def _same_rows(cast: Cast, after: int) -> None:
    """Every group of the page holds the works of which the rules say so."""
    day, at = TODAY + after * DAY, AT + after * DAY
    known = terms(day)
    rows = laddered(urgeable(cast.office), day).select_related("unit")
    said = {row.pk: proposal_of(row, at, known).rung for row in rows}
    for rung in BY_PERSON:
        group = {row.pk for row in rows.filter(states(at, known, week_after(day))[rung.value])}
        assert group == {pk for pk, found in said.items() if found == rung}


def test_a_work_that_is_done_asks_nothing_more_and_one_sent_back_goes_on(cast: Cast) -> None:
    set_terms(cast)
    share = late(cast)
    urged(cast, [share])
    evidence(cast, share)
    closing.submit(assignment=share, by=cast.doer, at=AT)
    assert standing(cast, share, 30) == (None, Still.OVER)
    closing.send_back(assignment=share, reason="Thiếu số liệu", by=cast.leader, at=AT)
    assert standing(cast, share, 30) == (Rung.EXPLAIN, None)
    closing.submit(assignment=share, by=cast.doer, at=AT)
    closing.approve(assignment=share, by=cast.leader, at=AT)
    assert standing(cast, share, 30) == (None, Still.OVER)


def test_an_extension_asked_makes_it_wait_and_one_granted_begins_a_new_ladder(cast: Cast) -> None:
    set_terms(cast)
    share = late(cast)
    urged(cast, [share])
    asked = extending.ask_extension(
        assignment=share, due_on=date(2026, 12, 1), reason="Chờ số liệu", by=cast.doer, at=AT
    )
    assert standing(cast, share, 30) == (None, Still.EXTENDING)
    assert remind_due(AT) == 0
    with pytest.raises(Refused, match="Trả lời đề nghị ấy trước"):
        urged(cast, [share], Rung.EXPLAIN)
    extending.decide_extension(extension=asked, granted=True, by=cast.leader, at=AT)
    share.refresh_from_db()
    assert (share.first_due_on, share.due_on) == (date(2026, 11, 10), date(2026, 12, 1))
    assert [day.due_on for day in share.due_days.order_by("id")] == [date(2026, 11, 10), date(2026, 12, 1)]
    assert standing(cast, share, 5) == (None, Still.NOT_LATE)
    assert standing(cast, share, 30) == (Rung.URGE, None)


def test_silenced_only_with_a_reason_until_its_day(cast: Cast) -> None:
    set_terms(cast)
    share = late(cast)
    with pytest.raises(Refused, match="Cần ghi lý do"):
        silence(assignments=[share], reason=" ", by=cast.leader, at=AT)
    with pytest.raises(NotAllowed):
        silence(assignments=[share], reason="Chờ", by=cast.doer, at=AT)
    (row,) = silence(assignments=[share], reason="Chờ ý kiến cấp trên", until_on=TODAY + 3 * DAY, by=cast.leader, at=AT)
    assert standing(cast, share) == (None, Still.SILENCED)
    assert remind_due(AT) == 0
    with pytest.raises(Refused, match="đang thôi đôn đốc"):
        urged(cast, [share])
    assert standing(cast, share, 4) == (Rung.URGE, None), "it runs out by itself"
    resume(silence=row, reason="Đã có ý kiến", by=cast.leader, at=AT)
    assert standing(cast, share) == (Rung.URGE, None)
    silence(assignments=[share], reason="Lại chờ", by=cast.leader, at=AT)
    assert Silence.objects.count() == 2


def test_the_machine_reminds_once_before_and_once_on_the_day(cast: Cast) -> None:
    soon, now_due = late(cast, TODAY + 3 * DAY), late(cast, TODAY, entry=an_entry(cast, "16"), unit=cast.home)
    assert remind_due(AT) == 1, "before the day only where the office says how long before"
    set_figure(
        key="urging.remind_before",
        amount=5,
        unit="calendar_day",
        from_on=TODAY,
        ground="Quy chế",
        by=cast.leader,
        at=AT,
    )
    assert [remind_due(AT) for _again in range(3)] == [1, 0, 0]
    assert {(u.assignment_id, u.moment) for u in Urged.objects.all()} == {(soon.pk, "BEFORE"), (now_due.pk, "ON")}
    assert remind_due(AT + 3 * DAY) == 1
    assert remind_due(AT + 9 * DAY) == 0
    assert not Urge.objects.exclude(rung=Rung.REMIND).exists(), "every higher rung is a person's"


def test_killed_between_two_parts_the_rest_is_reminded_and_nobody_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = an_entry(cast)
    for _n in range(5):
        late(cast, entry=entry)
    monkeypatch.setattr(reminding, "PART", 2)
    done: list[int] = []

    def killed(**how: object) -> Urge:
        if done:
            raise KeyboardInterrupt
        done.append(1)
        return real(**how)

    real = reminding.remind
    monkeypatch.setattr(reminding, "remind", killed)
    with pytest.raises(KeyboardInterrupt):
        remind_due(AT)
    monkeypatch.setattr(reminding, "remind", real)
    assert Urged.objects.count() == 2
    assert remind_due(AT) == 3
    with pytest.raises(IntegrityError):
        real(unit=cast.root, assignments=[Urged.objects.first().assignment], moment=Moment.ON, by=cast.setup, at=AT)


def test_the_worker_is_asked_once_a_day(cast: Cast) -> None:
    late(cast)
    for _start in range(3):
        ask_today(AT)
    assert Job.objects.count() == 1
    assert work_once(lambda: AT)
    assert Job.objects.get().result == {"reminded": 1}
    ask_today(AT + DAY)
    assert Job.objects.count() == 2


def test_a_report_about_a_unit_is_for_who_sent_and_who_got_it(cast: Cast) -> None:
    share = late(cast)
    urge = urged(cast, [share], Rung.REPORT, addressee=cast.board, reason="Việc gấp")
    assert not Urged.objects.visible_to(cast.doer).filter(urge=urge).exists()
    assert not Urge.objects.visible_to(cast.doer).exists()
    assert Urged.objects.visible_to(cast.head).filter(urge=urge).exists()
    line = Urged.objects.for_list().get(urge=urge)
    with pytest.raises(NotAllowed):
        answer(lines=[line], text="Đã xem", by=cast.doer, at=AT)
    answer(lines=[line], text="Sẽ kiểm tra", by=cast.head, at=AT)
    assert line.state == UrgedState.ANSWERED


def _holding(cast: Cast, role: str):  # type: ignore[no-untyped-def]
    from dondoc.units.models import Holding

    return Holding.objects.get(pk=cast.people[role].holding_id)


def words(data: bytes) -> str:
    made = Document(io.BytesIO(data))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in made.paragraphs), *cells])
