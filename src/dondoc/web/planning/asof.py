"""Kế hoạch như người xem được thấy — as it stood on a day; in the words of the version one sees, not of what is being written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dondoc.access.rights import SEE, may
from dondoc.planning.lifecycle import PlanState
from dondoc.planning.models import Plan, Version
from dondoc.shared.actor import Actor


def as_it_stood(plan: Plan, day: date, state: str) -> Plan:
    """Như cuối ngày D — its state of then; what was issued or withdrawn later is not told."""
    later: dict[str, Any] = (
        {} if state in (PlanState.ISSUED, PlanState.WITHDRAWN) else {"paper": None, "issued_on": None, "signer": None}
    )
    return plan.as_it_stood(day, state=state, **later)


def in_words_of(plan: Plan, version: Version | None) -> None:
    """Bằng lời của bản ấy — its title and words beside its items; of none, none."""
    for name in ("title", "opening", "closing"):
        setattr(plan, name, getattr(version, name) if version else "")


def worded(plans: Sequence[Plan], actor: Actor) -> Sequence[Plan]:
    """Trích yếu trong danh sách — of another unit's plan, as the last version one sees has it. One query."""
    others = [plan for plan in plans if not may(actor, SEE, plan.unit)]
    seen = Version.objects.visible_to(actor).filter(plan__in=others).order_by("number") if others else []
    last = {version.plan_id: version for version in seen}
    for plan in others:
        in_words_of(plan, last.get(plan.pk))
    return plans
