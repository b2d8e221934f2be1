"""Giao việc theo kế hoạch — an issued plan becomes work with its days, once; then it is in calendars and reminders."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.access.rights import NotAllowed
from dondoc.implementation.actions import closing
from dondoc.obligations import passing
from dondoc.obligations.actions.assigning import accept, withdraw_assignment
from dondoc.obligations.actions.confirming import end
from dondoc.obligations.models import Assignment, Obligation
from dondoc.planning.actions.drafting import Words, add_item, change_item
from dondoc.planning.actions.giving import give
from dondoc.planning.actions.issuing import issue, withdraw
from dondoc.planning.models import Item, Plan
from dondoc.planning.queries import to_give
from dondoc.reminding.queries import coming
from dondoc.shared.acts import Refused
from dondoc.web.planning.drawing import rows_of
from tests.cast import AT, TODAY, Cast, client_of
from tests.planning.making import FIRST, a_book, a_paper, a_plan, completed

pytestmark = pytest.mark.acts
OWN, POST = "Tập huấn cho bí thư chi bộ ngoài nước", "Bố trí kinh phí"


def an_issued(cast: Cast) -> Plan:
    """Led by the branch: the paper's first obligation, an item of the committee's own; by a post of its own: another."""
    plan = a_plan(cast)
    first = plan.items.get(text=FIRST)
    change_item(item=first, words=completed(first, owner=cast.branch, owner_words="", partners="Văn phòng"), by=cast.leader, at=AT)  # fmt: skip
    for text, owner, words in ((OWN, cast.branch, ""), (POST, None, "Chánh Văn phòng")):
        said = Words(text, owner, words, "", date(2026, 12, 1), "month", "Báo cáo")
        add_item(plan=plan, words=said, by=cast.leader, at=AT)
    issue(plan=plan, by=cast.office, at=AT, on=TODAY, register=cast.outgoing)
    plan.refresh_from_db()
    return plan


def items(plan: Plan) -> list[Item]:
    """What units below lead."""
    return [row.item for row in to_give(plan) if row.holder != plan.unit]


def test_each_item_becomes_work_of_the_unit_that_leads_it_until_the_plan_s_day(cast: Cast) -> None:
    plan = an_issued(cast)
    assert [item.text for item in items(plan)] == [FIRST, OWN], "what the branch has already is none"
    first, own = give(plan=plan, items=items(plan), by=cast.leader, at=AT)
    assert (first.unit, first.due_on, first.asked) == (cast.branch, date(2026, 12, 20), "Phối hợp: Văn phòng")
    assert (own.due_on, own.due_reason) == (date(2026, 12, 31), f"Theo {plan}"), "a month ends with its last day"
    assert (own.obligation.paper, own.obligation.product) == (plan.paper, "Báo cáo")
    assert own.obligation.due_text == "12/2026"
    due = [
        (one.assignment.obligation.text, one.due_on)
        for one in coming(cast.above, TODAY, date(2026, 12, 31), cast.branch)
    ]
    assert (FIRST, date(2026, 12, 20)) in due
    assert (OWN, date(2026, 12, 31)) in due


def test_what_a_post_of_the_unit_leads_is_the_unit_s_own_work_with_its_day(cast: Cast) -> None:
    plan = an_issued(cast)
    (row,) = (row for row in to_give(plan) if row.item.text == POST)
    (share,) = give(plan=plan, items=[row.item], by=cast.leader, at=AT)
    assert (share.unit, share.asked, share.due_on) == (cast.root, "Chủ trì: Chánh Văn phòng", date(2026, 12, 31))
    assert POST in [one.assignment.obligation.text for one in coming(cast.leader, TODAY, date(2026, 12, 31), cast.root)]
    assert POST not in [one.item.text for one in to_give(plan)]
    accept(assignment=share, by=cast.leader, at=AT)
    closing.report_up(assignment=share, paper_number="31-BC/ĐU", paper_on=TODAY, by=cast.leader, at=AT)
    share.refresh_from_db()
    assert share.state == "REPORTED", "what a unit set itself is told upwards, as ever: it does not confirm its own"


def test_what_units_below_have_is_not_the_unit_s_own_too(cast: Cast) -> None:
    """The paper's obligation was given to the branch: words beside it are no second doer."""
    plan = an_issued(cast)
    Item.objects.filter(plan=plan, obligation__isnull=False).update(owner=None, owner_words="Các đơn vị")
    given = set(Assignment.objects.values_list("obligation", flat=True))
    assert given.isdisjoint({row.item.obligation_id for row in to_give(plan)})


