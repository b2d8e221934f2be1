"""Dựng cách làm hay — through the acts."""

from __future__ import annotations

from typing import Any

from dondoc.implementation.actions.proving import add_evidence
from dondoc.implementation.models import Evidence
from dondoc.practices.actions.proposing import Told, propose
from dondoc.practices.models import Practice
from dondoc.units.models import Unit
from tests.cast import AT, Cast
from tests.making import an_assignment, an_entry, an_obligation

TOLD: dict[str, Any] = {
    "name": "Họp chi bộ hai múi giờ",
    "problem": "Đảng viên ở hai nước lệch nhau sáu giờ, họp chung luôn vắng một nửa.",
    "done": "Chia hai phiên trong một ngày, cùng tài liệu, biên bản gộp.",
    "result": "Ba kỳ liền đủ số dự theo quy định.",
}


def a_practice(cast: Cast, by: str = "doer", **over: Any) -> Practice:
    """Told by the cell abroad, and shown by its evidence."""
    unit = over.pop("unit", cast.cell)
    shown = over.pop("evidence", None)
    told = Told(**(TOLD | over), evidence=[shown_by(cast, unit)] if shown is None else shown)
    return propose(unit=unit, told=told, by=cast.people[by], at=AT)


def shown_by(cast: Cast, unit: Unit) -> Evidence:
    """Minh chứng của đơn vị — of a work of its own."""
    entry = an_entry(cast, str(700 + Evidence.objects.count()))
    work = an_assignment(cast, obligation=an_obligation(cast, entry), unit=unit, by=cast.setup)
    said = {"kind": "WORDS", "text": "Biên bản ba kỳ", "keeper": "Văn phòng", "by": cast.setup, "at": AT}
    return add_evidence(assignment=work, **said)
