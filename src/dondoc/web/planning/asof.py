"""Kế hoạch tính đến ngày — as it stood, for its page and for the paper's."""

from __future__ import annotations

from datetime import date
from typing import Any

from dondoc.planning.lifecycle import PlanState
from dondoc.planning.models import Plan


def as_it_stood(plan: Plan, day: date, state: str) -> Plan:
    """Như cuối ngày D — its state of then; what was issued or withdrawn later is not told."""
    later: dict[str, Any] = (
        {} if state in (PlanState.ISSUED, PlanState.WITHDRAWN) else {"paper": None, "issued_on": None, "signer": None}
    )
    return plan.as_it_stood(day, state=state, **later)
