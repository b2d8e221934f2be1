"""Lập lại và nhận lại — a merge is undone by a new act, from its own day: nothing of what was is rewritten."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.reorganising.actions.carrying import ask
from dondoc.reorganising.models import How, Reorganisation
from dondoc.reorganising.queries import things
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.ids import public_id
from dondoc.units.dated import Passed
from dondoc.units.models import Unit
from dondoc.units.rules import Decision


@act("reorganising.undo", gettext_lazy("Lập lại đơn vị và nhận lại việc"))
def undo(*, row: Reorganisation, on: date, decision: Decision, by: Actor, at: datetime) -> Reorganisation:
    """Lập lại và nhận lại — the units that ended stand again where they stood; what passed and is still open comes back.

    What the heir has done since stays done by the heir; new work stays with the heir; posts are filled anew.
    """
    for unit in row.units.all():
        require(by, "reorganising.undo", unit)
    if row.done_at is None or row.how not in (How.MERGE, How.DISSOLVE, How.SPLIT) or row.undoing() is not None:
        raise Refused(_("Việc sắp xếp này chưa xong, đã được lập lại, hoặc không lập lại được."))
    if on < row.on:
        raise Refused(_("Ngày lập lại phải từ ngày sắp xếp trở đi."))
    again = row.plan.get("ended", [])
    for unit in Unit.objects.filter(pk__in=[pk for pk, _was in again]):
        require(by, "units.restore", unit)
    return ask(How.UNDO, _back(row), units=list(row.units.all()), on=on, by=by, at=at, decision=decision,
               deed=public_id(), undoes=row, again=again, moves=_stood(row))  # fmt: skip


def _stood(row: Reorganisation) -> list[tuple[int, int]]:
    """Units that were moved by it, still are where it put them, and whose old place stands: back there."""
    placed = {pk: heir for part in row.parts if part["ends"] for pk, heir in [(part["from"], part["to"])]}
    to = dict(row.plan.get("moves", ()))
    units = Unit.objects.in_bulk([pk for pk, _was in row.plan.get("stood", ())])
    return [
        (pk, was) for pk, was in row.plan.get("stood", ())
        if units[pk].ended_on is None and units[pk].parent_id in (to.get(pk), placed.get(was))
    ]  # fmt: skip


def _back(row: Reorganisation) -> list[dict[str, Any]]:
    """From each heir to each giver, what of the list still stands with the heir; the rest is no longer on it."""
    pairs = Passed.objects.filter(deed=row.deed).values_list("from_unit", "to_unit").distinct()
    return [
        {"from": heir, "to": giver, "ends": False, "only": _still(row, giver, heir)} for giver, heir in pairs.order_by("from_unit", "to_unit")
    ]  # fmt: skip


def _still(row: Reorganisation, giver: int, heir: int) -> dict[str, list[int]]:
    passed = row.passed().filter(from_unit=giver, to_unit=heir).values_list("kind", "role", "thing_id")
    found: dict[str, list[int]] = {}
    for kind, role, thing in passed:
        found.setdefault(f"{kind}.{role}", []).append(thing)
    return {key: ids for key, ids in found.items() if key in things() and not things()[key].at_the_end}
