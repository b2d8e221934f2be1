"""Tên của những thứ đã tính — a report says of its own rows which paper, unit, work each is; asked together, by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models

from dondoc.documents.models import Paper
from dondoc.inspecting.drawing.asked import Section
from dondoc.inspecting.findings import Finding
from dondoc.inspecting.models import Case
from dondoc.obligations.models import Assignment
from dondoc.planning.models import Plan
from dondoc.programmes.models import Item
from dondoc.units.models import Unit

Thing = tuple[str, int]  # the key of a row, and the id
_PAPER: tuple[models.QuerySet[Any], Callable[[Any], str]] = (
    Paper.objects.all(),
    lambda paper: f"{paper} {paper.title}",
)
_NAMED: dict[str, tuple[models.QuerySet[Any], Callable[[Any], str]]] = {
    "unit": (Unit.objects.all(), lambda unit: unit.listed),
    "paper": _PAPER,
    "shown": _PAPER,
    "plan": (Plan.objects.select_related("paper"), lambda plan: str(plan.paper or plan.title)),
    "work": (Assignment.objects.select_related("obligation__paper"), lambda work: f"{work.obligation.nv} {work.obligation.text}"),
    "item": (Item.objects.all(), lambda item: item.text),
    "case": (Case.objects.all(), str),
    "finding": (Finding.objects.all(), lambda finding: finding.text),
}  # fmt: skip
KINDS = {key: rows.model for key, (rows, _words) in _NAMED.items()}


def things(sections: Iterable[Section]) -> dict[str, set[int]]:
    """Which things the rows of these sections name, by the key of the row."""
    found: dict[str, set[int]] = {}
    for section in sections:
        for row in section.rows:
            for key in KINDS.keys() & row.keys():
                if row[key] is not None:
                    found.setdefault(key, set()).add(row[key])
    return found


def names(asked: dict[str, set[int]]) -> dict[Thing, str]:
    """Tên từng thứ. One query a kind."""
    return {
        (key, one.pk): words(one)
        for key, ids in asked.items()
        for rows, words in [_NAMED[key]]
        for one in rows.filter(pk__in=ids)
    }
