"""Chuyển người có quyền — who sees a thing may ask the post that may; nothing is given but the asking."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dondoc.access.models import Grant, Share
from dondoc.access.rights import NotAllowed, may, sees
from dondoc.journal.queries import lines, verify
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.shared.lifecycle import StepRefused
from dondoc.units.actions import fill_post, vacate_post
from dondoc.units.actions.handing import decline_hand_over, hand_over, settle_hand_over
from dondoc.units.models import HandOver, Holding, Post
from tests.cast import AT, BEGAN, TODAY, Cast, a_person
from tests.making import an_assignment

pytestmark = pytest.mark.acts
APPROVE = "implementation.approve"


@pytest.fixture
def share(cast: Cast) -> Assignment:
    return an_assignment(cast, upto="submitted")


def post_of(actor: Actor) -> Post:
    return Holding.objects.select_related("post__unit", "post__kind").get(pk=actor.holding_id).post


def handed(cast: Cast, share: Assignment, **over: Any) -> HandOver:
    """The doer's share, handed to the leader to be confirmed."""
    facts = {"thing": share, "asked": APPROVE, "unit": share.giver, "post": post_of(cast.leader), "by": cast.doer,
             "address": f"/assignments/{share.public_id}/approve/", "label": share.obligation.nv, "at": AT}  # fmt: skip
    return hand_over(**{**facts, **over})


def test_it_waits_at_the_post_and_at_no_other(cast: Cast, share: Assignment) -> None:
    row = handed(cast, share, note="  Đã đủ\n minh chứng ")
    assert row.note == "Đã đủ minh chứng"
    for role, expected in (("leader", [row]), ("deputy", []), ("doer", []), ("stranger", []), ("clerk", [])):
        found = HandOver.objects.visible_to(getattr(cast, role)).received(getattr(cast, role)).waiting()
        assert list(found) == expected, role
    assert list(HandOver.objects.visible_to(cast.doer)) == [row]
    assert not HandOver.objects.visible_to(cast.stranger).exists()


def test_the_inbox_is_the_posts_not_the_persons(cast: Cast, share: Assignment) -> None:
    row, post = handed(cast, share), post_of(cast.leader)
    vacate_post(holding=Holding.objects.get(pk=cast.leader.holding_id), by=cast.admin, at=AT, until_on=TODAY)
    new = a_person(cast, "next", "Quách Văn Thuần", cast.home, "CHUYEN_VIEN")
    tomorrow = TODAY + timedelta(days=1)
    seat = fill_post(post=post, person=cast_person(new), by=cast.admin, at=AT, from_on=tomorrow)
    successor = Actor(new.account_id, new.person_id, seat.pk, None, "web", tomorrow)
    before = Actor(cast.leader.account_id, cast.leader.person_id, cast.leader.holding_id, None, "web", tomorrow)
    assert list(HandOver.objects.visible_to(successor).received(successor)) == [row]
    assert not HandOver.objects.visible_to(before).exists()
    with pytest.raises(NotAllowed):
        settle_hand_over(handed=row, by=before, at=AT)
    settle_hand_over(handed=row, by=successor, at=AT)
    assert row.state == "DONE"


def test_who_holds_two_posts_sees_the_one_acted_in(cast: Cast, share: Assignment) -> None:
    row = handed(cast, share)
    seat = fill_post(post=post_of(cast.deputy), person=cast_person(cast.leader), by=cast.admin, at=AT, from_on=BEGAN)
    other = Actor(cast.leader.account_id, cast.leader.person_id, seat.pk, None, "web", TODAY)
    whole = Actor(cast.leader.account_id, cast.leader.person_id, None, None, "cli", TODAY)
    assert not HandOver.objects.received(other).exists()
    assert list(HandOver.objects.received(whole)) == [row]
    with pytest.raises(NotAllowed):
        settle_hand_over(handed=row, by=other, at=AT)


def cast_person(actor: Actor) -> Any:
    from dondoc.access.models import Person

    return Person.objects.get(pk=actor.person_id)


def test_being_asked_gives_no_right_and_no_sight(cast: Cast, share: Assignment) -> None:
    grants, shares = Grant.objects.count(), Share.objects.count()
    handed(cast, share)
    assert (Grant.objects.count(), Share.objects.count()) == (grants, shares)
    assert not may(cast.doer, APPROVE, share.giver)


def test_who_cannot_see_it_is_not_asked(cast: Cast, share: Assignment) -> None:
    """Quản trị may end units but sees no work."""
    said = "Chức danh ấy không được xem việc này nên không chuyển tới được."
    with pytest.raises(Refused, match=said):
        handed(cast, share, asked="units.end", unit=cast.root, post=post_of(cast.admin))
    assert not sees(cast.admin, share)


def test_who_may_not_either_is_not_asked(cast: Cast, share: Assignment) -> None:
    with pytest.raises(Refused, match="cũng chưa được giao việc này"):
        handed(cast, share, post=post_of(cast.clerk))


