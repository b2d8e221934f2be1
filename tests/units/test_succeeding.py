"""Bàn giao chức danh — one act; the inbox stays with the post, the one who left sees nothing more from the day after."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Q

from dondoc.access.actions import Namesakes, correct_name, register_person
from dondoc.access.models import Grant, Person
from dondoc.access.rights import SEE, NotAllowed, reaches
from dondoc.journal.queries import lines, verify
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import day_ends_at
from dondoc.units.actions import end_post, load_post_kinds, vacate_post
from dondoc.units.actions.delegating import delegate
from dondoc.units.actions.handing import hand_over
from dondoc.units.actions.succeeding import hand_post_over
from dondoc.units.models import HandOver, Holding, Post, PostKind, PostRight
from dondoc.units.queries import acting_unit, chairs
from dondoc.units.rules import Standing
from dondoc.units.takeovers import Takeover
from dondoc.web.desk.queries import kinds
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation

pytestmark = pytest.mark.acts
TOMORROW = TODAY + timedelta(days=1)


def holding_of(actor: Actor) -> Holding:
    return Holding.objects.select_related("post__unit", "post__kind", "person").get(pk=actor.holding_id)


def passed(cast: Cast, role: str = "leader", **over: Any) -> Takeover:
    """The leader's post to the secretary of another cell, from tomorrow."""
    facts = {"holding": holding_of(getattr(cast, role)), "person": holding_of(cast.stranger).person, "last_on": TODAY,
             "from_on": TOMORROW, "by": cast.admin, "at": AT}  # fmt: skip
    return hand_post_over(**{**facts, **over})


def successor(row: Takeover, day: Any = TOMORROW) -> Actor:
    return Actor(None, row.incoming.person_id, row.incoming_id, None, "web", day)


def desk(actor: Actor) -> dict[str, set[int]]:
    """What lies in each tray."""
    rows = {
        kind.key: set(kind.rows.order_by().values_list("pk", flat=True))
        for kind in kinds(actor, day_ends_at(actor.today))
    }
    return {key: ids for key, ids in rows.items() if ids}


def test_the_whole_desk_passes_and_the_old_holder_keeps_nothing(cast: Cast) -> None:
    """To confirm, to direct, handed by a colleague, sent to one: all trays that a secretary has."""
    share = an_assignment(cast, upto="submitted")
    an_obligation(cast, an_entry(cast, "16"))
    post = holding_of(cast.leader).post
    hand_over(thing=share, asked="implementation.approve", unit=share.giver, post=post, by=cast.doer, at=AT,
              address=f"/assignments/{share.public_id}/approve/", label=share.obligation.nv)  # fmt: skip
    tomorrow = replace(cast.leader, today=TOMORROW, memo={})
    before = desk(tomorrow)
    assert {"confirm", "direct", "handed"} <= set(before)
    row = passed(cast)
    old = replace(cast.leader, today=TOMORROW, memo={})
    assert desk(successor(row)) == before
    assert desk(old) == {} and not reaches(old, SEE) and chairs(old.person_id, TOMORROW) == []
    assert acting_unit(replace(old, holding_id=None, memo={})) is None
    assert not HandOver.objects.visible_to(old).exists()
    assert not Assignment.objects.visible_to(old).exists()
    assert desk(replace(cast.leader, memo={})).keys() == before.keys(), "to the end of his last day he sees it"


def test_what_the_post_sent_is_told_to_who_comes(cast: Cast) -> None:
    share = an_assignment(cast, upto="submitted")
    handed = hand_over(thing=share, asked="implementation.approve", unit=share.giver, post=holding_of(cast.leader).post,
                       by=cast.doer, at=AT, address=f"/assignments/{share.public_id}/approve/", label=share.obligation.nv)  # fmt: skip
    row = passed(cast, "doer")
    assert list(HandOver.objects.visible_to(successor(row)).sent(successor(row), AT)) == [handed]


def test_it_is_one_line_in_the_journal_and_its_minutes_are_kept(cast: Cast) -> None:
    share = an_assignment(cast, upto="submitted")
    count = lines(Q()).count()
    row = passed(
        cast, standing=[Standing("confirm", "obligations.assignment", share.pk, share.due_on)], number="7-QĐ/ĐU"
    )
    assert lines(Q()).count() == count + 1
    line = lines(Q(act="units.hand_post_over")).get()
    assert (line.on, line.thing_id, line.payload.body["standing"]) == (TOMORROW, row.pk, {"confirm": 1})
    assert [(at.tray, at.thing_id, at.due_on) for at in row.lines.all()] == [("confirm", share.pk, share.due_on)]
    assert verify().broken is None


def test_the_rights_are_the_posts_and_what_was_delegated_ends(cast: Cast) -> None:
    own = set(Grant.objects.filter(because=cast.leader.holding_id).values_list("act", "unit", "below"))
    given = delegate(giver=holding_of(cast.leader), person=holding_of(cast.head).person, acts=["implementation.approve"],
                     from_on=TODAY, until_on=TODAY + timedelta(days=20), reason="Đi công tác", by=cast.leader, at=AT)  # fmt: skip
    row = passed(cast)
    assert set(Grant.objects.filter(because=row.incoming).values_list("act", "unit", "below")) == own
    assert set(Grant.objects.filter(delegation=given).values_list("until_on", flat=True)) == {TODAY}


