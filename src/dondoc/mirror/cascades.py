"""Việc đi xuống qua các cấp — how many days each giver took to give it on, from receipt down the tree. One query."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Length

from dondoc.mirror.rules import Edge, quarter_on
from dondoc.mirror.scope import AFTER
from dondoc.mirror.shares import Rows
from dondoc.units.models import STEP, Placement


def started(rows: Rows) -> Rows:
    """Each with the day its giver had it: by its own share, else by the register."""
    return rows.annotate(start_on=Coalesce("parent__on", "obligation__entry__on"))


def placed(rows: Rows, day: date, *, is_today: bool) -> Rows:
    """Each with how deep in the tree its unit stood on D."""
    there = Placement.objects.filter(unit=OuterRef("unit_then"), from_on__lte=day).order_by("-from_on", "-id")
    path = F("unit__path") if is_today else Coalesce(Subquery(there.values("path")[:1]), F("unit__path"))
    return rows.annotate(long=Length(path))


def edges(rows: Rows, firsts: Sequence[date], day: date, *, is_today: bool = False) -> list[Edge]:
    """Các lượt giao — those of the same days and depth, together."""
    rows = placed(started(rows).annotate(got_on=F("obligation__entry__on")), day, is_today=is_today)
    counted = rows.order_by().values("start_on", "got_on", "on", "long").annotate(n=models.Count("pk"))
    return [
        Edge(quarter_on(row["on"], firsts), (row["on"] - row["start_on"]).days, (row["on"] - row["got_on"]).days, row["long"] // STEP, row["n"])
        for row in counted
    ]  # fmt: skip


LONGEST = {"most": "start_on", "path": "obligation__entry__on"}


def listed(rows: Rows, side: str, since: int) -> Rows:
    """The shares behind the figure, the slowest first; `unknown` were given before the day of the register."""
    rows = started(rows).filter(given_q__gte=since, given_q__lt=AFTER)
    known = models.Q(start_on__lte=F("on"))
    if side in LONGEST:
        rows = rows.filter(known).annotate(took=F("on") - F(LONGEST[side]))
        return rows.filter(took=rows.aggregate(most=models.Max("took"))["most"])
    if side == "unknown":
        return rows.exclude(known)
    return rows.filter(known) if side in ("hit", "all") else rows.none()
