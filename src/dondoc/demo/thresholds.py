"""Đặt ngưỡng soi — some by a decision of the demo's own committee, so that good, not good and greyed are seen; the rest stays unset."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dondoc.regulations.actions import set_figure

if TYPE_CHECKING:
    from dondoc.demo.load import House

DECIDED = date(2026, 1, 15)
PERCENTS = (
    ("mirror.dated", 80), ("mirror.late_share", 10), ("mirror.coverage", 80), ("mirror.unconfirmed", 30), ("mirror.pledged", 90),
)  # fmt: skip


def load_thresholds(house: House) -> None:
    """Đặt từ ngày quyết định — the decision is of the demo, no law."""
    from dondoc.demo.load import moment

    for key, percent in PERCENTS:
        set_figure(key=key, amount=percent, unit="percent", from_on=DECIDED, paper_number="04-QĐ/ĐU (mẫu)", paper_on=DECIDED,
                   by=house.actors["bithu"], at=moment(DECIDED))  # fmt: skip
