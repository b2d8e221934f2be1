"""Yêu cầu tài liệu, sổ của đoàn, giao yêu cầu — what is asked is supplied or said to be none; what is written stays; what is asked for is given."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dondoc.access.rights import NotAllowed
from dondoc.inspecting.actions import asking, finding, giving, noting
from dondoc.inspecting.findings import Finding
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Case
from dondoc.inspecting.needs import needs_of
from dondoc.inspecting.noticing import content_hash
from dondoc.inspecting.queries import entries
from dondoc.inspecting.requests import DocumentRequest
from dondoc.inspecting.waiting import owing, waiting
from dondoc.inspecting.words import What
from dondoc.obligations.models import Assignment
from dondoc.shared.acts import Refused
from tests.cast import AT, TODAY, Cast
from tests.inspecting.making import PLACE, a_case, in_scope
from tests.making import an_entry

pytestmark = pytest.mark.acts
LATER = TODAY + timedelta(days=5)


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(cast, State.VERIFYING)


def asked(cast: Cast, case: Case, text: str = "Sổ theo dõi đảng viên đi nước ngoài") -> DocumentRequest:
    return asking.ask_documents(body=case.bodies.get(unit=cast.cell), text=text, due_on=LATER, by=cast.clerk, at=AT)


def test_what_is_asked_waits_with_the_inspected_until_it_is_supplied_into_the_dossier(cast: Cast, case: Case) -> None:
    body = case.bodies.get(unit=cast.cell)
    assert case not in waiting(cast.doer)
    one = asked(cast, case)
    assert [*owing().filter(case=case)] == [body] and case in waiting(cast.doer)
    (need,) = needs_of(case, body)
    assert (need.have, need.of) == (0, 1)
    asking.supply(request=one, doc=PLACE, by=cast.doer, at=AT)
    one.refresh_from_db()
    assert one.document is not None
    assert (one.supplied_on, one.document.what, one.document.body) == (TODAY, What.OBJECT_FILES, body)
    assert case not in waiting(cast.doer) and needs_of(case, body)[0].is_done


def test_that_there_is_none_is_said_with_a_reason_and_once(cast: Cast, case: Case) -> None:
    one = asked(cast, case)
    with pytest.raises(Refused, match="lý do"):
        asking.say_none(request=one, reason=" ", by=cast.doer, at=AT)
    asking.say_none(request=one, reason="Chi bộ chưa mở sổ", by=cast.doer, at=AT)
    with pytest.raises(Refused, match="đã được trả lời"):
        asking.supply(request=one, doc=PLACE, by=cast.doer, at=AT)
    assert not case.dossier.filter(what=What.OBJECT_FILES).exists()
    with pytest.raises(Refused, match="đã được trả lời"):
        asking.take_back_request(request=one, reason="Thôi", by=cast.clerk, at=AT)


def test_the_team_asks_and_takes_back_and_the_inspected_alone_supply(cast: Cast, case: Case) -> None:
    body, one = case.bodies.get(unit=cast.cell), asked(cast, case)
    for who in (cast.doer, cast.leader):
        with pytest.raises(NotAllowed):
            asking.ask_documents(body=body, text="Sổ", due_on=LATER, by=who, at=AT)
    for who in (cast.clerk, cast.stranger):
        with pytest.raises(NotAllowed):
            asking.supply(request=one, doc=PLACE, by=who, at=AT)
    asking.take_back_request(request=one, reason="Đã có ở nơi khác", by=cast.clerk, at=AT)
    assert case not in waiting(cast.doer) and needs_of(case, body) == []


@pytest.mark.parametrize(
    ("text", "days", "words"), [(" ", 3, "Cần ghi nội dung"), ("Sổ", -1, "Hạn cung cấp đã qua")]
)  # fmt: skip
def test_a_request_says_what_and_a_day_to_come(cast: Cast, case: Case, text: str, days: int, words: str) -> None:
    with pytest.raises(Refused, match=words):
        asking.ask_documents(body=case.bodies.get(unit=cast.cell), text=text, due_on=TODAY + timedelta(days=days), by=cast.clerk, at=AT)  # fmt: skip


def test_nothing_is_asked_or_supplied_once_the_team_has_reported(cast: Cast) -> None:
    case = a_case(cast, State.COMPLETED)
    with pytest.raises(Refused, match="không còn ở bước ấy"):
        asked(cast, case)


def test_what_is_written_in_the_book_stays_and_a_mistake_is_put_right_by_a_line(cast: Cast, case: Case) -> None:
    first = noting.write_entry(case=case, text="Làm việc với chi ủy, 4 người", on=TODAY, by=cast.clerk, at=AT)
    noting.write_entry(case=case, text="5 người", on=TODAY, by=cast.clerk, at=AT, corrects=first)
    noting.write_entry(case=case, text="Cần hỏi thêm về sổ", on=TODAY, by=cast.deputy, at=AT, is_diary=False)
    first.refresh_from_db()
    assert first.text == "Làm việc với chi ủy, 4 người"
    assert [one.text for one in entries(case, cast.clerk)] == ["Cần hỏi thêm về sổ", "5 người", first.text]
    assert [one.text for one in entries(case, cast.leader)] == ["5 người", first.text]
    assert not entries(case, cast.doer).exists() and not entries(case, cast.head).exists()


def test_only_members_write_for_days_that_came_and_in_the_same_book(cast: Cast, case: Case) -> None:
    note = noting.write_entry(case=case, text="Hỏi thêm", on=TODAY, by=cast.clerk, at=AT, is_diary=False)
    for who in (cast.leader, cast.doer):
        with pytest.raises(NotAllowed):
            noting.write_entry(case=case, text="Ghi", on=TODAY, by=who, at=AT)
    with pytest.raises(Refused, match="không ở sổ này"):
        noting.write_entry(case=case, text="Sửa", on=TODAY, by=cast.clerk, at=AT, corrects=note)
    with pytest.raises(Refused):
        noting.write_entry(case=case, text="Mai", on=TODAY + timedelta(days=1), by=cast.clerk, at=AT)


def test_a_request_of_the_notice_may_cite_what_lies_beside_the_scope(cast: Cast) -> None:
    case = a_case(cast, State.NOTICE_DRAFTED)
    one = case.findings.get()
    before = content_hash(case)
    other = an_entry(cast, "72").paper
    facts = {"ask": one.ask, "owner": one.owner, "due_on": one.due_on, "product": one.product}
    finding.lay_request(
        finding=one, papers=[other, in_scope(cast)], cites="35-NQ/TW, 22/10/2018", by=cast.head, at=AT, **facts
    )
    assert {row.paper for row in one.cited.all()} == {other, in_scope(cast)}
    assert content_hash(case) != before, "what it cites is signed with it"


def test_the_sort_of_a_finding_may_be_said_anew_with_its_request(cast: Cast) -> None:
    one = a_case(cast, State.NOTICE_DRAFTED).findings.get()
    facts = {"ask": one.ask, "owner": one.owner, "due_on": one.due_on, "product": one.product}
    for said, kept in (("PLAN", "PLAN"), (None, "PLAN"), ("RHYTHM", "RHYTHM"), ("", "")):
        finding.lay_request(finding=one, sort=said, by=cast.head, at=AT, **facts)
        one.refresh_from_db()
        assert one.sort == kept, said
    with pytest.raises(Refused):
        finding.lay_request(finding=one, sort="NOT_ONE", by=cast.head, at=AT, **facts)


def test_what_was_found_may_not_go_beside_the_scope(cast: Cast, case: Case) -> None:
    other = an_entry(cast, "72").paper
    with pytest.raises(Refused, match="ngoài phạm vi"):
        finding.find(body=case.bodies.get(unit=cast.cell), text="Chậm", by=cast.clerk, at=AT, papers=[other])


def test_the_requests_of_an_announced_notice_become_obligations_once(cast: Cast) -> None:
    case = a_case(cast, State.ANNOUNCED)
    assert case in waiting(cast.leader)
    assert giving.give_requests(case=case, by=cast.leader, at=AT) == 1
    one = Finding.objects.get(case=case)
    work = one.given
    assert work is not None and one.owner is not None
    assert (work.unit, work.due_on, work.obligation.paper) == (one.owner, one.due_on, case.notice)
    assert (work.obligation.text, work.obligation.product) == (one.ask, one.product)
    assert work in Assignment.objects.visible_to(cast.doer)
    assert case not in waiting(cast.leader)
    with pytest.raises(Refused, match="đã được giao"):
        giving.give_requests(case=case, by=cast.leader, at=AT)


def test_only_who_ordered_the_case_gives_and_not_before_it_is_announced(cast: Cast) -> None:
    signed = a_case(cast, State.NOTICE_SIGNED)
    with pytest.raises(Refused, match="không còn ở bước ấy"):
        giving.give_requests(case=signed, by=cast.leader, at=AT)
    for who in (cast.clerk, cast.doer):
        with pytest.raises(NotAllowed):
            giving.give_requests(case=signed, by=who, at=AT)
