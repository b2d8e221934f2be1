"""Dựng tình huống về dữ liệu cá nhân — through acts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dondoc.access.drafts import keep
from dondoc.personal.actions.assessing import freeze_assessment, write_assessment
from dondoc.personal.actions.breaches import record_breach
from dondoc.personal.actions.exporting import export_people
from dondoc.personal.actions.retaining import erase_due, lay_hold
from dondoc.personal.assessments import Part
from dondoc.personal.breach_rules import Facts
from dondoc.personal.breaching import Breach
from dondoc.regulations.actions import set_figure
from tests.cast import AT, TODAY, Cast

FOUND = AT - timedelta(hours=5)


def facts(**over: Any) -> Facts:
    """What little is known when it is found."""
    return Facts(**{"found_at": FOUND, "what": "Máy tính xách tay của văn phòng bị mất", **over})


def a_breach(cast: Cast, **over: Any) -> Breach:
    return record_breach(unit=cast.root, facts=facts(**over), by=cast.office, at=AT)


def protected(cast: Cast) -> dict[str, Any]:
    """One of each thing of the protection of data, by the name used in the table of permissions."""
    for part in Part.values:
        write_assessment(part=part, text=f"Phần {part}", by=cast.office, at=AT)
    keep(by=cast.doer, address="/x/", body={"x": ["Chữ"]}, token="", at=AT - timedelta(days=99))
    set_figure(key="personal_data.small_group", amount=1, unit="count", from_on=date(2026, 1, 1), ground="Đảng ủy quyết định",
               by=cast.leader, at=AT)  # fmt: skip
    return {
        "erasure": erase_due(keys=["access.draft"], by=cast.office, at=AT),
        "hold": lay_hold(unit=cast.cell, from_on=TODAY, ground="Theo yêu cầu kiểm tra", by=cast.office, at=AT),
        "assessed": freeze_assessment(by=cast.office, at=AT),
        "export": export_people(
            form="ROWS", why="Thống kê", paper_number="15-CV/ĐU", keeps_key=True, by=cast.office, at=AT
        ),
    }
