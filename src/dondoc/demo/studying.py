"""Quán triệt ở cơ quan mẫu — a plan that every cell is asked to study by the end of May: held, late, left, not told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dondoc.documents.models import Entry
from dondoc.studying.actions.asking import ask
from dondoc.studying.actions.deciding import decide_study
from dondoc.studying.actions.holding import Held, add_make_up, hold_session
from dondoc.studying.actions.reflecting import record_reflections
from dondoc.studying.models import Asking
from dondoc.studying.queries import asked
from dondoc.studying.words import Form, Way
from dondoc.units.models import Unit

if TYPE_CHECKING:
    from dondoc.demo.load import House

PLAN, ASKED, DUE = "09-KH/ĐU", date(2026, 5, 13), date(2026, 5, 31)
HELD = (date(2026, 5, 26), date(2026, 5, 27), date(2026, 5, 28))


def load_studying(house: House, today: date) -> None:
    """Nạp việc quán triệt — where the plan was loaded and its day is over."""
    from dondoc.demo.load import moment

    entry = Entry.objects.standing().filter(paper__so_ky_hieu=PLAN).for_list().first()
    if entry is None or today < DUE + timedelta(days=30):
        return
    by, at = house.actors["chanhvanphong"], moment(ASKED)
    asking = ask(
        entry=entry, due_on=DUE, due_source="Mục tiêu của Kế hoạch: trong tháng 5/2026", by=by, at=moment(ASKED)
    )
    ids = asked(asking, ASKED).order_by("path", "id").values_list("unit_id", flat=True)
    units = Unit.objects.in_bulk(list(ids))
    for turn, pk in enumerate(ids):
        if turn == 1:
            decide_study(unit=units[pk], paper=entry.paper, way=Way.NONE, by=by, at=at,
                         reason="Chi bộ học cùng đảng ủy cấp trên, đã tính ở đó")  # fmt: skip
        elif turn % 7 != 6:
            _tell(house, asking, units[pk], turn)


def _tell(house: House, asking: Asking, unit: Unit, turn: int) -> None:
    """One line of a cell, entered some days after; every fifth is late, every fourth made up for who was away."""
    from dondoc.demo.load import moment

    by, on = house.actors["chanhvanphong"], HELD[turn % 3] if turn % 5 != 4 else DUE + timedelta(days=6)
    total = 9 + turn % 6
    held = Held(on, Form.ONLINE if unit.is_abroad else Form.IN_PERSON, present=total - 1, total=total)
    meeting = hold_session(unit=unit, papers=[asking.paper], held=held, by=by, at=moment(on + timedelta(days=2)))
    if turn % 4 == 0:
        later = on + timedelta(days=3)
        add_make_up(meeting=meeting, held=Held(later, present=1), by=by, at=moment(later))
    if turn % 2 == 0:
        day = on + timedelta(days=10)
        record_reflections(meeting=meeting, handed_in=total - 2, on=day, by=by, at=moment(day))