def test_a_post_nobody_holds_is_not_asked(cast: Cast, share: Assignment) -> None:
    post = post_of(cast.leader)
    vacate_post(holding=Holding.objects.get(pk=cast.leader.holding_id), by=cast.admin, at=AT,
                until_on=TODAY - timedelta(days=1))  # fmt: skip
    with pytest.raises(Refused, match="không có người giữ"):
        handed(cast, share, post=post)


def test_who_does_not_see_it_learns_nothing_by_handing_it(cast: Cast, share: Assignment) -> None:
    with pytest.raises(Refused, match=r"^Không có việc này, hoặc đồng chí không được xem\.$"):
        handed(cast, share, by=cast.stranger)


def test_who_may_does_it_and_hands_nothing(cast: Cast, share: Assignment) -> None:
    with pytest.raises(Refused, match="Đồng chí có quyền làm việc này"):
        handed(cast, share, by=cast.leader, post=post_of(cast.deputy))


def test_ones_own_other_post_is_chosen_not_written_to(cast: Cast, share: Assignment) -> None:
    seat = fill_post(post=post_of(cast.leader), person=cast_person(cast.doer), by=cast.admin, at=AT, from_on=BEGAN)
    assert seat.pk != cast.doer.holding_id
    with pytest.raises(Refused, match="Chọn chức danh ấy ở đầu trang"):
        handed(cast, share)


def test_the_same_twice_while_it_waits_is_refused_and_then_not(cast: Cast, share: Assignment) -> None:
    row = handed(cast, share)
    with pytest.raises(Refused, match="đang chờ, không phải chuyển nữa"):
        handed(cast, share, by=cast.above)
    handed(cast, share, post=post_of(cast.deputy))
    decline_hand_over(handed=row, reason="Đồng chí Phó Bí thư phụ trách", by=cast.leader, at=AT)
    assert handed(cast, share).pk != row.pk


@pytest.mark.parametrize(
    "address",
    ["https://ngoai.example/", "//ngoai.example/", "/a/?q=Tối mật của ai", "javascript:alert(1)", "/a", "/a/../b/",
     "/a/\\b/", "", "/" + "a" * 250 + "/"],
)  # fmt: skip
def test_only_a_page_of_ours_is_handed(cast: Cast, share: Assignment, address: str) -> None:
    with pytest.raises(Refused, match="trang của phần mềm này"):
        handed(cast, share, address=address)


@pytest.mark.parametrize(("note", "said"), [("TUYỆT MẬT", "dấu chỉ mức độ mật"), ("dài " * 60, "quá 200 ký tự")])
def test_a_note_is_one_short_line_and_nothing_secret(cast: Cast, share: Assignment, note: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        handed(cast, share, note=note)
    assert not HandOver.objects.exists()


def test_only_the_post_that_received_it_answers_and_once(cast: Cast, share: Assignment) -> None:
    row = handed(cast, share)
    for role in ("doer", "deputy", "clerk", "stranger"):
        with pytest.raises(NotAllowed, match="Người được giao: Bí thư, Đảng ủy Cục Thử nghiệm"):
            settle_hand_over(handed=row, by=getattr(cast, role), at=AT)
    with pytest.raises(Refused, match="Cần ghi lý do"):
        decline_hand_over(handed=row, reason="  ", by=cast.leader, at=AT)
    settle_hand_over(handed=row, by=cast.leader, at=AT)
    with pytest.raises(StepRefused):
        decline_hand_over(handed=row, reason="Muộn rồi", by=cast.leader, at=AT)
    assert [s.to_state for s in row.steps.order_by("id")] == ["WAITING", "DONE"]


def test_the_sender_is_told_while_it_waits_and_a_fortnight_after_a_no(cast: Cast, share: Assignment) -> None:
    row, since = handed(cast, share), AT - timedelta(days=14)
    assert list(HandOver.objects.sent(cast.doer, since)) == [row]
    decline_hand_over(handed=row, reason="Chưa đến lượt", by=cast.leader, at=AT)
    assert list(HandOver.objects.sent(cast.doer, since)) == [row]
    assert not HandOver.objects.sent(cast.doer, AT + timedelta(seconds=1)).exists()
    other = handed(cast, share)
    settle_hand_over(handed=other, by=cast.leader, at=AT)
    assert list(HandOver.objects.sent(cast.doer, since)) == [row]


def test_the_journal_tells_it_by_ids_only(cast: Cast, share: Assignment) -> None:
    from django.db.models import Q

    row = handed(cast, share, note="Nhờ xem giúp")
    line = lines(Q(act="units.hand_over")).select_related("payload").get()
    assert line.payload.body == {
        "post": row.post_id, "asked": APPROVE, "kind": "obligations.assignment", "thing_id": share.pk,
    }  # fmt: skip
    assert (line.kind, line.thing_id, line.unit_id) == ("units.handover", row.pk, cast.root.pk)
    decline_hand_over(handed=row, reason="Không phải việc tôi", by=cast.leader, at=AT)
    assert not verify().broken
