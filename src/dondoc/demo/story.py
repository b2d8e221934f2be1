"""Chuyện của cơ quan mẫu — directions, assignments and work, so that every state can be seen.

What is done follows the day each duty is due and a small rota, never a list of answers: the same
loader over other papers plays as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from dondoc.access.rights import may
from dondoc.demo.proving import shown_by
from dondoc.documents.actions.directing import enter_direction
from dondoc.documents.models import Entry, LeaderDirection
from dondoc.implementation.actions import closing, doing, extending, proving
from dondoc.obligations.actions.assigning import accept, assign
from dondoc.obligations.models import Assignment, Obligation
from dondoc.reading.text import fold
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units.actions.handing import hand_over
from dondoc.units.models import Holding, Unit

if TYPE_CHECKING:
    from dondoc.demo.load import House

DOERS = ("truongban", "bithu")


def play(house: House, today: date) -> None:
    """Play each confirmed paper in the order it came."""
    for entry in Entry.objects.filter(state="CONFIRMED").for_list().order_by("on", "id"):
        _play_paper(house, entry, today)
    _hand_one_over(house, today)


def _hand_one_over(house: House, today: date) -> None:
    """A unit that waits for its work to be confirmed, and may not do that itself, asks the leader."""
    approve, leader = "implementation.approve", Holding.objects.get(pk=house.actors["bithu"].holding_id or 0)
    for given in Assignment.objects.filter(state="SUBMITTED").for_list().order_by("id"):
        doer = _doer(house, given.unit)
        if doer is not None and not may(doer, approve, given.giver):
            hand_over(thing=given, asked=approve, unit=given.giver, post=leader.post, label=given.obligation.nv,
                      address=f"/assignments/{given.public_id}/approve/", by=doer, at=_at(today, 8),
                      note="Đơn vị cần kết quả để báo cáo trong tuần")  # fmt: skip
            return


def _play_paper(house: House, entry: Entry, today: date) -> None:
    obligations = list(Obligation.objects.filter(entry=entry).order_by("id"))
    day = min(entry.on + timedelta(days=2), today)
    direction = _direct(house, entry, day) if entry.register.direction == "IN" else None
    if direction is not None and (today - entry.on).days < 10:
        return  # the newest papers wait on the desk to be given
    for turn, obligation in enumerate(obligations):
        _give(house, obligation, direction, day, turn, today)


def _direct(house: House, entry: Entry, day: date) -> LeaderDirection | None:
    """The leader's direction; papers from before his term had another's, on paper."""
    leader = Holding.objects.get(pk=house.actors["bithu"].holding_id or 0)
    if leader.from_on > day:
        return None
    lead = _lead(house, entry.pk)
    return enter_direction(
        entry=entry, leader=leader, text="Giao chủ trì tham mưu thực hiện; báo cáo đúng hạn.",
        by=house.actors["chanhvanphong"], at=_at(day), on=day, lead=lead, partners=(),
    )  # fmt: skip


def _lead(house: House, turn: int) -> Unit:
    boards = [house.units[key] for key in ("btc", "btg", "ubkt", "vp")]
    return boards[turn % len(boards)]


def _give(
    house: House, obligation: Obligation, direction: LeaderDirection | None, day: date, turn: int,
    today: date,
) -> None:  # fmt: skip
    """To the units its own words name, else to a board in turn."""
    clerk = house.actors["chanhvanphong"]
    for place, unit in enumerate(_named(house, obligation) or [_lead(house, turn)]):
        due = obligation.due_on
        try:
            given = assign(obligation=obligation, unit=unit, due_on=due, by=clerk, at=_at(day), on=day,
                           direction=direction, partners=_partners(house, unit, turn))  # fmt: skip
        except Refused:
            continue  # named twice in one passage
        _work(house, given, day, turn + place, today)


def _partners(house: House, unit: Unit, turn: int) -> list[Unit]:
    """Every third work is done with a board beside the one that leads."""
    return [one for one in (_lead(house, turn + 1),) if turn % 3 == 1 and one.pk != unit.pk]


def _named(house: House, obligation: Obligation) -> list[Unit]:
    """Units of the house whose names the duty's actors print, largest groups kept small."""
    words = fold(obligation.actors)
    root = house.units["du"]
    if fold(root.name) in words or words in ("cac dang uy truc thuoc", "dang uy duoc kiem tra"):
        return [root]
    own = [u for u in house.units.values() if u.tree != "outside" and u.pk != obligation.unit_id]
    if "chi bo" in words and "ngoai nuoc" in words:
        return [u for u in own if u.is_abroad and u.kind == "CHI_BO"][:5]
    return [u for u in own if fold(u.name) in words or (u.code and fold(u.code) in words.split())][:4]


