"""Dòng nào — the rows behind a figure of a reorganisation, as words and an address, of what one sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dondoc.obligations.models import Partner
from dondoc.shared.actor import Actor
from dondoc.web.journal.things import Thing, things

SHOWN = 500


@dataclass(frozen=True, slots=True)
class About:
    """Một thứ — its kind and id."""

    kind: str
    thing_id: int


def worded(kind: str, ids: Iterable[int], actor: Actor) -> dict[int, Thing]:
    """By id; what one may not see is left out. A partner's row is told as the share it helps with."""
    wanted = list(ids)
    if kind == "obligations.partner":
        rows: Any = Partner.objects.visible_to(actor).filter(pk__in=wanted)
        shares: dict[int, int] = dict(rows.values_list("pk", "assignment"))
        found = things([About("obligations.assignment", pk) for pk in shares.values()], actor)
        by_id = {pk: found.get(("obligations.assignment", share)) for pk, share in shares.items()}
        return {pk: thing for pk, thing in by_id.items() if thing}
    return {pk: thing for (_kind, pk), thing in things([About(kind, pk) for pk in wanted], actor).items()}


def of(rows: Any, kind: str, actor: Actor) -> tuple[list[Thing], int]:
    """Up to some hundreds of them, and how many are not shown or not to be seen."""
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    found = worded(kind, ids[:SHOWN], actor)
    return [found[pk] for pk in ids[:SHOWN] if pk in found], len(ids) - len(found)
