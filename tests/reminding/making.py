"""Việc định kỳ — a standing duty of the cell abroad."""

from __future__ import annotations

from dondoc.obligations.models import Assignment
from dondoc.obligations.rules import Due
from tests.cast import Cast
from tests.making import an_assignment, an_entry, an_obligation


def monthly(cast: Cast, recurs: str = "FREQ=MONTHLY", number: str = "15") -> Assignment:
    duty = an_obligation(cast, an_entry(cast, number), due=Due(None, "hằng tháng", "month", recurs), kind="standing")
    return an_assignment(cast, obligation=duty, due_on=None)
