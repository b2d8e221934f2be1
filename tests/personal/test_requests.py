"""Yêu cầu của chủ thể dữ liệu — received, answered, carried out; each day by its figure, late told as late, unset as unset."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from dondoc.access.models import Draft, Grant, Person, User
from dondoc.access.rights import NotAllowed
from dondoc.journal.actions import write
from dondoc.journal.queries import story, verify
from dondoc.personal import forgetting
from dondoc.personal.actions.requesting import ask, enter
from dondoc.personal.actions.retaining import end_hold, lay_hold
from dondoc.personal.actions.settling import answer, extend, fulfil, lift, refuse, say_third_party
from dondoc.personal.clocks import applied
from dondoc.personal.lifecycle import State
from dondoc.personal.models import Kind, Request
from dondoc.regulations.actions import correct_calendar
from dondoc.regulations.figures import Unknown
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.shared.lifecycle import StepRefused
from dondoc.units.actions import vacate_post
from dondoc.units.models import Holding
from tests.cast import AT, PASSWORD, TODAY, Cast

pytestmark = pytest.mark.acts
DAY = timedelta(days=1)


def on(actor: Actor, day: date) -> tuple[Actor, datetime]:
    """The same person at noon of another day."""
    return Actor(actor.account_id, actor.person_id, actor.holding_id, None, "web", day), datetime(
        day.year, day.month, day.day, 5, tzinfo=UTC
    )


def asked(cast: Cast, kind: str = "COPY", **facts: Any) -> Request:
    return ask(
        kind=kind, asked=facts.pop("asked", "Tôi muốn biết phần mềm giữ gì"), by=facts.pop("by", cast.doer), at=AT
    )


def person(cast: Cast, role: str) -> Person:
    return Person.objects.get(pk=cast.people[role].person_id)


def test_a_request_is_due_in_working_days_then_in_days_and_says_by_which_rule(cast: Cast) -> None:
    """24/11/2026 is a Tuesday: two working days are Thursday; ten days are 4/12."""
    row = asked(cast)
    assert (row.reply_on, row.due_on, row.first_due_on) == (date(2026, 11, 26), date(2026, 12, 4), date(2026, 12, 4))
    assert row.reply_by.startswith("nd-356-2025") and row.reply_calendar and row.due_by.startswith("nd-356-2025")
    assert str(row) == "YC-1/2026"


def test_a_day_off_moves_the_reply_and_not_the_work(cast: Cast) -> None:
    correct_calendar(off_on=date(2026, 11, 25), ground="Thường trực Đảng ủy", by=cast.clerk, at=AT)
    row = asked(cast)
    assert (row.reply_on, row.due_on) == (date(2026, 11, 27), date(2026, 12, 4))


@pytest.mark.parametrize(("third", "due"), [(False, date(2026, 12, 9)), (True, date(2026, 12, 14))])
def test_a_request_to_stop_has_its_own_term_longer_with_a_third_party(cast: Cast, third: bool, due: date) -> None:
    row = enter(person=person(cast, "doer"), kind="RESTRICT", asked="", received_on=TODAY, has_third_party=third,
                by=cast.clerk, at=AT)  # fmt: skip
    assert row.due_on == due


def test_the_desk_says_of_a_request_sent_by_the_person_that_a_third_party_must_act_too(cast: Cast) -> None:
    """15 days become 20 from the day it came, 15 + 3 become 20 + 3; the first day stays; once, in time, of what stops."""
    row = asked(cast, "WITHDRAW")
    with pytest.raises(NotAllowed):
        say_third_party(request=row, by=cast.clerk, at=AT)
    with pytest.raises(Refused, match="quá hạn"):
        by, at = on(cast.office, date(2026, 12, 10))
        say_third_party(request=row, by=by, at=at)
    answer(request=row, text="Sẽ dừng", by=cast.office, at=AT)
    extend(request=row, more=3, reason="Nhiều nơi", by=cast.office, at=AT)
    say_third_party(request=row, by=cast.office, at=AT)
    row.refresh_from_db()
    assert (row.due_on, row.first_due_on) == (date(2026, 12, 17), date(2026, 12, 9))
    assert "restrict_third_party" in row.due_by
    with pytest.raises(Refused, match="Đã ghi"):
        say_third_party(request=row, by=cast.office, at=AT)
    with pytest.raises(Refused, match="chỉ đổi hạn"):
        say_third_party(request=asked(cast, "COPY"), by=cast.office, at=AT)
    done = asked(cast, "OBJECT")
    refuse(request=done, ground="Phải giữ", by=cast.office, at=AT)
    with pytest.raises(Refused, match="đã xong"):
        say_third_party(request=done, by=cast.office, at=AT)


def test_where_no_rule_gives_a_figure_there_is_no_day_and_nothing_is_in_time(cast: Cast) -> None:
    """Before the decree of 2026 no figure is loaded: unset, neither late nor in time."""
    row = enter(person=person(cast, "doer"), kind="COPY", asked="", received_on=date(2025, 12, 1), by=cast.clerk, at=AT)
    assert row.reply_on is None and row.due_on is None
    assert row.replied_late(AT) is None and row.done_late(AT) is None
    assert all(isinstance(clock.figure, Unknown) for clock in applied(row))
    with pytest.raises(Refused, match="chưa có hạn"):
        answer(request=row, text="Đã nhận", by=cast.office, at=AT)
        extend(request=row, more=5, reason="Nhiều", by=cast.office, at=AT)


def test_answered_and_done_in_time(cast: Cast) -> None:
    row = asked(cast)
    by, at = on(cast.office, date(2026, 11, 26))
    answer(request=row, text="Sẽ gửi trước ngày 4/12", by=by, at=at)
    by, at = on(cast.office, date(2026, 12, 4))
    fulfil(request=row, outcome="Đã gửi bản sao", by=by, at=at)
    row.refresh_from_db()
    assert (row.state, row.replied_late(at), row.done_late(at)) == (State.DONE, False, False)
    assert [s.to_state for s in row.steps.order_by("id")] == ["RECEIVED", "ANSWERED", "DONE"]


def test_a_late_reply_is_late_for_ever_though_the_work_was_in_time(cast: Cast) -> None:
    row = asked(cast)
    by, at = on(cast.office, date(2026, 11, 27))
    assert row.replied_late(at) is True, "not answered yet, and the day has passed"
    answer(request=row, text="Xin lỗi vì chậm", by=by, at=at)
    fulfil(request=row, outcome="Đã gửi", by=by, at=at)
    assert (row.replied_late(at), row.done_late(at)) == (True, False)


def test_extended_once_within_the_cap_and_before_the_day(cast: Cast) -> None:
    row = asked(cast)
    answer(request=row, text="Cần thêm thời gian", by=cast.office, at=AT)
    with pytest.raises(Refused, match="nhiều nhất 10"):
        extend(request=row, more=11, reason="Hồ sơ cũ", by=cast.office, at=AT)
    extend(request=row, more=10, reason="Hồ sơ cũ", by=cast.office, at=AT)
    assert (row.due_on, row.first_due_on, row.extended) == (date(2026, 12, 14), date(2026, 12, 4), 10)
    with pytest.raises(Refused, match="một lần"):
        extend(request=row, more=1, reason="Nữa", by=cast.office, at=AT)


def test_an_extension_after_the_day_would_hide_that_it_was_late(cast: Cast) -> None:
    row = asked(cast)
    answer(request=row, text="Đã nhận", by=cast.office, at=AT)
    by, at = on(cast.office, date(2026, 12, 5))
    with pytest.raises(Refused, match="quá hạn"):
        extend(request=row, more=5, reason="Quên", by=by, at=at)


def test_a_refusal_gives_its_ground_and_is_the_reply_where_none_was(cast: Cast) -> None:
    row = asked(cast, "OBJECT")
    with pytest.raises(Refused, match="căn cứ"):
        refuse(request=row, ground=" ", by=cast.office, at=AT)
    refuse(request=row, ground="Luật Lưu trữ: hồ sơ công việc phải giữ", by=cast.office, at=AT)
    assert (row.state, row.answered_on, row.replied_late(AT)) == (State.REFUSED, TODAY, False)
    with pytest.raises(StepRefused):
        refuse(request=row, ground="Lần nữa", by=cast.office, at=AT)


def test_whoever_asked_does_not_decide_and_who_has_no_right_neither(cast: Cast) -> None:
    own = asked(cast, by=cast.office)
    with pytest.raises(Refused, match="do người khác"):
        answer(request=own, text="Được", by=cast.office, at=AT)
    answer(request=own, text="Được", by=cast.leader, at=AT)
    with pytest.raises(NotAllowed):
        fulfil(request=own, outcome="Đã làm", by=cast.clerk, at=AT)
    with pytest.raises(NotAllowed):
        enter(person=person(cast, "doer"), kind="COPY", asked="", received_on=TODAY, by=cast.stranger, at=AT)


def test_a_wrong_name_is_set_right_everywhere_by_the_room_that_holds_it(cast: Cast) -> None:
    row = asked(cast, "CORRECT", asked="Tên tôi là Bạch Công Lệ")
    answer(request=row, text="Sẽ sửa", by=cast.office, at=AT)
    fulfil(request=row, outcome="Đã sửa họ tên", full_name="Bạch Công Lệ", by=cast.office, at=AT)
    assert person(cast, "doer").full_name == "Bạch Công Lệ"
    line = story("access.person", row.person_id)[0]
    assert line.act == "access.correct_name" and line.payload.body == {"fields": ["full_name"]}, "no word of a name"


def test_a_correction_says_what_is_wrong_and_only_it_sets_a_name(cast: Cast) -> None:
    with pytest.raises(Refused, match="đúng phải là gì"):
        asked(cast, "CORRECT", asked=" ")
    row = asked(cast, "COPY")
    answer(request=row, text="Sẽ gửi", by=cast.office, at=AT)
    with pytest.raises(Refused, match="chỉnh sửa"):
        fulfil(request=row, outcome="x", full_name="Tên khác", by=cast.office, at=AT)


def test_a_restricted_person_is_offered_to_nobody_until_it_is_lifted(cast: Cast) -> None:
    row = asked(cast, "RESTRICT")
    answer(request=row, text="Sẽ hạn chế", by=cast.office, at=AT)
    fulfil(request=row, outcome="Đã hạn chế", by=cast.office, at=AT)
    kept = Person.objects.kept_by(cast.admin)
    assert row.person in kept and row.person not in kept.offered()
    lift(request=row, reason="Người ấy đã rút yêu cầu", by=cast.office, at=AT)
    assert row.person in kept.offered()


def test_one_open_request_of_a_kind(cast: Cast) -> None:
    asked(cast)
    with pytest.raises(Refused, match="YC-1/2026"):
        asked(cast)
    assert str(asked(cast, "DELETE")) == "YC-2/2026"


def test_who_holds_a_post_is_not_erased(cast: Cast) -> None:
    row = asked(cast, "DELETE")
    answer(request=row, text="Xem xét", by=cast.office, at=AT)
    with pytest.raises(Refused, match="đang giữ chức danh"):
        fulfil(request=row, outcome="Đã xóa", by=cast.office, at=AT)
    row.refresh_from_db()
    assert row.state == State.ANSWERED and person(cast, "doer").full_name == "Bạch Công Lễ"


def test_deletion_takes_what_no_duty_keeps_and_keeps_the_name_of_who_acted(cast: Cast, client: Any) -> None:
    """The account, its sessions and drafts go; who held the post and did the acts stays known."""
    client.force_login(cast.user("doer"), "django.contrib.auth.backends.ModelBackend")
    Draft.objects.create(account=cast.user("doer"), address="/x/", body={"a": ["b"]}, at=AT)
    row = asked(cast, "DELETE")
    vacate_post(holding=Holding.objects.get(pk=cast.doer.holding_id), until_on=TODAY - DAY, by=cast.setup, at=AT)
    answer(request=row, text="Sẽ xóa", by=cast.office, at=AT)
    fulfil(request=row, outcome="Đã xóa", by=cast.office, at=AT)
    user = User.objects.get(pk=cast.doer.account_id)
    assert user.username == f"da-xoa-{user.public_id}" and not user.is_active and not user.has_usable_password()
    assert not Draft.objects.filter(account=user).exists()
    assert row.counts["access.user"] == row.counts["access.websession"] == row.counts["access.draft"] == 1
    assert person(cast, "doer").full_name == "Bạch Công Lễ", "the records of the office must say who"
    assert Grant.objects.filter(person=row.person).exists()
    assert not user.check_password(PASSWORD)


@pytest.mark.parametrize("over", ["person", "unit"])
def test_what_a_legal_hold_keeps_is_not_erased_and_is_told_only_to_who_may_know(cast: Cast, over: str) -> None:
    """The account and its draft stay while the order lasts, by its words for who oversees; another reads of a duty."""
    Draft.objects.create(account=cast.user("doer"), address="/x/", body={"a": ["b"]}, at=AT)
    row, left = asked(cast, "DELETE"), Holding.objects.get(pk=cast.doer.holding_id)
    vacate_post(holding=left, until_on=TODAY - DAY, by=cast.setup, at=AT)
    answer(request=row, text="Sẽ xóa", by=cast.office, at=AT)
    what: dict[str, Any] = {"person": {"person": row.person}, "unit": {"unit": cast.branch}}
    order = lay_hold(from_on=TODAY, ground="Vụ việc số 7", by=cast.office, at=AT, **what[over])
    told = {fate.key: fate for fate in forgetting.fates(row.person, cast.office)}
    assert not told["access.user"].goes and "Vụ việc số 7" in told["access.draft"].why
    assert "Vụ việc" not in str(forgetting.fates(row.person, cast.clerk))
    with pytest.raises(Refused, match="còn phải giữ"):
        fulfil(request=row, outcome="Đã xóa", by=cast.office, at=AT)
    assert Draft.objects.exists() and cast.user("doer").is_active
    end_hold(hold=order, reason="Xong", by=cast.office, at=AT)
    fulfil(request=row, outcome="Đã xóa", by=cast.office, at=AT)
    assert not Draft.objects.exists()


def test_a_hold_over_one_purpose_keeps_that_and_the_rest_goes(cast: Cast) -> None:
    Draft.objects.create(account=cast.user("doer"), address="/x/", body={"a": ["b"]}, at=AT)
    row = asked(cast, "DELETE")
    vacate_post(holding=Holding.objects.get(pk=cast.doer.holding_id), until_on=TODAY - DAY, by=cast.setup, at=AT)
    answer(request=row, text="Sẽ xóa", by=cast.office, at=AT)
    lay_hold(from_on=TODAY, purpose="accounts", ground="Vụ việc số 7", by=cast.office, at=AT)
    fulfil(request=row, outcome="Đã xóa bản nháp", by=cast.office, at=AT)
    assert row.counts == {"access.draft": 1} and cast.user("doer").is_active


def test_whom_no_record_names_becomes_a_code_and_words_of_the_journal_go(cast: Cast) -> None:
    from dondoc.access.actions import register_person

    nobody = register_person(full_name="Lộc Văn Ghi Nhầm", unit=cast.root, by=cast.admin, at=AT)
    write("access.register_person", nobody, by=cast.admin, at=AT, unit=cast.root, note="lời về một người")
    row = enter(person=nobody, kind="DELETE", asked="", received_on=TODAY, paper_on=TODAY, by=cast.clerk, at=AT)
    answer(request=row, text="Sẽ xóa", by=cast.office, at=AT)
    fulfil(request=row, outcome="Đã ẩn danh", by=cast.office, at=AT)
    nobody.refresh_from_db()
    assert nobody.full_name == f"({nobody.public_id})" and "loc van" not in nobody.search
    assert row.counts["access.person"] == row.counts["journal.payload"] == 1
    assert verify().broken is None


def test_one_sees_ones_own_requests_and_the_desk_sees_all(cast: Cast) -> None:
    row = asked(cast)
    assert row in Request.objects.visible_to(cast.doer) and row in Request.objects.visible_to(cast.office)
    assert row not in Request.objects.visible_to(cast.above) and row not in Request.objects.visible_to(cast.clerk)


def test_what_is_due_first_stands_first_by_the_reply_then_by_the_work(cast: Cast) -> None:
    second = asked(cast, "RESTRICT")
    answer(request=second, text="Sẽ làm", by=cast.office, at=AT)
    first, unset = asked(cast), enter(person=person(cast, "head"), kind="COPY", asked="", received_on=date(2025, 6, 2),
                                      by=cast.clerk, at=AT)  # fmt: skip
    assert list(Request.objects.open().soonest_first()) == [first, second, unset]


def test_every_kind_has_words_and_a_clock(cast: Cast) -> None:
    assert [kind.label for kind in Kind]
    rows = [asked(cast, kind, by=cast.head) for kind in Kind.values]
    assert all(row.due_on for row in rows) and len({row.number for row in rows}) == len(rows)
