"""Tình trạng của một mục — by the plan's own day where the work was given none or a later one; what several say together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from dondoc.obligations.models import Assignment
from dondoc.obligations.queries import Standing, standing_of
from dondoc.planning.models import Item
from dondoc.planning.standing import due_of, reported, standing_by, together
from dondoc.planning.words import last_day
from tests.cast import AT, TODAY, Cast, client_of
from tests.making import an_assignment
from tests.planning.making import a_plan, a_round

pytestmark = pytest.mark.acts
S = Standing
PAST, NEXT = TODAY - timedelta(days=4), TODAY + timedelta(days=20)


@pytest.mark.parametrize(("on", "precision", "last"), [
    (None, "quarter", None), (date(2026, 8, 3), "", date(2026, 8, 3)), (date(2026, 8, 3), "day", date(2026, 8, 3)),
    (date(2026, 2, 3), "month", date(2026, 2, 28)), (date(2026, 8, 3), "quarter", date(2026, 9, 30)),
    (date(2026, 6, 30), "half", date(2026, 6, 30)), (date(2026, 7, 1), "half", date(2026, 12, 31)),
    (date(2026, 1, 5), "year", date(2026, 12, 31)), (date(2030, 6, 1), "term", date(2030, 6, 1)),
])  # fmt: skip
def test_a_quarter_ends_with_its_last_day(on: date | None, precision: str, last: date | None) -> None:
    assert last_day(on, precision) == last


def test_the_earlier_of_the_plan_and_the_giving_counts() -> None:
    assert due_of(PAST, NEXT) == due_of(NEXT, PAST) == due_of(PAST, None) == due_of(None, PAST) == PAST
    assert due_of(None, None) is None


@pytest.mark.parametrize(("stand", "said"), [
    ([S.ISSUED, S.ISSUED], S.ISSUED), ([S.ISSUED, S.WORKING], S.WORKING), ([S.DONE, S.OVERDUE], S.OVERDUE),
    ([S.DONE, S.DONE_LATE], S.DONE_LATE), ([S.DONE, S.DONE_UNDATED], S.DONE_UNDATED), ([S.DONE, S.WORKING], S.WORKING),
    ([S.CLOSED, S.DONE], S.DONE), ([S.CLOSED, S.CLOSED], S.CLOSED),
])  # fmt: skip
def test_what_several_say_together(stand: list[S], said: S) -> None:
    assert together(stand) == said


@pytest.mark.parametrize(("planned", "given", "upto", "said", "alone"), [
    (PAST, NEXT, "assigned", S.OVERDUE, S.ISSUED), (PAST, None, "accepted", S.OVERDUE, S.WORKING),
    (NEXT, PAST, "assigned", S.OVERDUE, S.OVERDUE), (NEXT, None, "assigned", S.ISSUED, S.ISSUED),
    (None, None, "assigned", S.ISSUED, S.ISSUED), (PAST, NEXT, "done", S.DONE_LATE, S.DONE),
    (PAST, None, "done", S.DONE_LATE, S.DONE_UNDATED), (NEXT, None, "done", S.DONE, S.DONE_UNDATED),
    (TODAY, NEXT, "done", S.DONE, S.DONE), (None, NEXT, "done", S.DONE, S.DONE), (None, None, "done", S.DONE_UNDATED, S.DONE_UNDATED),
])  # fmt: skip
def test_the_work_is_late_by_the_plan_where_it_was_given_a_later_day_or_none(
    cast: Cast, planned: date | None, given: date | None, upto: str, said: S, alone: S
) -> None:
    row = an_assignment(cast, upto=upto, due_on=given, due_reason="Đảng ủy định")
    row = Assignment.objects.select_related("unit").get(pk=row.pk)
    assert standing_by(planned, row, reported([row]), AT) == said
    assert standing_of(row, AT) == alone


def test_the_page_says_both_days_and_a_plan_sent_round_offers_no_change(cast: Cast) -> None:
    """The branch was given 20/12 where the plan says quarter III: late, and why is read on the line."""
    plan = a_plan(cast)
    first, second = plan.items.order_by("number")
    Item.objects.filter(pk=second.pk).update(due_on=date(2026, 7, 15), due_precision="quarter")
    page, leader = reverse("plan", args=[plan.public_id]), client_of(cast, "leader")
    rows = {row.item.pk: row for row in leader.get(page).context["rows"]}
    assert (rows[second.pk].standing, rows[second.pk].until_on) == (S.OVERDUE, date(2026, 9, 30))
    change = reverse("change_plan_item", args=[second.public_id])
    shown = leader.get(page).content.decode()
    assert "quý III/2026" in shown
    assert "khi giao: 20/12/2026" in shown
    assert "hạn cuối cùng 31/12/2026" in shown
    assert f'href="{change}"' in shown.partition("Gợi ý")[2].partition("</details>")[0]
    a_round(cast, plan)
    shown = leader.get(page).content.decode()
    assert change not in shown
    assert "mục chưa có sản phẩm" in shown.casefold()
    assert "kết thúc lấy ý kiến rồi mới sửa" in shown
    assert first.text in shown
