"""Vụ lộ, mất dữ liệu — the clock runs from the hour it was found; what was written stays; unknown stays unknown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from dondoc.access.rights import NotAllowed
from dondoc.journal.queries import story
from dondoc.personal.actions import breaches
from dondoc.personal.breach_clock import clock_of
from dondoc.personal.breaching import Breach, BreachAccount, Fixed
from dondoc.personal.lifecycle import BreachState
from dondoc.regulations.actions import set_figure
from dondoc.regulations.rulesets import book
from dondoc.shared.acts import Refused
from dondoc.shared.lifecycle import StepRefused
from tests.cast import AT, TODAY, Cast
from tests.personal.making import FOUND, a_breach, facts

pytestmark = pytest.mark.acts
HOUR = timedelta(hours=1)


def test_a_breach_is_written_with_what_is_known(cast: Cast) -> None:
    breach = a_breach(cast)
    last = breach.last
    assert breach.state == BreachState.OPEN
    assert last is not None
    assert (last.persons, last.cause) == (None, "")
    assert breach.steps.get().on == TODAY
    line = story("personal.breach", breach.pk).get()
    assert line.act == "personal.record_breach"
    assert "Máy tính" not in str(line.payload.body)


def test_the_clock_runs_from_the_hour_it_was_found_by_the_figure_of_that_day(cast: Cast) -> None:
    breach = a_breach(cast)
    clock = clock_of(breach, AT)
    assert breach.due_at == FOUND + 72 * HOUR
    assert clock.left == 67 * HOUR
    assert clock.words == "còn 67 giờ"
    assert clock.figure.is_known
    assert clock.figure.certainty == "secondary"
    assert clock_of(breach, FOUND + 72 * HOUR).words == "còn 0 giờ"
    assert clock_of(breach, FOUND + 72.5 * HOUR).words == "quá hạn 1 giờ"
    assert clock_of(breach, FOUND + 71.5 * HOUR).words == "còn 0 giờ"


def test_where_no_figure_holds_none_is_made_up_and_one_set_later_is_used(cast: Cast) -> None:
    """Before the law there was none."""
    breach = a_breach(cast, found_at=AT.replace(year=2025))
    clock = clock_of(breach, AT)
    assert (breach.due_at, breach.rule, clock.left, clock.is_over) == (None, "", None, None)
    assert clock.words == "chưa đặt thời hạn"


def test_the_office_s_own_hours_are_used(cast: Cast) -> None:
    set_figure(key="personal_data.breach", amount=24, unit="hour", from_on=date(2026, 11, 1), ground="Đảng ủy quyết định",
               by=cast.leader, at=AT)  # fmt: skip
    assert a_breach(cast).due_at == FOUND + 24 * HOUR


def test_a_later_account_stands_beside_the_first_and_moves_the_clock(cast: Cast) -> None:
    breach = a_breach(cast)
    later = facts(found_at=FOUND - HOUR, persons=120, cause="Mất cắp trên tàu")
    breaches.amend_breach(breach=breach, facts=later, because="Công an đã xác minh", by=cast.office, at=AT)
    assert breach.accounts.count() == 2
    assert breach.due_at == FOUND + 71 * HOUR
    assert breach.accounts.order_by("id").first().persons is None
    line = story("personal.breach", breach.pk)[0]
    assert sorted(line.payload.body["changed"]) == ["cause", "found_at", "persons"]
    with pytest.raises(Refused, match="Chưa có gì khác"):
        breaches.amend_breach(breach=breach, facts=later, because="Lần nữa", by=cast.office, at=AT)
    with pytest.raises(Refused, match="lý do"):
        breaches.amend_breach(breach=breach, facts=facts(persons=9), because=" ", by=cast.office, at=AT)


def test_what_was_written_cannot_be_changed(cast: Cast) -> None:
    row = a_breach(cast).accounts.get()
    row.what = "Khác"
    for change in (
        row.save,
        row.delete,
        BreachAccount.objects.all().delete,
        lambda: BreachAccount.objects.update(what=""),
    ):
        with pytest.raises(Fixed):
            change()


def notify(cast: Cast, breach: Breach, **over: Any) -> None:
    told = {"paper_number": "12-CV/ĐU", "sent_at": AT, **over}
    breaches.notify_breach(breach=breach, by=cast.office, at=AT + HOUR, **told)


def test_telling_the_authority_stops_the_clock(cast: Cast) -> None:
    breach = a_breach(cast)
    notify(cast, breach)
    notify(cast, breach, paper_number="13-CV/ĐU", sent_at=AT + HOUR)
    assert breach.state == BreachState.NOTIFIED
    assert breach.notified_at == AT
    assert breach.notices.count() == 2
    assert clock_of(breach, AT + 400 * HOUR).words == "đã báo trong hạn, còn 67 giờ"


def test_told_too_late_is_said(cast: Cast) -> None:
    breach = a_breach(cast, found_at=AT - 80 * HOUR)
    notify(cast, breach)
    assert clock_of(breach, AT).words == "đã báo, quá 8 giờ"


@pytest.mark.parametrize("over", [{"paper_number": " "}, {"sent_at": FOUND - HOUR}, {"sent_at": AT + 2 * HOUR}])
def test_a_notice_has_a_paper_and_an_hour_that_may_be(cast: Cast, over: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        notify(cast, a_breach(cast), **over)


def test_persons_are_told_beside_the_authority_and_how_is_said(cast: Cast) -> None:
    breach = a_breach(cast)
    with pytest.raises(Refused, match="cách nào"):
        breaches.inform_persons(breach=breach, how="", sent_at=AT, by=cast.office, at=AT)
    row = breaches.inform_persons(breach=breach, how="Gặp từng người", sent_at=AT, by=cast.office, at=AT)
    assert row.persons is None
    assert breach.state == BreachState.OPEN


def test_closing_unnotified_says_why(cast: Cast) -> None:
    breach = a_breach(cast)
    with pytest.raises(Refused, match="vì sao không phải báo"):
        breaches.close_breach(breach=breach, because="", by=cast.office, at=AT)
    breaches.close_breach(breach=breach, because="Máy đã tìm lại, ổ đĩa mã hóa, không ai mở", by=cast.office, at=AT)
    assert breach.state == BreachState.CLOSED
    with pytest.raises(StepRefused):
        breaches.close_breach(breach=breach, because="Lần nữa", by=cast.office, at=AT)
    breaches.amend_breach(breach=breach, facts=facts(persons=0), because="Kết luận", by=cast.office, at=AT)
    assert breach.state == BreachState.CLOSED


def test_a_future_hour_no_words_and_a_secrecy_mark_are_refused(cast: Cast) -> None:
    for over in ({"found_at": AT + HOUR}, {"what": " "}, {"persons": -1}, {"what": "MẬT\nNội dung"}):
        with pytest.raises(Refused):
            a_breach(cast, **over)
    assert not Breach.objects.exists()


def test_who_has_no_right_neither_writes_nor_sees(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        breaches.record_breach(unit=cast.root, facts=facts(), by=cast.doer, at=AT)
    own = breaches.record_breach(unit=cast.cell, facts=facts(), by=cast.doer, at=AT)
    breach = a_breach(cast)
    with pytest.raises(NotAllowed):
        breaches.close_breach(breach=own, because="Xong", by=cast.doer, at=AT)
    seen = {
        role: set(Breach.objects.visible_to(getattr(cast, role)))
        for role in ("doer", "stranger", "clerk", "office", "above")
    }
    assert seen == {"doer": {own}, "stranger": set(), "clerk": set(), "office": {own, breach}, "above": {own}}


def test_the_figure_is_in_hours_and_its_certainty_is_shown_not_assumed() -> None:
    given = book().ours("personal_data.breach")[-1]
    assert (given.unit, given.certainty) == ("hour", "secondary")


def test_two_at_once_only_one_closes(cast: Cast) -> None:
    breach = a_breach(cast)
    other = Breach.objects.get(pk=breach.pk)
    breaches.close_breach(breach=breach, because="Xong", by=cast.office, at=AT)
    with pytest.raises(StepRefused):
        breaches.close_breach(breach=other, because="Xong", by=cast.office, at=AT)
