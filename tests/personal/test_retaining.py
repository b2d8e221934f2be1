"""Giữ và xóa theo hạn — what has no figure is kept; what is held is kept; what goes is counted, and no name told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from dondoc.access.actions import close_account, reopen_account
from dondoc.access.drafts import keep
from dondoc.access.models import Draft, Person
from dondoc.access.rights import NotAllowed
from dondoc.jobs.models import Job, State
from dondoc.jobs.queue import Task
from dondoc.journal.queries import story, verify
from dondoc.personal.actions import retaining as acts
from dondoc.personal.actions.keeping import drop_looks
from dondoc.personal.handlers import carry_out_job
from dondoc.personal.holding import Erasure, LegalHold
from dondoc.personal.looking import saw, told
from dondoc.personal.models import Look
from dondoc.personal.retaining import Line, retained
from dondoc.regulations.actions import set_figure
from dondoc.shared.acts import Refused
from tests.cast import AT, TODAY, Cast

pytestmark = pytest.mark.acts
OLD = AT - timedelta(days=200)


def line(key: str, at: Any = AT) -> Line:
    return next(one for found in retained(at) for one in found.lines if one.kind.key == key)


def person(cast: Cast, role: str) -> Person:
    found = cast.user(role).person
    assert found is not None
    return found


def drafts(cast: Cast) -> None:
    for role in ("clerk", "doer"):
        keep(by=getattr(cast, role), address=f"/{role}/", body={"x": ["Chữ đã gõ"]}, token="", at=OLD)


def looks(cast: Cast) -> None:
    for role in ("clerk", "doer", "head"):
        saw([person(cast, role).pk], "people.list", by=cast.admin, at=OLD)


def kept_for(cast: Cast, key: str, months: int = 3) -> None:
    set_figure(key=f"personal_data.{key}", amount=months, unit="month", from_on=date(2026, 1, 1), ground="Đảng ủy quyết định",
               by=cast.leader, at=AT)  # fmt: skip


def hold(cast: Cast, **over: Any) -> LegalHold:
    return acts.lay_hold(from_on=TODAY, ground="Theo yêu cầu kiểm tra", by=cast.office, at=AT, **over)


def erase(cast: Cast, *keys: str) -> Erasure:
    return acts.erase_due(keys=keys, by=cast.office, at=AT)


def test_without_a_figure_nothing_is_due_and_nothing_goes(cast: Cast) -> None:
    looks(cast)
    assert line("personal.look").due is None
    with pytest.raises(Refused, match="Không có dòng nào"):
        erase(cast, "personal.look")
    assert Look.objects.count() == 3


def test_by_the_office_s_figure_what_is_older_goes_counted_and_unnamed(cast: Cast) -> None:
    looks(cast)
    saw([person(cast, "clerk").pk], "people.list", by=cast.admin, at=AT)
    kept_for(cast, "keep_looks")
    assert (line("personal.look").due, line("personal.look").free) == (3, 3)
    row = erase(cast, "personal.look", "access.draft")
    assert (row.counts, row.keys, row.done_at) == ({"personal.look": 3}, ["personal.look"], AT)
    assert Look.objects.count() == 1
    told = [entry.payload.body for entry in story("personal.erasure", row.pk)]
    assert told[0]["counts"] == {"personal.look": 3}
    assert told[0]["hash"] == row.hash != ""
    assert person(cast, "clerk").full_name not in str(told)
    assert verify().broken is None


def test_a_draft_goes_by_its_own_age(cast: Cast) -> None:
    drafts(cast)
    keep(by=cast.leader, address="/x/", body={"x": ["Mới"]}, token="", at=AT - timedelta(days=2))
    assert Draft.objects.count() == 1  # whoever writes one clears away what has grown old
    drafts(cast)
    assert line("access.draft").due == 2
    erase(cast, "access.draft")
    assert Draft.objects.get().address == "/x/"


@pytest.mark.parametrize("over", ["person", "unit", "above", "purpose"])
def test_what_is_held_is_skipped_and_told_until_the_hold_ends(cast: Cast, over: str) -> None:
    drafts(cast)
    asked: dict[str, Any] = {"person": {"person": person(cast, "doer")}, "unit": {"unit": cast.cell},
                             "above": {"unit": cast.branch}, "purpose": {"purpose": "drafts"}}  # fmt: skip
    order = hold(cast, **asked[over])
    both = over == "purpose"
    assert (line("access.draft").due, line("access.draft").held) == (2, 2 if both else 1)
    if both:
        with pytest.raises(Refused):
            erase(cast, "access.draft")
    else:
        assert erase(cast, "access.draft").held == {"access.draft": 1}
        assert Draft.objects.get().address == "/doer/"
    acts.end_hold(hold=order, reason="Kiểm tra đã xong", by=cast.office, at=AT)
    erase(cast, "access.draft")
    assert not Draft.objects.exists()


def test_a_hold_begins_and_ends_by_its_days(cast: Cast) -> None:
    drafts(cast)
    hold(cast, purpose="drafts", until_on=TODAY + timedelta(days=3))
    assert line("access.draft").free == 0
    assert line("access.draft", AT + timedelta(days=5)).free == 2


def test_a_hold_over_a_paper_or_purpose_elsewhere_touches_no_draft(cast: Cast) -> None:
    drafts(cast)
    hold(cast, purpose="looks")
    assert line("access.draft").free == 2


def test_dropping_looks_by_its_own_page_keeps_what_is_held(cast: Cast) -> None:
    looks(cast)
    kept_for(cast, "keep_looks")
    hold(cast, person=person(cast, "doer"))
    drop_looks(by=cast.office, at=AT)
    assert Look.objects.get().whose_id == cast.doer.person_id


@pytest.mark.parametrize(
    "over",
    [
        {},
        {"purpose": "khong-co"},
        {"purpose": "drafts", "until_on": TODAY - timedelta(days=1)},
        {"purpose": "drafts", "ground": " "},
    ],
)
def test_a_hold_is_over_one_thing_on_a_ground(cast: Cast, over: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        acts.lay_hold(**{"from_on": TODAY, "ground": "Theo yêu cầu", "by": cast.office, "at": AT, **over})
    with pytest.raises(Refused, match="đúng một"):
        hold(cast, purpose="drafts", unit=cast.cell)


@pytest.mark.parametrize(("until_on", "told_of"), [(date(2020, 1, 2), 1), (date(2099, 1, 1), 0), (None, 0)])
def test_a_look_under_a_hold_is_told_once_its_last_day_has_passed(
    cast: Cast, until_on: date | None, told_of: int
) -> None:
    order = acts.lay_hold(from_on=date(2020, 1, 1), until_on=until_on, ground="Theo yêu cầu kiểm tra", by=cast.office, at=AT,
                          person=person(cast, "doer"))  # fmt: skip
    saw([cast.doer.person_id], "holds", by=cast.office, at=AT, under=("personal.legalhold", order.pk))
    mine = Look.objects.visible_to(cast.doer)
    assert told(mine).count() == told_of
    acts.end_hold(hold=order, reason="Xong", by=cast.office, at=AT)
    assert told(mine).count() == 1


def test_a_hold_ends_once(cast: Cast) -> None:
    order = hold(cast, unit=cast.cell)
    acts.end_hold(hold=order, reason="Xong", by=cast.office, at=AT)
    with pytest.raises(Refused, match="đã kết thúc"):
        acts.end_hold(hold=order, reason="Xong", by=cast.office, at=AT)


def test_a_closed_account_is_blanked_when_its_time_has_come_and_not_one_opened_again(cast: Cast) -> None:
    kept_for(cast, "keep_accounts")
    for role in ("doer", "head"):
        close_account(user=cast.user(role), unit=cast.root, by=cast.admin, at=OLD)
    reopen_account(user=cast.user("head"), unit=cast.root, by=cast.admin, at=OLD)
    close_account(user=cast.user("head"), unit=cast.root, by=cast.admin, at=AT)
    erase(cast, "access.user")
    assert (cast.user("doer").username[:7], cast.user("head").username) == ("da-xoa-", "head")
    assert line("access.user").due == 0


def test_many_rows_go_behind_the_pages_and_a_hold_laid_meanwhile_is_obeyed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "PART", 1)
    drafts(cast)
    row = erase(cast, "access.draft")
    assert (row.done_at, Draft.objects.count()) == (None, 2)
    hold(cast, person=person(cast, "doer"))
    task = Task(Job.objects.get(kind=acts.JOB), AT)
    assert carry_out_job(task) == {"erasure": row.public_id}
    row.refresh_from_db()
    assert (row.counts, row.held, row.done_at) == ({"access.draft": 1}, {"access.draft": 1}, AT)
    carry_out_job(task)  # again changes nothing
    assert Draft.objects.count() == 1


def test_what_a_finished_job_was_told_goes_and_its_row_stays(cast: Cast) -> None:
    kept_for(cast, "keep_acting")
    Job.objects.create(
        kind="x", payload={"a": 1}, state=State.DONE, asked_at=OLD, run_at=OLD, person_id=cast.doer.person_id
    )
    erase(cast, "jobs.job")
    assert Job.objects.get().payload == {}


def test_purposes_that_no_room_can_erase_say_by_hand(cast: Cast) -> None:
    by_hand = {one.purpose.key for one in retained(AT) if one.is_by_hand}
    assert {"posts", "papers", "requests"} <= by_hand
    assert not {"drafts", "looks", "accounts"} & by_hand


def test_only_who_may(cast: Cast) -> None:
    drafts(cast)
    for run in (
        lambda: acts.lay_hold(unit=cast.cell, from_on=TODAY, ground="x", by=cast.clerk, at=AT),
        lambda: acts.erase_due(keys=["access.draft"], by=cast.clerk, at=AT),
        lambda: acts.end_hold(hold=hold(cast, unit=cast.cell), reason="x", by=cast.clerk, at=AT),
    ):
        with pytest.raises(NotAllowed):
            run()