def test_what_was_given_is_not_given_twice_and_what_was_withdrawn_can_be_again(cast: Cast) -> None:
    plan = an_issued(cast)
    first, own = items(plan)
    (share,) = give(plan=plan, items=[own], by=cast.leader, at=AT)
    with pytest.raises(Refused):
        give(plan=plan, items=[own], by=cast.leader, at=AT)
    assert items(plan) == [first]
    withdraw_assignment(assignment=share, reason="Giao nhầm", by=cast.leader, at=AT)
    assert items(plan) == [first, own]
    give(plan=plan, items=items(plan), by=cast.leader, at=AT)
    assert Obligation.objects.filter(text=OWN).count() == 1, "the obligation it became stays"


def test_a_share_that_passed_on_to_an_heir_was_given(cast: Cast) -> None:
    plan = an_issued(cast)
    first, own = items(plan)
    give(plan=plan, items=[first], by=cast.leader, at=AT)
    passing.pass_on(from_unit=cast.branch, to_unit=cast.cell, on=TODAY, by=cast.setup, at=AT, deed="split")
    assert items(plan) == [own]


def test_each_item_that_keeps_the_rest_back_is_named(cast: Cast) -> None:
    plan = an_issued(cast)
    first, own = items(plan)
    assert first.obligation is not None
    Item.objects.filter(pk=first.pk).update(due_on=date(2027, 2, 1))
    with pytest.raises(Refused, match=r"Mục 1: Hạn giao cho cấp dưới \(01/02/2027\).*Bỏ đánh dấu"):
        give(plan=plan, items=[first, own], by=cast.leader, at=AT)
    assert not Obligation.objects.filter(text=OWN).exists(), "all or none"
    give(plan=plan, items=[own], by=cast.leader, at=AT)


@pytest.mark.parametrize(
    ("said", "told"),
    [("{cell}", "cell"), ("Các chi bộ, {cell}", "cell"), ("{branch} và {cell}", "cell"), ("Văn phòng Bộ", ""), ("{home}; x", "home"), ("{cell}, {cell}", "cell")],
)  # fmt: skip
def test_units_below_that_join_by_name_are_told(cast: Cast, said: str, told: str) -> None:
    """Who leads is not told twice; what names no unit below stays words."""
    plan = an_issued(cast)
    first, _own = items(plan)
    words = said.format(cell=cast.cell.name, branch=cast.branch.name, home=cast.home.short or cast.home.name)
    Item.objects.filter(pk=first.pk).update(partners=words)
    (share,) = give(plan=plan, items=[first], by=cast.leader, at=AT)
    assert [row.unit for row in share.partners.all()] == ([getattr(cast, told)] if told else [])
    assert share.asked == f"Phối hợp: {words}"


def test_a_plan_read_before_it_was_withdrawn_gives_nothing(cast: Cast) -> None:
    plan = an_issued(cast)
    rows, read_before = items(plan), Plan.objects.get(pk=plan.pk)
    withdraw(plan=plan, reason="Lập nhầm", by=cast.leader, at=AT)
    with pytest.raises(Refused, match="đã rút"):
        give(plan=read_before, items=rows, by=cast.leader, at=AT)


