"""Dựng chương trình — a term resolution of the committee with six targets, built by acts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from dondoc.documents.models import Entry
from dondoc.implementation.proving import Proof
from dondoc.programmes.actions.adopting import adopt
from dondoc.programmes.actions.aiming import add_target
from dondoc.programmes.actions.recording import record_value
from dondoc.programmes.models import Item, Programme, Value
from dondoc.programmes.rules import Aim
from dondoc.programmes.words import Direction
from tests.cast import AT, Cast
from tests.making import an_entry

FROM, UNTIL = date(2021, 1, 1), date(2025, 12, 31)
PROOF = Proof("WORDS", "Báo cáo tổng kết", keeper="Văn phòng")
LEVELS = (
    ("Đảng viên dự sinh hoạt định kỳ", Direction.AT_LEAST, 95, "%", 96),
    ("Chi bộ hoàn thành tốt nhiệm vụ", Direction.AT_LEAST, 90, "%", 92),
    ("Kết nạp đảng viên", Direction.AT_LEAST, 25, "đồng chí", 27),
    ("Tổ chức đảng yếu kém", Direction.AT_MOST, 2, "%", 0),
    ("Kiểm tra chi bộ ngoài nước", Direction.AT_LEAST, 12, "chi bộ", 12),
    ("Báo cáo đúng hạn", Direction.AT_LEAST, 100, "%", 98),
)


def a_programme(cast: Cast, entry: Entry | None = None, **over: Any) -> Programme:
    """A term programme of the committee, from a paper in its register."""
    facts = {
        "kind": "TERM",
        "name": "Nghị quyết Đại hội nhiệm kỳ 2021–2025",
        "from_on": FROM,
        "until_on": UNTIL,
        "by": cast.leader,
    }
    return adopt(entry=entry or an_entry(cast, "2"), at=AT, **{**facts, **over})


def a_target(
    cast: Cast, programme: Programme, text: str = "Kết nạp đảng viên", *, weigh_by: Item | None = None, **aim: Any
) -> Item:
    """One target, at least twenty-five unless said otherwise."""
    facts = {"measure": text, "value": Decimal(25), "word": "đồng chí", **aim}
    return add_target(programme=programme, text=text, aim=Aim(**facts), weigh_by=weigh_by, by=cast.leader, at=AT)


def a_value(cast: Cast, item: Item, value: float | str, year: int | None = 2025, **over: Any) -> Value:
    """A figure of a whole year, or as of a day (`on`)."""
    facts = {"on": date(year or 2025, 12, 31), "proof": PROOF, "by": cast.leader, "at": AT}
    return record_value(item=item, year=year, value=Decimal(str(value)), **{**facts, **over})


def five_of_six(cast: Cast) -> Programme:
    """Six targets over a term that is over, five of them met."""
    programme = a_programme(cast)
    for text, direction, level, word, reached in LEVELS:
        item = a_target(cast, programme, text, direction=direction, value=Decimal(level), word=word)
        a_value(cast, item, reached)
    return programme
