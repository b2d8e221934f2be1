"""Văn bản thay thế, sửa đổi — the open obligations of the older paper wait for a person; nothing ends by itself."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.access.rights import NotAllowed
from dondoc.documents.actions.reviewing import link
from dondoc.documents.models import Entry
from dondoc.journal.models import Entry as Line
from dondoc.obligations.actions.assigning import withdraw_assignment
from dondoc.obligations.actions.confirming import amend
from dondoc.obligations.actions.settling import Decision, settle
from dondoc.obligations.models import Assignment, Kept, Obligation
from dondoc.obligations.queries import lines_to_settle, unsettled
from dondoc.shared.acts import Refused
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation

pytestmark = pytest.mark.acts


def a_replacement(cast: Cast, duties: int = 4, relation: str = "replaces") -> tuple[Entry, list[Obligation]]:
    """An older paper with so many open obligations, and a newer one confirmed to replace (or amend) it."""
    older, newer = an_entry(cast), an_entry(cast, "58")
    rows = [an_obligation(cast, older, text=f"Việc {n}") for n in range(duties)]
    link(source=newer.paper, unit=cast.root, surface="Kết luận số 15-KL/ĐUK", relation=relation, target=older.paper,
         by=cast.clerk, at=AT)  # fmt: skip
    return newer, rows


def said(row: Obligation, how: str, reason: str = "", **changes: object) -> Decision:
    return Decision(row, how, changes, reason)


def test_a_confirmed_link_lists_what_is_open_and_ends_nothing(cast: Cast) -> None:
    newer, rows = a_replacement(cast)
    assert list(unsettled(newer, cast.leader).order_by("id")) == rows
    assert set(Obligation.objects.values_list("state", flat=True)) == {"CONFIRMED"}


@pytest.mark.parametrize("relation", ["implements", "based_on", "cites"])
def test_a_paper_only_cited_leaves_its_obligations_alone(cast: Cast, relation: str) -> None:
    newer, _rows = a_replacement(cast, relation=relation)
    assert not unsettled(newer, cast.leader).exists()
    assert not lines_to_settle(cast.leader).exists()


def test_each_way_is_done_by_its_own_act_and_remembered(cast: Cast) -> None:
    newer, (kept, carried, changed, ended) = a_replacement(cast)
    settle(entry=newer, from_on=TODAY, by=cast.leader, at=AT, decisions=[
        said(kept, "keep"), said(carried, "carry"), said(changed, "amend", due_on=date(2027, 1, 15)),
        said(ended, "end", "Hết hiệu lực"),
    ])  # fmt: skip
    for row in (kept, carried, changed, ended):
        row.refresh_from_db()
    assert not unsettled(newer, cast.leader).exists()
    assert (kept.state, Kept.objects.get().paper, kept.text) == ("CONFIRMED", newer.paper, "Việc 0")
    assert (carried.state, carried.carried_to.get().paper) == ("ENDED", newer.paper)
    row = changed.amendments.get()
    assert (row.paper, row.from_on, row.before, changed.due_on) == (
        newer.paper,
        TODAY,
        {"due_on": "2026-12-15"},
        date(2027, 1, 15),
    )
    assert (ended.state, ended.ended_because, ended.ended_by_paper) == ("ENDED", "Hết hiệu lực", newer.paper)
    acts = Line.objects.filter(kind="obligations.obligation", thing_id__in=[kept.pk, changed.pk, ended.pk])
    assert {"obligations.keep", "obligations.amend", "obligations.end"} <= set(acts.values_list("act", flat=True))


def test_all_or_none_and_the_sentence_names_the_duty(cast: Cast) -> None:
    newer, (first, second, third, _fourth) = a_replacement(cast)
    an_assignment(cast, obligation=second)
    with pytest.raises(Refused, match=r"NV-2/2026: Còn đơn vị đang thực hiện"):
        settle(entry=newer, from_on=TODAY, by=cast.leader, at=AT,
               decisions=[said(first, "keep"), said(third, "end", "Xong"), said(second, "carry")])  # fmt: skip
    assert (unsettled(newer, cast.leader).count(), Kept.objects.count()) == (4, 0)


def test_what_was_given_goes_on_when_kept_or_amended_and_its_first_due_day_stays(cast: Cast) -> None:
    newer, (duty,) = a_replacement(cast, 1)
    share = an_assignment(cast, obligation=duty, upto="accepted")
    settle(entry=newer, from_on=TODAY, by=cast.leader, at=AT,
           decisions=[said(duty, "amend", text="Việc đã sửa", due_on=date(2027, 2, 1))])  # fmt: skip
    share = Assignment.objects.get(pk=share.pk)
    assert (share.state, share.first_due_on, share.due_on) == ("ACCEPTED", date(2026, 12, 10), date(2026, 12, 10))


@pytest.mark.parametrize(
    ("how", "why"), [("end", "lý do"), ("amend", "trường cần sửa"), ("", "chọn để nguyên"), ("xoa", "chọn để nguyên")]
)
def test_a_decision_without_its_words_is_refused(cast: Cast, how: str, why: str) -> None:
    newer, rows = a_replacement(cast, 1)
    with pytest.raises(Refused, match=why):
        settle(entry=newer, from_on=TODAY, by=cast.leader, at=AT, decisions=[said(rows[0], how)])
    with pytest.raises(Refused, match="ít nhất một"):
        settle(entry=newer, from_on=TODAY, by=cast.leader, at=AT, decisions=[])


def test_one_is_settled_once_and_only_what_waits(cast: Cast) -> None:
    newer, (first, second) = a_replacement(cast, 2)
    settle(entry=newer, from_on=TODAY, by=cast.leader, at=AT, decisions=[said(first, "keep")])
    other = an_obligation(cast, an_entry(cast, "90"))
    for row in (first, other):
        with pytest.raises(Refused, match="đã được xử lý"):
            settle(entry=newer, from_on=TODAY, by=cast.office, at=AT, decisions=[said(row, "end", "Hết hiệu lực")])
    with pytest.raises(Refused, match="đã được xử lý"):
        settle(
            entry=newer, from_on=TODAY, by=cast.office, at=AT, decisions=[said(second, "keep"), said(second, "carry")]
        )
    assert list(unsettled(newer, cast.leader)) == [second]


@pytest.mark.parametrize("how", ["keep", "carry", "amend", "end"])
@pytest.mark.parametrize("role", ["clerk", "doer", "admin"])
def test_who_may_not_end_or_amend_says_nothing_of_it(cast: Cast, role: str, how: str) -> None:
    newer, rows = a_replacement(cast, 1)
    with pytest.raises(Refused):
        settle(entry=newer, from_on=TODAY, by=cast.people[role], at=AT, decisions=[said(rows[0], how, "x", text="y")])
    assert unsettled(newer, cast.leader).count() == 1
    if role == "clerk":  # he sees it, and is told whose it is
        with pytest.raises(NotAllowed):
            settle(entry=newer, from_on=TODAY, by=cast.clerk, at=AT, decisions=[said(rows[0], how, "x", text="y")])


def test_it_waits_on_the_desk_of_who_may(cast: Cast) -> None:
    newer, rows = a_replacement(cast, 2)
    assert [list(lines_to_settle(cast.people[r])) for r in ("leader", "office", "clerk", "doer", "above")] == [
        [newer], [newer], [], [], []
    ]  # fmt: skip
    amend(obligation=rows[0], paper=newer.paper, from_on=TODAY, by=cast.leader, at=AT, text="Từ trang của nhiệm vụ")
    assert list(unsettled(newer, cast.leader)) == [rows[1]]
    settle(entry=newer, from_on=TODAY, by=cast.leader, at=AT, decisions=[said(rows[1], "keep")])
    assert not lines_to_settle(cast.leader).exists()


def test_kept_under_one_paper_it_waits_again_under_the_next(cast: Cast) -> None:
    newer, rows = a_replacement(cast, 1)
    settle(entry=newer, from_on=TODAY, by=cast.leader, at=AT, decisions=[said(rows[0], "keep")])
    third = an_entry(cast, "77")
    link(source=third.paper, unit=cast.root, surface="x", relation="amends", target=rows[0].paper, by=cast.clerk, at=AT)
    assert list(unsettled(third, cast.leader)) == rows


def test_a_link_named_twice_lists_a_duty_once(cast: Cast) -> None:
    newer, rows = a_replacement(cast, 1)
    link(
        source=newer.paper,
        unit=cast.root,
        surface="Kết luận 15",
        relation="amends",
        target=rows[0].paper,
        by=cast.clerk,
        at=AT,
    )
    assert list(unsettled(newer, cast.leader)) == rows


def test_who_only_cites_the_older_paper_is_not_asked(cast: Cast) -> None:
    _newer, rows = a_replacement(cast, 1)
    citing = an_entry(cast, "77")
    link(source=citing.paper, unit=cast.root, surface="x", relation="cites", target=rows[0].paper, by=cast.clerk, at=AT)
    assert not unsettled(citing, cast.leader).exists()


def test_work_given_is_withdrawn_by_a_person_before_the_duty_is_carried_over(cast: Cast) -> None:
    newer, (duty,) = a_replacement(cast, 1)
    share = an_assignment(cast, obligation=duty)
    withdraw_assignment(assignment=share, reason="Giao lại theo văn bản mới", by=cast.leader, at=AT)
    settle(entry=newer, from_on=TODAY, by=cast.leader, at=AT, decisions=[said(duty, "carry")])
    assert newer.paper.obligations.get().carried_from == duty
