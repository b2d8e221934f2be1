"""Cam kết ở cơ quan mẫu — a cell abroad keeps its list, others tell numbers; one is too small to be told of, some told nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dondoc.access.rights import may
from dondoc.pledging.actions.counting import count
from dondoc.pledging.actions.happening import Text, hand_in, record
from dondoc.pledging.actions.listing import keep_list
from dondoc.pledging.models import KEEP
from dondoc.pledging.queries import cells, may_be_listed
from dondoc.pledging.words import Stage
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit

if TYPE_CHECKING:
    from dondoc.demo.load import House

KEEPER, KEEPS = "bithu.a03", "Hồ sơ của chi bộ"


def load_pledges(house: House, today: date) -> None:
    """Nạp cam kết của năm — from the second month on; before, nobody has handed in."""
    begun = date(today.year, 2, 10)
    if today < begun + timedelta(days=10):
        return
    keeper, teller = house.actors[KEEPER], house.actors["bithu"]
    for turn, unit in enumerate(cells(teller)):
        if _keeps(keeper, unit):
            _listed(unit, keeper, begun)
        elif turn % 4 != 3:  # every fourth tells nothing
            _counted(unit, teller, turn, begun, today)


def _keeps(keeper: Actor, unit: Unit) -> bool:
    return may(keeper, KEEP, unit)


def _listed(unit: Unit, by: Actor, begun: date) -> None:
    """Who holds a post there; the first has handed in, and the cell has noted it."""
    from dondoc.demo.load import moment

    season = keep_list(unit=unit, year=begun.year, people=may_be_listed(unit, begun), by=by, at=moment(begun))
    for pledge in season.pledges.order_by("id")[:1]:
        hand_in(pledge=pledge, on=begun, text=Text(keeper=KEEPS), by=by, at=moment(begun, 10))
        record(
            pledge=pledge, stage=Stage.NOTED, on=begun + timedelta(days=5), by=by, at=moment(begun + timedelta(days=5))
        )


def _counted(unit: Unit, by: Actor, turn: int, begun: date, today: date) -> None:
    """So many of so many, as of the tenth of February; from July on looked at again by half of them."""
    from dondoc.demo.load import moment

    total = 4 if turn % 9 == 2 else 7 + turn % 6
    handed = total - turn % 3
    said: dict[str, int | None] = {Stage.HANDED_IN: handed, Stage.NOTED: max(handed - turn % 2, 0)}
    count(unit=unit, year=begun.year, total=total, counts=said, on=begun, by=by, at=moment(begun + timedelta(days=3)))
    again = date(begun.year, 7, 10)
    if turn % 2 == 0 and today > again:
        count(
            unit=unit, year=begun.year, total=total, counts={Stage.MID_YEAR: handed}, on=again, by=by, at=moment(again)
        )