@pytest.mark.parametrize("days", [-1, 2, 30])
def test_no_day_is_left_between_and_none_before(cast: Cast, days: int) -> None:
    with pytest.raises(Refused, match="từ ngày hôm sau"):
        passed(cast, from_on=TODAY + timedelta(days=days))


def test_it_is_refused_to_himself_twice_and_by_whoever_keeps_no_posts(cast: Cast) -> None:
    with pytest.raises(Refused, match="chính người"):
        passed(cast, person=holding_of(cast.leader).person)
    for role in ("leader", "office", "clerk"):
        with pytest.raises(NotAllowed):
            passed(cast, by=getattr(cast, role))
    passed(cast, from_on=TODAY)
    with pytest.raises(Refused, match="đã bàn giao"):
        passed(cast)


def test_a_post_ends_when_nobody_holds_it_and_is_filled_no_more(cast: Cast) -> None:
    post = holding_of(cast.deputy).post
    with pytest.raises(Refused, match="Còn người giữ"):
        end_post(post=post, by=cast.admin, at=AT, on=TODAY)
    vacate_post(holding=holding_of(cast.deputy), by=cast.admin, at=AT, until_on=TODAY)
    with pytest.raises(NotAllowed):
        end_post(post=post, by=cast.leader, at=AT, on=TODAY)
    end_post(post=post, by=cast.admin, at=AT, on=TODAY)
    with pytest.raises(Refused, match="đã thôi đặt"):
        end_post(post=post, by=cast.admin, at=AT, on=TODAY)
    with pytest.raises(Refused, match="đã thôi đặt"):
        passed(cast, "head", holding=Holding.objects.create(post=post, person=holding_of(cast.head).person, from_on=TODAY,
                                                            until_on=TOMORROW))  # fmt: skip


def test_a_post_in_which_something_waits_does_not_end(cast: Cast) -> None:
    share = an_assignment(cast, upto="submitted")
    post = holding_of(cast.leader).post
    hand_over(thing=share, asked="implementation.approve", unit=share.giver, post=post, by=cast.doer, at=AT,
              address=f"/assignments/{share.public_id}/approve/", label=share.obligation.nv)  # fmt: skip
    vacate_post(holding=holding_of(cast.leader), by=cast.admin, at=AT, until_on=TODAY)
    with pytest.raises(Refused, match="đang chờ trả lời"):
        end_post(post=post, by=cast.admin, at=AT, on=TODAY)


def test_acting_and_concurrent_are_said_wherever_a_holder_is_named(cast: Cast) -> None:
    row = passed(cast, is_acting=True, is_concurrent=True)
    assert row.incoming.styled == "Quyền Bí thư (kiêm)"
    assert [c.title for c in chairs(row.incoming.person_id, TOMORROW)][::-1] == [
        "Quyền Bí thư (kiêm), Đảng ủy Cục Thử nghiệm", "Bí thư, Chi bộ Vụ Hành chính",
    ]  # fmt: skip


def test_new_kinds_of_post_come_and_what_the_office_set_stays(cast: Cast) -> None:
    PostRight.objects.filter(kind="TRUONG_BAN").delete()
    PostRight.objects.filter(kind="TRUONG_DOAN").delete()
    PostKind.objects.filter(pk="TRUONG_DOAN").delete()
    load_post_kinds(by=cast.setup, at=AT)
    assert not PostRight.objects.filter(kind="TRUONG_BAN").exists()
    assert PostRight.objects.filter(kind="TRUONG_DOAN").exists()


def test_one_person_is_registered_once_unless_it_is_said_to_be_another(cast: Cast) -> None:
    for name in ("Kiều Đình Thạc", "kieu  dinh thac"):
        with pytest.raises(Namesakes) as found:
            register_person(full_name=name, unit=cast.root, by=cast.admin, at=AT)
        assert found.value.people == [holding_of(cast.leader).person]
    new = register_person(full_name="Kiều Đình Thạc", unit=cast.root, by=cast.admin, at=AT, is_another=True)
    assert Person.objects.called("Kiều Đình Thạc").count() == 2 and new.pk


def test_a_name_is_corrected_and_the_journal_keeps_no_name(cast: Cast) -> None:
    person = holding_of(cast.leader).person
    correct_name(person=person, full_name="  Kiều Đình  Thạch ", unit=cast.root, by=cast.admin, at=AT)
    person.refresh_from_db()
    assert (person.full_name, person.search) == ("Kiều Đình Thạch", "kieu dinh thach")
    assert lines(Q(act="access.correct_name")).get().payload.body == {"fields": ["full_name"]}
    with pytest.raises(Refused, match="khác với hiện nay"):
        correct_name(person=person, full_name="Kiều Đình Thạch", unit=cast.root, by=cast.admin, at=AT)
    with pytest.raises(NotAllowed):
        correct_name(person=person, full_name="Khác", unit=cast.root, by=cast.clerk, at=AT)


def test_a_seat_that_another_takes_the_same_day_is_held_by_both_that_day(cast: Cast) -> None:
    row = passed(cast, from_on=TODAY)
    post: Post = row.outgoing.post
    assert Holding.objects.on(TODAY).filter(post=post).count() == 2
    assert Holding.objects.on(TOMORROW).filter(post=post).count() == 1