def _work(house: House, given: Assignment, day: date, turn: int, today: date) -> None:
    """How far it is by today: the rota leaves some untouched, some late, some waiting."""
    doer = _doer(house, given.unit)
    if doer is None or turn % 7 == 6:
        return
    accepted = min(day + timedelta(days=3), today)
    accept(assignment=given, by=doer, at=_at(accepted))
    if turn % 4 == 1:
        doing.plan(assignment=given, text="Xây dựng kế hoạch, phân công người phụ trách, làm trong tháng.",
                   by=doer, at=_at(accepted), on=accepted)  # fmt: skip
    _finish(house, given, accepted, turn, today)


def _finish(house: House, given: Assignment, accepted: date, turn: int, today: date) -> None:
    doer, late = _doer(house, given.unit), turn % 5 == 3
    due = given.due_on or accepted + timedelta(days=30)
    done = max(due + timedelta(days=6) if late else due - timedelta(days=2), accepted)
    if done > today:
        _unfinished(given, accepted, turn, today, house)
        return
    if turn % 6 == 2:
        return  # nothing more was done: it is late by now, or has no day
    assert doer is not None
    if given.is_confirmed_outside:
        _report_up(given, done, turn, today, doer)
        return
    proving.add_evidence(assignment=given, by=doer, at=_at(done), on=done, **shown_by(given, done, turn))
    closing.submit(assignment=given, by=doer, at=_at(done, 10), on=done,
                   text="Đã hoàn thành, có báo cáo kèm theo.")  # fmt: skip
    if turn % 8 != 5:
        closing.approve(assignment=given, by=house.actors["bithu"],
                        at=_at(min(done + timedelta(days=2), today), 11))  # fmt: skip


def _report_up(given: Assignment, done: date, turn: int, today: date, doer: Actor) -> None:
    """What the superior laid on the committee itself: reported by a paper; its answer closes some."""
    closing.report_up(assignment=given, paper_number=f"{40 + turn}-BC/ĐU", paper_on=done, by=doer, at=_at(done),
                      text="Báo cáo Ban Thường vụ Đảng ủy Khối.")  # fmt: skip
    if turn % 3 == 0:
        closing.close_by_answer(assignment=given, paper_number=f"{90 + turn}-CV/ĐUK", paper_on=min(done + timedelta(days=9), today),
                                by=doer, at=_at(min(done + timedelta(days=9), today)))  # fmt: skip


def _unfinished(given: Assignment, accepted: date, turn: int, today: date, house: House) -> None:
    doer = _doer(house, given.unit)
    assert doer is not None
    if turn % 5 == 0 and given.due_on and given.due_on >= today:
        extending.ask_extension(assignment=given, due_on=given.due_on + timedelta(days=15), by=doer,
                                reason="Chờ số liệu của các chi bộ ngoài nước", at=_at(today, 8))  # fmt: skip
    elif turn % 3 == 0:
        doing.note(assignment=given, text="Đang tổng hợp số liệu từ các đơn vị.", by=doer,
                   at=_at(max(accepted, today - timedelta(days=5))),
                   on=max(accepted, today - timedelta(days=5)))  # fmt: skip


def _doer(house: House, unit: Unit) -> Actor | None:
    """Who answers for a unit: the holder, with an account, of its first post; None where vacant."""
    people = set(
        Holding.objects.filter(post__unit=unit, post__kind__in=["BI_THU", "TRUONG_BAN", "CHANH_VAN_PHONG"]).values_list(
            "pk", flat=True
        )
    )
    return next((a for a in house.actors.values() if a.holding_id in people), None)


def _at(day: date, hour: int = 9) -> datetime:
    from dondoc.demo.load import moment

    return moment(day, hour)


__all__: Sequence[str] = ("play",)
