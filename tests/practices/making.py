"""Dựng cách làm hay — through the acts."""

from __future__ import annotations

from typing import Any

from dondoc.practices.actions.proposing import Told, propose
from dondoc.practices.models import Practice
from tests.cast import AT, Cast

TOLD: dict[str, Any] = {
    "name": "Họp chi bộ hai múi giờ",
    "problem": "Đảng viên ở hai nước lệch nhau sáu giờ, họp chung luôn vắng một nửa.",
    "done": "Chia hai phiên trong một ngày, cùng tài liệu, biên bản gộp.",
    "result": "Ba kỳ liền đủ số dự theo quy định.",
}


def a_practice(cast: Cast, by: str = "doer", **over: Any) -> Practice:
    """Told by the cell abroad."""
    told = Told(**(TOLD | {name: over.pop(name) for name in list(over) if name != "unit"}))
    return propose(unit=over.get("unit", cast.cell), told=told, by=cast.people[by], at=AT)
