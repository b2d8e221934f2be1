"""Kế hoạch qua các hành vi — copied down, sent round, commented, answered, issued; versions never change; the lag as of a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.access.rights import NotAllowed, sees
from dondoc.documents.actions.registering import issue as issue_paper
from dondoc.documents.actions.registering import withdraw as withdraw_entry
from dondoc.documents.models import PaperLink
from dondoc.documents.rules import Fields
from dondoc.journal.models import Entry as Line
from dondoc.planning.actions import commenting, drafting, issuing, rounds
from dondoc.planning.actions.drafting import Words
from dondoc.planning.lifecycle import PlanState
from dondoc.planning.models import Asked, Comment, Item, Plan, Version
from dondoc.planning.passing import pass_on
from dondoc.planning.queries import changed, hints_of, items_of, lags, standing_items, state_of, version_on
from dondoc.planning.words import Lacks
from dondoc.shared.acts import Refused
from dondoc.units.models import Holding
from tests.cast import AT, TODAY, Cast
from tests.making import an_obligation
from tests.planning.making import FIRST, SECOND, UNTIL, a_book, a_paper, a_plan, a_round, completed

pytestmark = pytest.mark.acts
LATER = AT + timedelta(hours=1)
NEXT = TODAY + timedelta(days=1)


def lacking(plan: Plan) -> list[tuple[str, int | None]]:
    return [(str(hint.lacks), hint.item or hint.duty) for hint in hints_of(plan, standing_items(plan))[0]]


def test_a_plan_is_copied_down_and_its_writer_is_told_what_it_lacks(cast: Cast) -> None:
    entry, dated, open_ = a_paper(cast)
    plan = a_plan(cast, entry)
    first, second = standing_items(plan)
    assert (first.text, first.obligation, first.product, first.due_on, first.due_precision) == (
        FIRST, dated, "Quy chế", date(2026, 12, 31), "quarter",
    )  # fmt: skip
    assert (second.text, second.owner, second.due_on) == (SECOND, cast.branch, None), "who it was given to leads"
    assert lacking(plan) == [("NO_OWNER", first.pk), ("NO_DUE", second.pk), ("NO_PRODUCT", second.pk)]
    late = an_obligation(cast, entry, text="Sơ kết một năm thực hiện")
    drafting.drop_item(item=first, by=cast.leader, at=AT)
    assert lacking(plan)[:2] == [("LEFT_OUT", dated.pk), ("LEFT_OUT", late.pk)]
    drafting.copy_duties(plan=plan, obligations=[late, open_], by=cast.leader, at=AT)
    own = drafting.add_item(plan=plan, words=Words("Việc của riêng đơn vị"), by=cast.leader, at=AT)
    assert [row.number for row in standing_items(plan)] == [2, 3, 4], "a number is not used again"
    assert own.obligation is None
    drafting.change_item(item=second, words=completed(second), by=cast.leader, at=AT)
    assert not [hint for hint in lacking(plan) if hint[1] == second.pk]
    below = a_plan(cast, entry, unit=cast.branch, by=cast.above)
    assert [(row.obligation, row.due_on) for row in standing_items(below)] == [(open_, date(2026, 12, 20))], (
        "the branch answers for what it was given, by its own day"
    )
    with pytest.raises(Refused, match="bỏ"):
        drafting.drop_item(item=first, by=cast.leader, at=AT)
    for act, said in (
        (drafting.draft, {"unit": cast.root, "paper": entry.paper, "title": "a"}),
        (drafting.change_item, {"item": second, "words": Words("a")}),
        (rounds.ask_comments, {"plan": plan, "units": [cast.branch], "until_on": UNTIL}),
    ):
        with pytest.raises(NotAllowed):
            act(**said, by=cast.doer, at=AT)  # type: ignore[operator]
    line = Line.objects.filter(act="planning.change_item").get()
    assert set(line.payload.body) >= {"item", "fields"}
    assert "Chánh" not in str(line.payload.body), "no words of a plan"


def test_a_round_freezes_a_version_and_every_comment_is_answered(cast: Cast) -> None:
    plan = a_plan(cast)
    assert not sees(cast.stranger, plan)
    version = a_round(cast, plan, cast.branch, cast.home, cast.root)
    assert {row.unit for row in version.asked.all()} == {cast.branch, cast.home}, "nobody asks itself"
    assert sees(cast.stranger, plan)
    assert sees(cast.stranger, plan.source)
    assert not Item.objects.visible_to(cast.stranger).exists(), (
        "who is asked sees the version, not the desk of the writer"
    )
    branch, home = (version.asked.get(unit=unit) for unit in (cast.branch, cast.home))
    first, _second = items_of(version)
    with pytest.raises(Refused, match="Kết thúc lấy ý kiến"):
        drafting.change_item(item=first.item, words=completed(first.item), by=cast.leader, at=AT)
    commenting.agree(asked=home, by=cast.stranger, at=AT)
    one = commenting.comment(asked=branch, item=first, text="Lùi đến quý I", by=cast.above, at=AT)
    two = commenting.comment(asked=branch, text="Nêu rõ kinh phí", by=cast.above, at=AT)
    assert not Asked.objects.waiting().exists()
    assert set(Comment.objects.visible_to(cast.above)) == {one, two}
    assert not Comment.objects.visible_to(cast.stranger).exists(), "what another said is the writer's"
    with pytest.raises(Refused, match="đã góp ý"):
        commenting.agree(asked=Asked.objects.get(pk=branch.pk), by=cast.above, at=AT)
    rounds.close_round(plan=plan, by=cast.leader, at=AT)
    with pytest.raises(Refused, match="Đã kết thúc"):
        commenting.comment(asked=branch, text="Muộn", by=cast.above, at=AT)
    drafting.change_item(item=first.item, words=completed(first.item, due_on=date(2027, 3, 31)), by=cast.leader, at=AT)
    drafting.drop_item(item=_second.item, by=cast.leader, at=AT)
    assert [row.due_on for row in items_of(version)] == [date(2026, 12, 31), None], "a version never changes"
    with pytest.raises(Refused, match="giải trình"):
        commenting.answer_comment(comment=two, answer="NO", by=cast.leader, at=AT)
    commenting.answer_comment(comment=one, answer="YES", by=cast.leader, at=AT)
    with pytest.raises(Refused, match="1 ý kiến"):
        issuing.issue(plan=plan, register=cast.outgoing, on=TODAY, by=cast.office, at=AT)
    commenting.answer_comment(comment=two, answer="NO", why="Theo dự toán chung", by=cast.leader, at=AT)
    again = a_round(cast, plan, cast.branch)
    found = {change.what: (row.item_id, change.fields) for change, row in changed(again, items_of(again))}
    assert found["dropped"] == (_second.item_id, ())
    assert found["changed"][0] == first.item_id
    assert "due_on" in found["changed"][1]
    assert not Version.objects.visible_to(cast.stranger).filter(pk=again.pk).exists(), "asked of the first alone"


def test_a_plan_is_issued_as_a_registered_paper_and_the_days_since_receipt_are_known(cast: Cast) -> None:
    entry, _dated, _open = a_paper(cast)
    plan = a_plan(cast, entry)
    seat = cast.people["leader"].holding_id
    signer = Holding.objects.get(pk=seat)
    for on in (NEXT, date(2026, 10, 1)):
        with pytest.raises(Refused, match="Ngày ban hành"):
            issuing.issue(plan=plan, register=cast.outgoing, on=on, by=cast.office, at=AT)
    with pytest.raises(Refused, match="một trong hai"):
        issuing.issue(plan=plan, on=TODAY, by=cast.office, at=AT)
    issuing.issue(
        plan=plan, register=cast.outgoing, on=TODAY, signer=signer, authority="T/M BAN THƯỜNG VỤ", by=cast.office, at=AT
    )
    plan = Plan.objects.get(pk=plan.pk)
    assert plan.paper is not None
    assert (plan.state, plan.paper.so_ky_hieu, plan.paper.kind, plan.signer_post) == (
        PlanState.ISSUED, "01-KH/ĐU", "Kế hoạch", "BÍ THƯ",
    )  # fmt: skip
    assert PaperLink.objects.get(source=plan.paper).target == entry.paper
    assert sees(cast.above, plan.paper), "who leads an item reads the plan"
    assert version_on(plan, TODAY) == plan.versions.get(until_on=None)
    assert (version_on(plan, TODAY - timedelta(days=1)), state_of(plan, TODAY - timedelta(days=1))) == (None, "")
    (lag,) = lags(Plan.objects.all(), TODAY, LATER)
    assert (lag.unit_id, lag.received_on, lag.issued_on, lag.days) == (cast.root.pk, TODAY, TODAY, 0)
    assert not lags(Plan.objects.all(), TODAY, AT - timedelta(minutes=1)), "not entered yet"
    below = a_plan(cast, entry, unit=cast.branch, by=cast.above, kind="PROGRAMME")
    book = a_book(cast, cast.branch)
    with pytest.raises(Refused, match="sổ đi"):
        issuing.issue(plan=below, register=cast.outgoing, on=TODAY, by=cast.office, at=AT)
    paper = Fields(kind="Chương trình", title="Chương trình hành động", issued_on=date(2026, 11, 20))
    line = issue_paper(register=book, fields=paper, by=cast.office, at=AT, on=date(2026, 11, 20))
    issuing.issue(plan=below, entry=line, on=TODAY, by=cast.above, at=AT)
    found = {row.unit_id: row for row in lags(Plan.objects.all(), TODAY, LATER)}
    assert (found[cast.branch.pk].issued_on, found[cast.branch.pk].days) == (date(2026, 11, 20), None), (
        "the branch entered no such paper: not known, never zero"
    )
    with pytest.raises(Refused):
        drafting.add_item(plan=below, words=Words("Muộn"), by=cast.above, at=AT)
    withdraw_entry(entry=line, reason="Vào nhầm sổ", by=cast.setup, at=LATER)
    assert cast.branch.pk not in {row.unit_id for row in lags(Plan.objects.all(), TODAY, LATER)}
    issuing.withdraw(plan=plan, reason="Ban hành nhầm", by=cast.leader, at=LATER)
    assert not lags(Plan.objects.all(), TODAY, LATER)
    assert state_of(plan, TODAY) == PlanState.WITHDRAWN


def test_a_passage_of_another_units_issued_plan_is_hinted_at_and_what_passes_to_an_heir(cast: Cast) -> None:
    entry, _dated, _open = a_paper(cast)
    words = "Tổ chức ba lớp bồi dưỡng nghiệp vụ công tác đảng cho cấp ủy các chi bộ ngoài nước"
    plan, below = a_plan(cast, entry), a_plan(cast, entry, unit=cast.branch, by=cast.above)
    opening = "Triển khai kịp thời, toàn diện, thường xuyên văn bản ở mọi chi bộ trong và ngoài nước"
    for row, by in ((plan, cast.leader), (below, cast.above)):
        drafting.add_item(plan=row, words=Words(words), by=by, at=AT)
        drafting.change(plan=row, title=row.title, opening=f"Mục đích\n{opening}", kind=row.kind, by=by, at=AT)
    assert not [what for what, _pk in lacking(below) if what == Lacks.SAME], "what is not issued is nobody's to see"
    issuing.issue(plan=plan, register=cast.outgoing, on=TODAY, by=cast.office, at=AT)
    below.refresh_from_db()
    hints, _duties, plans = hints_of(below, standing_items(below))
    (same,) = [hint for hint in hints if hint.lacks == Lacks.SAME]
    assert (Item.objects.get(pk=same.item).text, plans[same.other or 0]) == (words, plan)
    (alike,) = [hint for hint in hints if hint.lacks == Lacks.SAME_WORDS]
    assert (alike.words, plans[alike.other or 0]) == (opening, plan)
    a_round(cast, below, cast.cell, cast.home, by=cast.above)
    said = {"on": TODAY, "by": cast.setup, "at": LATER, "deed": "merged-one"}
    pass_on(from_unit=cast.branch, to_unit=cast.home, **said)
    below = Plan.objects.get(pk=below.pk)
    assert below.unit == cast.home
    assert Plan.objects.get(pk=plan.pk).unit == cast.root, "what was issued stays"
    assert sees(cast.stranger, below.source)
    pass_on(from_unit=cast.cell, to_unit=cast.board, **said)
    assert set(Asked.objects.waiting().values_list("unit", flat=True)) == {cast.board.pk}, "nor is it asked of itself"
    assert sees(cast.head, below)


def test_what_one_post_was_asked_that_post_alone_answers(cast: Cast) -> None:
    plan = a_plan(cast)
    seat = Holding.objects.select_related("post__unit").get(pk=cast.deputy.holding_id)
    version = rounds.ask_comments(
        plan=plan, units=[], posts=[seat.post, seat.post], until_on=UNTIL, by=cast.leader, at=AT
    )
    asked = version.asked.get()
    assert Asked.objects.waiting().get() == asked, "of the plan's own unit, a post is asked all the same"
    for act, said in ((commenting.comment, {"text": "Rõ"}), (commenting.agree, {})):
        with pytest.raises(Refused, match="hỏi riêng"):
            act(asked=asked, **said, by=cast.office, at=AT)  # type: ignore[operator]
    commenting.comment(asked=asked, text="Nêu rõ kinh phí", by=cast.deputy, at=AT)
    assert Comment.objects.get().asked == asked