def test_withdrawing_says_what_was_given_and_goes_on(cast: Cast) -> None:
    plan, leader = an_issued(cast), client_of(cast, "leader")
    form = f"/plans/{plan.public_id}/withdraw/"
    before = leader.get(form).content.decode()
    give(plan=plan, items=items(plan), by=cast.leader, at=AT)
    assert "còn 3 việc đang giao" in leader.get(form).content.decode()
    assert "còn 1 việc đang giao" in before, "given by the paper, before the plan"
    draft = a_plan(cast, plan.source.entries.get())
    assert "việc đang giao" not in leader.get(f"/plans/{draft.public_id}/withdraw/").content.decode(), (
        "a draft gave nothing"
    )


def test_of_a_day_before_it_was_given_an_own_item_has_no_number(cast: Cast) -> None:
    plan = an_issued(cast)
    (own,) = (item for item in items(plan) if item.text == OWN)
    later = AT + timedelta(days=1)
    give(plan=plan, items=[own], by=cast.leader, at=later)
    own.refresh_from_db()
    (today,) = rows_of([own], plan, cast.leader, later)
    (then,) = rows_of([own], plan, cast.leader, later, TODAY)
    assert (today.duty, then.duty) == (own.obligation, None)


def test_an_obligation_that_ended_is_not_given_and_keeps_nothing_else_back(cast: Cast) -> None:
    plan = an_issued(cast)
    first, own = items(plan)
    assert first.obligation is not None
    end(obligation=first.obligation, reason="Không còn phù hợp", by=cast.leader, at=AT, on=TODAY)
    assert items(plan) == [own]
    give(plan=plan, items=[own], by=cast.leader, at=AT)


def test_a_branch_gives_on_below_its_own_share(cast: Cast) -> None:
    """The branch lays nothing of the committee's paper: what it gives hangs on what it was given."""
    entry, _dated, open_ = a_paper(cast)
    mine = Assignment.objects.get(obligation=open_, unit=cast.branch)
    plan = a_plan(cast, entry, unit=cast.branch, by=cast.above)
    (item,) = plan.items.all()
    change_item(item=item, words=completed(item, owner=cast.cell, owner_words=""), by=cast.above, at=AT)
    issue(plan=plan, by=cast.office, at=AT, on=TODAY, register=a_book(cast, cast.branch))
    plan.refresh_from_db()
    (share,) = give(plan=plan, items=items(plan), by=cast.above, at=AT)
    assert (share.parent, share.unit, share.giver) == (mine, cast.cell, cast.branch)


def test_nothing_is_given_by_a_draft_a_withdrawn_plan_or_who_may_not(cast: Cast) -> None:
    plan = an_issued(cast)
    draft = a_plan(cast, plan.source.entries.get(), unit=cast.branch, by=cast.above)
    with pytest.raises(Refused, match="chưa ban hành"):
        give(plan=draft, items=list(draft.items.all()), by=cast.above, at=AT)
    for other in (cast.doer, cast.stranger):
        with pytest.raises(NotAllowed):
            give(plan=plan, items=items(plan), by=other, at=AT)
    withdraw(plan=plan, reason="Lập nhầm", by=cast.leader, at=AT)
    with pytest.raises(Refused):
        give(plan=plan, items=items(plan), by=cast.leader, at=AT)
    assert not Obligation.objects.filter(text=OWN).exists()


def test_the_page_of_an_issued_plan_leads_to_giving_until_all_is_given(cast: Cast) -> None:
    plan, leader = an_issued(cast), client_of(cast, "leader")
    page, form = f"/plans/{plan.public_id}/", f"/plans/{plan.public_id}/give/"
    assert form in leader.get(page).content.decode()
    told = leader.get(form).content.decode()
    assert OWN in told
    assert "12/2026" in told
    answer = leader.post(form, {"items": [row.item.public_id for row in to_give(plan)]})
    assert answer.status_code == 302
    assert form not in leader.get(page).content.decode()
    assert Assignment.objects.filter(unit=cast.branch).count() == 3
    assert Assignment.objects.filter(unit=cast.root).count() == 1
