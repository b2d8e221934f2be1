"""Ủy quyền — some rights of a post, for some days, to one person; never more, never onward, never longer than the giver."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from dondoc.access.models import Grant
from dondoc.access.rights import SEE, NotAllowed, may, reaches, who_may
from dondoc.implementation.actions.closing import approve
from dondoc.jobs.queue import Task, ask
from dondoc.journal.queries import lines, verify
from dondoc.obligations.actions.assigning import accept
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units.actions import fill_post, vacate_post
from dondoc.units.actions.delegating import delegate, withdraw_delegation
from dondoc.units.actions.handing import hand_over, settle_hand_over
from dondoc.units.delegations import Delegation
from dondoc.units.models import HandOver, Holding
from dondoc.units.queries import acting_unit, chairs, delegable, delegated_chairs
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment

pytestmark = pytest.mark.acts
APPROVE = "implementation.approve"
LAST = TODAY + timedelta(days=10)


def holding_of(actor: Actor) -> Holding:
    return Holding.objects.select_related("post__unit", "post__kind", "person").get(pk=actor.holding_id)


def given(cast: Cast, **over: Any) -> Delegation:
    """The leader gives the head of the board the confirming of what is done."""
    facts = {"giver": holding_of(cast.leader), "person": holding_of(cast.head).person, "acts": [APPROVE],
             "from_on": TODAY, "until_on": LAST, "reason": "Đi công tác", "by": cast.leader, "at": AT}  # fmt: skip
    return delegate(**{**facts, **over})


def by_it(actor: Actor, row: Delegation, day: date = TODAY) -> Actor:
    return Actor(actor.account_id, actor.person_id, actor.holding_id, row.pk, "web", day)


def test_it_is_his_only_where_he_chooses_it_and_then_nothing_else_is(cast: Cast) -> None:
    row = given(cast)
    own, acting = cast.head, by_it(cast.head, row)
    assert not may(own, APPROVE, cast.root)
    assert not may(Actor(own.account_id, own.person_id, None, None, "cli", TODAY), APPROVE, cast.root)
    assert may(acting, APPROVE, cast.root) and may(acting, SEE, cast.cell)
    assert may(own, "obligations.accept", cast.board) and not may(acting, "obligations.accept", cast.board)
    assert acting_unit(acting) == cast.root
    assert [c.title for c in delegated_chairs(chairs(own.person_id, TODAY), own.person_id, TODAY)] == [
        "theo ủy quyền của Bí thư, Đảng ủy Cục Thử nghiệm"
    ]


def test_it_is_no_more_than_the_post_has_and_goes_no_further(cast: Cast) -> None:
    held = {right.act for right in delegable(holding_of(cast.leader), TODAY)}
    assert "units.delegate" not in held and APPROVE in held
    assert not {right.act for right in delegable(holding_of(cast.admin), TODAY)} & {
        "units.fill_post",
        "access.reset_password",
        "access.reset_factors",
        "access.link_identity",
    }
    for acts in (["documents.register"], ["units.delegate"], [SEE], []):
        with pytest.raises(Refused, match="Chọn quyền"):
            given(cast, acts=acts)
    row = given(cast)
    with pytest.raises(Refused, match="theo ủy quyền"):
        given(cast, by=by_it(cast.head, row), person=holding_of(cast.doer).person)
    assert Delegation.objects.count() == 1
    assert not delegable(holding_of(cast.head), TODAY) or APPROVE not in {
        r.act for r in delegable(holding_of(cast.head), TODAY)
    }


@pytest.mark.parametrize(
    ("over", "why"),
    [
        ({"until_on": TODAY - timedelta(days=1)}, "Ngày cuối"),
        ({"from_on": date(2019, 12, 31)}, "Ủy quyền chỉ trong"),
        ({"reason": " "}, "lý do"),
        ({"decided_on": TODAY}, "số, ký hiệu"),
    ],
)
def test_it_has_days_a_reason_and_a_whole_paper(cast: Cast, over: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        given(cast, **over)


def test_only_its_holder_or_who_keeps_posts_gives_it_and_nobody_to_himself(cast: Cast) -> None:
    for role in ("deputy", "clerk", "stranger", "doer"):
        with pytest.raises(NotAllowed):
            given(cast, by=getattr(cast, role))
    with pytest.raises(Refused, match="chính mình"):
        given(cast, person=holding_of(cast.leader).person)
    with pytest.raises(Refused, match="chính mình"):
        given(cast, by=cast.admin, person=holding_of(cast.admin).person)
    assert given(cast, by=cast.admin).giver_id == cast.leader.holding_id


def test_it_ends_by_itself_on_its_day_and_with_its_giver(cast: Cast) -> None:
    row = given(cast)
    after = LAST + timedelta(days=1)
    assert may(by_it(cast.head, row, LAST), APPROVE, cast.root)
    assert not reaches(by_it(cast.head, row, after), APPROVE)
    assert [d.pk for d in Delegation.objects.on(LAST)] == [row.pk] and not Delegation.objects.on(after).exists()
    vacate_post(holding=row.giver, by=cast.admin, at=AT, until_on=TODAY)
    tomorrow = TODAY + timedelta(days=1)
    assert may(by_it(cast.head, row, TODAY), APPROVE, cast.root)
    assert not may(by_it(cast.head, row, tomorrow), APPROVE, cast.root)
    assert not Delegation.objects.on(tomorrow).exists()
    assert set(Grant.objects.filter(delegation=row).values_list("until_on", flat=True)) == {TODAY}


def test_a_giver_who_goes_later_makes_it_no_longer(cast: Cast) -> None:
    row = given(cast)
    vacate_post(holding=row.giver, by=cast.admin, at=AT, until_on=LAST + timedelta(days=30))
    assert set(Grant.objects.filter(delegation=row).values_list("until_on", flat=True)) == {LAST}


def test_withdrawn_it_is_over_at_once(cast: Cast) -> None:
    row = given(cast)
    with pytest.raises(NotAllowed):
        withdraw_delegation(delegation=row, reason="Thôi", by=cast.head, at=AT)
    with pytest.raises(Refused, match="lý do"):
        withdraw_delegation(delegation=row, reason="", by=cast.leader, at=AT)
    withdraw_delegation(delegation=row, reason="Đã về", by=cast.leader, at=AT)
    assert not may(by_it(cast.head, row), APPROVE, cast.root)
    assert delegated_chairs(chairs(cast.head.person_id, TODAY), cast.head.person_id, TODAY) == []
    with pytest.raises(Refused, match="hết hiệu lực"):
        withdraw_delegation(delegation=row, reason="Đã về", by=cast.leader, at=AT)
    assert verify().broken is None


def test_the_journal_keeps_by_which_delegation(cast: Cast) -> None:
    share, row = an_assignment(cast, upto="submitted"), given(cast)
    approve(assignment=share, by=by_it(cast.head, row), at=AT)
    from django.db.models import Q

    line = lines(Q(act=APPROVE)).get()
    assert (line.person_id, line.holding_id, line.delegation_id) == (cast.head.person_id, cast.head.holding_id, row.pk)


def test_who_did_the_work_does_not_confirm_it_by_delegation_nor_lets_another_in_his_stead(cast: Cast) -> None:
    share = an_assignment(cast, upto="submitted")
    row = given(cast, person=holding_of(cast.doer).person)
    with pytest.raises(Refused, match="tham gia thực hiện"):
        approve(assignment=share, by=by_it(cast.doer, row), at=AT)
    seat = fill_post(
        post=holding_of(cast.deputy).post, person=holding_of(cast.doer).person, by=cast.admin, at=AT, from_on=TODAY
    )
    doer_above = Actor(cast.doer.account_id, cast.doer.person_id, seat.pk, None, "web", TODAY)
    stead = given(cast, giver=seat, by=doer_above)
    with pytest.raises(Refused, match="tham gia thực hiện"):
        approve(assignment=share, by=by_it(cast.head, stead), at=AT)


def test_what_colleagues_handed_for_a_delegated_right_waits_for_him_too(cast: Cast) -> None:
    share, row = an_assignment(cast, upto="submitted"), given(cast)
    sent = hand_over(thing=share, asked=APPROVE, unit=share.giver, post=holding_of(cast.leader).post, by=cast.doer, at=AT,
                     address=f"/assignments/{share.public_id}/approve/", label=share.obligation.nv)  # fmt: skip
    other = given(cast, acts=["obligations.assign"])
    assert not HandOver.objects.visible_to(by_it(cast.head, other)).exists()
    assert list(HandOver.objects.visible_to(by_it(cast.head, row)).received(by_it(cast.head, row))) == [sent]
    for actor in (cast.head, by_it(cast.head, other)):
        with pytest.raises(NotAllowed):
            settle_hand_over(handed=sent, by=actor, at=AT)
    settle_hand_over(handed=sent, by=by_it(cast.head, row), at=AT)


def test_a_job_asked_by_delegation_runs_by_it(cast: Cast) -> None:
    row = given(cast)
    acting = Task(ask("reorganising.carry", {}, by=by_it(cast.head, row), at=AT), AT).actor
    assert acting.delegation_id == row.pk and not may(acting, "obligations.accept", cast.board)


def test_a_refusal_names_the_post_not_who_has_it_for_some_days(cast: Cast) -> None:
    given(cast)
    assert who_may(APPROVE, cast.root, cast.doer) == who_may(APPROVE, cast.root, cast.doer)
    assert len(who_may(APPROVE, cast.root, cast.doer)) == 3


def test_a_unit_that_ends_takes_what_was_delegated_there_with_it(cast: Cast) -> None:
    from dondoc.reorganising.actions.merging import dissolve
    from dondoc.units.rules import Decision

    share: Assignment = an_assignment(cast)
    row = given(
        cast,
        giver=holding_of(cast.doer),
        by=cast.doer,
        person=holding_of(cast.above).person,
        acts=["obligations.accept"],
    )
    acting = by_it(cast.above, row)
    assert may(acting, "obligations.accept", cast.cell)
    dissolve(unit=cast.cell, heir=cast.branch, on=TODAY, decision=Decision("9-QĐ/ĐU"), by=cast.office, at=AT)
    ended = by_it(cast.above, row)
    assert not may(ended, "obligations.accept", cast.cell)
    with pytest.raises(Refused):
        accept(assignment=Assignment.objects.get(pk=share.pk), by=ended, at=AT)
    assert not Delegation.objects.on(TODAY).exists()


def test_what_the_giver_has_no_more_nobody_has_of_him(cast: Cast) -> None:
    """However the right went, wider than before it never becomes either."""
    row = given(cast)
    own = Grant.objects.filter(because=row.giver, delegation=None, act=APPROVE)
    own.update(below=False)
    assert not may(by_it(cast.head, row), APPROVE, cast.cell)
    own.update(below=True, until_on=TODAY - timedelta(days=1))
    assert not may(by_it(cast.head, row), APPROVE, cast.root)
    assert may(by_it(cast.head, row), SEE, cast.root)
