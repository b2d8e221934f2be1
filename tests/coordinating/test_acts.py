"""Phối hợp qua các hành vi — the matrix by days, each silence its own, answers on time and late as of a day, what passes on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dondoc.access.rights import NotAllowed, sees
from dondoc.coordinating.actions import answering, asking, regulating
from dondoc.coordinating.matrix import Line, Regulation
from dondoc.coordinating.models import Answer, Reply, Request
from dondoc.coordinating.passing import pass_on
from dondoc.coordinating.queries import by_line, by_unit, silent, stood_on, total
from dondoc.coordinating.together import done_by, joint, named_in, pairs
from dondoc.coordinating.words import Standing
from dondoc.incidents.actions.opening import open_incident
from dondoc.journal.models import Entry as Journal
from dondoc.obligations.models import Assignment
from dondoc.obligations.passing import pass_on as pass_on_works
from dondoc.regulations.actions import correct_calendar
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import day_ends_at, end_of
from dondoc.shared.erasing import HIDDEN
from dondoc.shared.lifecycle import StepRefused
from dondoc.units.models import Unit
from tests.cast import AT, TODAY, Cast
from tests.coordinating.making import CONTENT, FROM, a_line, a_regulation, a_request, reply_of, words
from tests.making import an_assignment, an_entry

pytestmark = pytest.mark.acts
DAY = timedelta(days=1)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def counted(day: date, now: datetime) -> dict[Standing, int]:
    tallies = by_unit(stood_on(Reply.objects.all(), day, end_of(day, now)))
    if now == AT and day == TODAY:
        assert by_unit(stood_on(Reply.objects.all(), day, AT, is_now=True)) == tallies, "today's columns say the same"
    return {standing: n for standing, n in total(tallies.values()).counts.items() if n}


def test_the_matrix_stands_by_its_days_and_names_who_reads_it(cast: Cast) -> None:
    a = a_regulation(cast)
    assert not sees(cast.stranger, a)
    line = a_line(cast, a)
    assert sees(cast.stranger, a), "whom a line names reads the matrix"
    assert sees(cast.stranger, a.paper)
    assert (line.led, line.joined) == ("Ban Tổ chức Đảng ủy", "Đảng ủy bộ phận NN-A; Chi bộ Vụ Hành chính")
    abroad = Unit(name="Chi bộ tại một nước", kind="CHI_BO", is_abroad=True, code="NN-A9")
    assert Line(responsible=abroad).led == "Chi bộ NN-A9", "where a unit abroad stands is not read off a matrix"
    open_ = a_line(cast, a, amount=None, time_unit="", provision="", partner_words="các cơ quan liên quan")
    assert (open_.amount, open_.number) == (None, 2), "the paper gives no time: it stays open"
    newer = regulating.replace_line(line=line, words=words(cast, amount=3), from_on=TODAY, by=cast.office, at=AT)
    standing = {day: set(Line.objects.on(day).values_list("number", flat=True)) for day in (FROM, TODAY - DAY, TODAY)}
    assert standing == {FROM: {1, 2}, TODAY - DAY: {1, 2}, TODAY: {2, 3}}
    with pytest.raises(Refused, match="thôi"):
        regulating.end_line(line=line, reason="a", by=cast.office, at=AT)
    regulating.end_line(line=open_, reason="Ghi nhầm", is_mistake=True, by=cast.office, at=AT)
    assert set(Line.objects.on(FROM).values_list("number", flat=True)) == {1}, "entered by mistake, it never stood"
    regulating.end(regulation=a, until_on=TODAY, reason="Thay bằng quy chế khác", by=cast.office, at=AT)
    assert not Line.objects.on(TODAY + DAY).exists()
    for said, why in (
        ({"provision": ""}, "điểm, khoản"), ({"partners": ()}, "ai phối hợp"), ({"partners": (cast.board,)}, "vừa là"),
        ({"content": " "}, "nội dung"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            a_line(cast, a, **said)
    with pytest.raises(Refused, match="đã vào"):
        a_regulation(cast, unit=cast.root, entry=a.paper.entries.first())
    with pytest.raises(NotAllowed):
        a_line(cast, a, by=cast.head)
    assert newer.replaces == line
    kept = Journal.objects.filter(act__startswith="coordinating.").order_by("id")
    assert CONTENT not in str([row.payload.body for row in kept]), "no words of a paper"


def test_silence_is_counted_as_silence_and_each_answer_by_its_day(cast: Cast) -> None:
    line = a_line(cast)
    sent = date(2026, 11, 9)  # a Monday
    request = a_request(cast, cast.branch, cast.home, line=line, on=sent, at=at(sent))
    far, near = reply_of(request, cast.branch), reply_of(request, cast.home)
    assert (far.due_on, near.due_on) == (None, None), "the paper counts from receipt"
    assert counted(sent, at(sent)) == {Standing.OPEN: 2}
    answering.receive(reply=near, by=cast.stranger, at=at(sent + DAY))
    assert near.due_on == date(2026, 11, 17)
    assert (near.due_from, near.due_calendar[:3]) == (sent + DAY, "VN-")
    with pytest.raises(StepRefused):
        answering.receive(reply=near, by=cast.stranger, at=AT)
    assert counted(date(2026, 11, 17), AT) == {Standing.WAITING: 1, Standing.OPEN: 1}
    assert counted(date(2026, 11, 18), AT) == {Standing.SILENT: 1, Standing.OPEN: 1}
    assert list(silent(Reply.objects.all(), AT)) == [near]
    answering.answer(reply=near, text="Thống nhất", by=cast.stranger, at=at(date(2026, 11, 19)))
    near.refresh_from_db()
    assert near.answered_late is True
    assert counted(TODAY, AT) == {Standing.LATE: 1, Standing.OPEN: 1}
    with pytest.raises(Refused, match="ngày nhận"):
        answering.answer(reply=far, text="Thống nhất", by=cast.above, at=AT)
    answering.answer(reply=far, text="Có ý kiến", received_on=date(2026, 11, 20), by=cast.above, at=AT)
    assert counted(TODAY, AT) == {Standing.LATE: 1, Standing.ON_TIME: 1}
    assert counted(date(2026, 11, 18), AT) == {Standing.SILENT: 1, Standing.OPEN: 1}, "a past day stays what it was"
    answering.answer(reply=far, text="Bổ sung", by=cast.above, at=AT)
    far.refresh_from_db()
    assert (far.answers.count(), far.answered_late) == (2, False), "more may be said; the first day counts"
    assert by_line(stood_on(Reply.objects.all(), TODAY, AT))[line.pk].said == 2
    entered_later = day_ends_at(date(2026, 11, 18))
    rows = stood_on(Reply.objects.all(), TODAY, AT, entered_later)
    assert total(by_unit(rows).values()).unsaid == 2, "by what was entered until then"


def test_who_is_asked_by_hand_outside_and_withdrawn(cast: Cast) -> None:
    line = a_line(cast, counted_from="SENT")
    by_hand = a_request(cast, line=line, due_on=TODAY, due_reason="Họp ngày mai")
    assert (by_hand.due_by, reply_of(by_hand, cast.branch).due_on) == ("HAND", TODAY)
    assert reply_of(a_request(cast, line=line), cast.branch).due_on == date(2026, 12, 1)
    counted_once = reply_of(a_request(cast, line=line), cast.branch)
    correct_calendar(off_on=date(2026, 11, 26), ground="Thường trực", by=cast.clerk, at=AT)
    answering.receive(reply=counted_once, by=cast.above, at=AT)
    assert Reply.objects.get(pk=counted_once.pk).due_on == date(2026, 12, 1), "counted when it was sent, and not again"
    free = a_request(cast, cast.khoi, cast.branch)
    outside, inside = reply_of(free, cast.khoi), reply_of(free, cast.branch)
    with pytest.raises(NotAllowed):
        answering.answer(reply=outside, text="Đồng ý", by=cast.above, at=AT)
    answering.answer(reply=outside, text="Công văn trả lời", by=cast.head, at=AT)
    assert Answer.objects.get().for_other, "a body outside is entered by who asked it"
    assert counted(TODAY, AT)[Standing.ANSWERED] == 1, "answered, and no day to judge it by"
    asking.withdraw(request=free, reason="Gửi nhầm", by=cast.head, at=AT)
    assert (Reply.objects.get(pk=inside.pk).state, Reply.objects.get(pk=outside.pk).state) == ("WITHDRAWN", "ANSWERED")
    with pytest.raises(Refused, match="đã được rút"):
        answering.answer(reply=inside, text="a", by=cast.above, at=AT)
    for said, why in (
        ({"line": line, "units": (cast.cell,)}, "nêu tên"), ({"units": (cast.board,)}, "chính mình"),
        ({"line": line, "on": FROM - DAY}, "không áp dụng"), ({"due_on": TODAY}, "lý do"), ({"text": " "}, "nội dung"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            a_request(cast, *said.pop("units", ()), **said)  # type: ignore[misc]
    assert Request.objects.visible_to(cast.above).count() == 4
    assert not Request.objects.visible_to(cast.stranger).exists()
    assert Reply.objects.visible_to(cast.above).filter(request=free).count() == 1, "not what others said"
    with pytest.raises(NotAllowed):
        answering.receive(reply=reply_of(by_hand, cast.branch), by=cast.doer, at=AT)
    paper = an_entry(cast, "82").paper
    told = a_request(cast, paper=paper, by=cast.leader)
    assert sees(cast.above, paper)
    assert told.secrecy == ""


def test_a_works_partners_are_asked_and_pairs_are_counted(cast: Cast) -> None:
    share = an_assignment(cast, upto="accepted", partners=[cast.home, cast.board])
    request = a_request(cast, cast.home, unit=cast.cell, assignment=share, by=cast.doer)
    with pytest.raises(Refused, match="nêu tên"):
        a_request(cast, cast.branch, unit=cast.cell, assignment=share, by=cast.doer)
    a_line(cast, responsible=cast.cell, partners=(cast.home,))
    works = joint(Assignment.objects.all(), None)
    found = pairs(works, Line.objects.on(TODAY), None)
    assert {key: (row.works, row.lines) for key, row in found.items()} == {
        (cast.cell.pk, cast.home.pk): (1, 1), (cast.cell.pk, cast.board.pk): (1, 0),
    }  # fmt: skip
    assert not joint(Assignment.objects.all(), TODAY - DAY).exists()
    assert pairs(joint(Assignment.objects.all(), TODAY), Line.objects.on(TODAY), TODAY).keys() == found.keys()
    how = {"to_unit": cast.branch, "from_unit": cast.home, "on": TODAY + DAY, "by": cast.setup, "at": AT, "deed": "x"}
    pass_on(**how)  # type: ignore[arg-type]
    pass_on_works(**how)  # type: ignore[arg-type]
    for past, partner in ((TODAY, cast.home), (None, cast.branch)):
        then = joint(Assignment.objects.all(), past)
        assert (cast.cell.pk, partner.pk) in pairs(then, Line.objects.on(TODAY), past), "by whose it then was"
        assert done_by(then, cast.cell, partner, past).count() == 1
        assert named_in(Line.objects.on(TODAY), cast.cell, partner, past).count() == 1
    assert reply_of(request, cast.branch).due_on is None


def test_an_incident_of_the_regulation_hides_what_was_made_of_it(cast: Cast) -> None:
    line = a_line(cast)
    request = a_request(cast, cast.branch, line=line)
    other = a_request(cast, cast.branch, text="Việc khác")
    answering.answer(reply=reply_of(request, cast.branch), text="Rõ", received_on=TODAY, by=cast.above, at=AT)
    open_incident(unit=cast.root, things=[line.regulation.paper], level="MẬT", ground="Báo", found_on=TODAY,
                  found_by="Văn thư", by=cast.office, at=AT)  # fmt: skip
    words = [Line.objects.get().content, Request.objects.get(pk=request.pk).text, Answer.objects.get().text]
    assert words == [HIDDEN] * 3
    assert Request.objects.get(pk=other.pk).text == "Việc khác"


def test_what_waits_goes_on_at_the_heir(cast: Cast) -> None:
    line = a_line(cast)
    mine = a_request(cast, cast.branch, cast.home, line=line)
    theirs = a_request(cast, cast.board, unit=cast.branch, by=cast.above)
    answering.answer(reply=reply_of(mine, cast.home), text="Rõ", received_on=TODAY, by=cast.stranger, at=AT)
    how = {"on": TODAY + DAY, "by": cast.setup, "at": AT, "deed": "x"}
    pass_on(from_unit=cast.branch, to_unit=cast.cell, **how)  # type: ignore[arg-type]
    assert reply_of(mine, cast.cell).state == "SENT"
    assert {row.unit for row in line.partners.all()} == {cast.cell, cast.home}
    assert Request.objects.get(pk=theirs.pk).unit == cast.cell
    assert sees(cast.doer, line.regulation)
    pass_on(from_unit=cast.home, to_unit=cast.cell, **how)  # type: ignore[arg-type]
    assert [row.unit for row in line.partners.all()] == [cast.cell, cast.home], "who is named already stays named once"
    pass_on(from_unit=cast.board, to_unit=cast.cell, **how)  # type: ignore[arg-type]
    assert Line.objects.get(pk=line.pk).responsible == cast.cell
    assert Unit.objects.get(pk=Request.objects.get(pk=mine.pk).unit_id) == cast.cell
    assert reply_of(mine, cast.cell) not in Reply.objects.waiting(), "an heir is not asked about its own"
    assert Regulation.objects.get().unit == cast.root
    then, now = (by_unit(stood_on(Reply.objects.all(), day, AT)) for day in (TODAY, TODAY + DAY))
    assert set(then) == {cast.branch.pk, cast.home.pk, cast.board.pk}, "a past day is told by whose it then was"
    assert set(now) == {cast.home.pk}, "what was answered stays; what the heir would ask itself is not counted"
