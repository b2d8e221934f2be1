"""Tin và đôn đốc ở cơ quan mẫu — news asked of cells, sent in time, late, not yet; urgings answered in time, late, not at all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dondoc.demo.proving import shown_by
from dondoc.demo.recurring import who_may
from dondoc.documents.models import Entry, Register
from dondoc.implementation.actions import closing
from dondoc.implementation.actions.proving import add_evidence
from dondoc.obligations.actions.assigning import accept, assign
from dondoc.obligations.actions.confirming import confirm
from dondoc.obligations.lifecycle import State
from dondoc.obligations.models import Assignment
from dondoc.obligations.rules import Due
from dondoc.urging.actions.answering import answer, receive
from dondoc.urging.actions.issuing import issue
from dondoc.urging.models import Urge
from dondoc.urging.rungs import Rung

if TYPE_CHECKING:
    from dondoc.demo.load import House

PLAN = "15-KH/ĐUK"
CELLS = (("cb-a03", "bithu.a03"), ("cb-b02", "bithu.b02"), ("cb-b04", "bithu.b04"))
ASKED, DUE, LATE = 70, 30, 8  # days ago, days ago, days after the due day
URGED, ANSWER_BY, ANSWERED = 20, 10, 14  # days ago: issued, answer asked by, answered


def load_news(house: House, today: date) -> None:
    """Nạp mục tin — a product of the plan: three cells, one in time, one late, one not yet."""
    from dondoc.demo.load import moment

    entry = Entry.objects.standing().filter(paper__so_ky_hieu=PLAN).for_list().first()
    asked, due = today - timedelta(days=ASKED), today - timedelta(days=DUE)
    if entry is None or entry.on > asked:
        return
    by = house.actors["chanhvanphong"]
    duty = confirm(
        entry=entry, text="Gửi tin về hoạt động của chi bộ cho chuyên mục công tác đảng ngoài nước", product="Tin bài cho chuyên mục",
        due=Due(due, f"trước ngày {due:%d/%m/%Y}", "day"), by=by, at=moment(asked),
    )  # fmt: skip
    for turn, (unit, who) in enumerate(CELLS):
        given = assign(obligation=duty, unit=house.units[unit], due_on=due, by=by, at=moment(asked, 10), on=asked)
        accept(assignment=given, by=house.actors[who], at=moment(asked + timedelta(days=2)))
        if turn < 2:
            _send(house, given, who, due + timedelta(days=LATE if turn else -3))


def _send(house: House, given: Assignment, who: str, day: date) -> None:
    from dondoc.demo.load import moment

    by = house.actors[who]
    add_evidence(assignment=given, on=day, by=by, at=moment(day), **shown_by(given, day, 0))
    closing.submit(assignment=given, text="Đã gửi tin cho bộ phận biên tập.", on=day, by=by, at=moment(day, 10))
    closing.approve(assignment=given, by=house.actors["bithu"], at=moment(day + timedelta(days=1)))


def load_urgings(house: House, today: date) -> None:
    """Nạp đôn đốc — late works of three units: answered in time, answered late, no answer."""
    from dondoc.demo.load import moment

    on, root = today - timedelta(days=URGED), house.units["du"]
    book = Register.objects.filter(unit=root, direction="OUT", name="Sổ đi: Công văn", until_on__isnull=True).first()
    late = Assignment.objects.filter(
        state=State.ACCEPTED, due_on__lt=on, on__lt=on, giver=root, is_extending=False
    ).exclude(unit=root)
    works = {row.unit_id: row for row in late.select_related("unit").order_by("-id")}
    if book is None:
        return
    for turn, work in enumerate(sorted(works.values(), key=lambda row: row.pk)[:3]):
        urge = issue(
            assignments=[work], rung=Rung.URGE, unit=root, register=book, on=on, answer_on=today - timedelta(days=ANSWER_BY),
            by=house.actors["chanhvanphong"], at=moment(on),
        )  # fmt: skip
        if turn < 2:
            _answered(house, urge, today - timedelta(days=ANSWERED if turn == 0 else ANSWER_BY - 4))


def _answered(house: House, urge: Urge, day: date) -> None:
    from dondoc.demo.load import moment

    lines = list(urge.lines.select_related("urge", "assignment__unit").order_by("id"))
    by = who_may(house, "urging.answer", lines[0].assignment.unit)
    if by is None:
        return
    receive(lines=lines, on=urge.on + timedelta(days=1), by=by, at=moment(urge.on + timedelta(days=1)))
    said = "Đang hoàn thiện, chờ số liệu của một chi bộ; cam kết xong trong tháng."
    answer(lines=lines, text=said, on=day, by=by, at=moment(day))
