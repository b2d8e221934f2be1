"""Xác nhận, yêu cầu bổ sung, rút — by a unit above; withdrawn by who proposed it or who confirmed it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy

from dondoc.access.rights import NotAllowed, may, require, who_may
from dondoc.journal.actions import write
from dondoc.practices import rules
from dondoc.practices.lifecycle import PRACTICE, State
from dondoc.practices.models import Practice
from dondoc.shared.actor import Actor
from dondoc.shared.acts import act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.units.queries import above, acting_unit, is_for_other

CONFIRM, SEND_BACK, WITHDRAW = "practices.confirm", "practices.send_back", "practices.withdraw"


@act(CONFIRM, gettext_lazy("Xác nhận cách làm hay"))
def confirm(*, practice: Practice, by: Actor, at: datetime) -> None:
    """Xác nhận cách làm hay — from now on every unit under the one that confirms finds it."""
    require(by, CONFIRM, above(practice.unit))
    rules.check_shown(is_shown=practice.is_shown)
    acting, unit = acting_unit(by), above(practice.unit)
    if acting is not None and unit.is_inside(acting):
        unit = acting
    PRACTICE.take(practice, "confirm", by=by, at=at, on=hanoi_day(at), confirmed_by=unit)
    write(CONFIRM, practice, by=by, at=at, unit=unit)


@act(SEND_BACK, gettext_lazy("Yêu cầu bổ sung cách làm hay"))
def send_back(*, practice: Practice, reason: str, by: Actor, at: datetime) -> None:
    """Yêu cầu bổ sung — what is still to be told or shown."""
    require(by, SEND_BACK, above(practice.unit))
    check_reason(reason)
    PRACTICE.take(practice, "send_back", by=by, at=at, on=hanoi_day(at), because=reason.strip()[:500])
    write(SEND_BACK, practice, by=by, at=at, unit=practice.unit)


@act(WITHDRAW, gettext_lazy("Rút cách làm hay"))
def withdraw(*, practice: Practice, reason: str, by: Actor, at: datetime) -> None:
    """Rút — what no longer holds or was told wrongly; it stays readable to who proposed it, and leaves the library."""
    where = practice.confirmed_by if practice.state == State.CONFIRMED else None
    if not any(may(by, WITHDRAW, unit) for unit in (practice.unit, where) if unit is not None):
        raise NotAllowed(WITHDRAW, practice.unit, who_may(WITHDRAW, practice.unit, by))
    check_reason(reason)
    PRACTICE.take(
        practice,
        "withdraw",
        by=by,
        at=at,
        on=hanoi_day(at),
        for_other=is_for_other(by, practice.unit_id),
        because=reason.strip()[:500],
    )
    write(WITHDRAW, practice, by=by, at=at, unit=practice.unit)
