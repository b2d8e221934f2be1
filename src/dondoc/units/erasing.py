"""Xóa chữ của phòng đơn vị — what was written beside a thing that was handed over; the tree itself bears no paper's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.shared.erasing import Erase, Scope, numbered
from dondoc.units.delegations import Delegation
from dondoc.units.models import HandOver

AFTER = 1  # asks what the other rooms found

ERASES = (
    Erase(HandOver, "label", numbered),
    Erase(HandOver, "note"),
    Erase(HandOver, "answer"),
    Erase(Delegation, "reason"),
    Erase(Delegation, "why_ended"),
)

_NAMES = "the name of a unit, of its place or of its posts"
KEEPS = {
    "units.Delegation.number": "the number of the paper it was given by",
    "units.Takeover.number": "the number of a decision",
    "units.TakeoverLine.kind": "the name of a table",
    "units.TakeoverLine.tray": "the name of a tray",
    "units.HandOver.asked": "the name of an act",
    "units.HandOver.kind": "the name of a table",
    "units.HandOver.address": "the address of a page",
    **{f"units.UnitTrait.{name}": _NAMES for name in ("kind", "code", "region", "country")},
    **{f"units.Unit.{name}": _NAMES for name in (
        "name", "short", "code", "search", "sort_key", "path", "region", "country", "issuer_id_in_catalogue")},
    **{f"units.UnitName.{name}": _NAMES for name in ("name", "short", "search")},
    "units.Placement.path": "a place in the tree",
    "units.PostKind.key": _NAMES,
    "units.PostKind.title": _NAMES,
    "units.PostRight.act": "the name of an act",
    "units.Change.number": "the number of a decision on the tree",
    "units.Change.issuer": "who decided on the tree",
    **{f"units.{row}.deed": "the code of an act" for row in ("Change", "Succession", "Passed")},
    "units.Passed.kind": "the name of a table",
    "units.Passed.role": "the name of a column",
}  # fmt: skip


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """What was handed over of the things that were found."""
    theirs = models.Q(pk__in=scope.of(HandOver))
    for kind, ids in scope.found.items():
        theirs |= models.Q(kind=kind, thing_id__in=ids)
    yield Delegation.objects.filter(pk__in=scope.of(Delegation)).order_by("pk")
    yield HandOver.objects.filter(theirs).order_by("pk")
