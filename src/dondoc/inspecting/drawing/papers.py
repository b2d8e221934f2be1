"""Tổ chức, văn bản, quán triệt — the units there were, what they received and issued, what they studied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from dondoc.documents.models import Direction, Entry, Register
from dondoc.inspecting.drawing.asked import Asked, Rows, Section, iso, total
from dondoc.planning.rules import lag
from dondoc.studying.models import Asking
from dondoc.studying.queries import Line, coverage
from dondoc.studying.words import DONE, Standing
from dondoc.units.models import Unit
from dondoc.units.queries import above_on


def units(asked: Asked) -> Section:
    """Tổ chức — the units that stood, by kind."""
    rows = Unit.objects.filter(pk__in=asked.units).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=asked.day))
    found = list(rows.order_by("path", "id").values_list("pk", "kind"))
    return Section(dict(Counter(kind for _pk, kind in found)), [{"unit": pk, "kind": kind} for pk, kind in found])


def papers(asked: Asked) -> Section:
    """Văn bản — each of the scope with the day the unit received it; what the unit issued to carry them out.

    A unit that keeps no register of its own has received nothing that anybody could know of: unknown, no zero.
    """
    mine = Entry.objects.standing().filter(unit=asked.body.unit, on__lte=asked.day)
    got = dict(
        mine.incoming().filter(paper__in=asked.papers).order_by("-on", "-id").values_list("paper", "on")
    )  # the first of them stands last
    rows: Rows = [
        {"paper": paper.pk, "issued": iso(paper.issued_on), "received": iso(got.get(paper.pk)), "days": _days(got.get(paper.pk), paper.issued_on)}
        for paper in asked.papers
    ]  # fmt: skip
    sent = _issued(asked, mine)
    keeps = Register.objects.filter(unit=asked.body.unit, direction=Direction.IN).exists()
    received = sum(row["received"] is not None for row in rows) if keeps else None
    return Section(
        {"asked": len(rows), "received": received, "issued": len(sent)},
        [*rows, *({"paper": pk, "sent": iso(on)} for pk, on in sent)],
    )


def _days(received: date | None, issued: date | None) -> int | None:
    return lag(issued, received) if received else None


def _issued(asked: Asked, mine: QuerySet[Entry]) -> list[tuple[int, date]]:
    """Of its own outgoing register, in the time examined: what names a paper of the scope, or is a plan for it."""
    named = Q(paper__links_out__target__in=asked.papers) | Q(plans__source__in=asked.papers)
    rows = mine.filter(named, register__direction=Direction.OUT, on__gte=asked.first).order_by("on", "paper")
    return list(rows.values_list("paper", "on").distinct())


def studies(asked: Asked) -> Section:
    """Quán triệt — each paper of the scope at each unit that was asked to study it, by itself or from above; of a small cell
    who came is not counted, as in the coverage."""
    found = {(asking.paper_id, line.unit_id): line for asking, line in _studied(asked)}
    told = list(found.values())
    counts = [_counts(line) for line in told]
    figures = {
        "asked": len(told), "done": sum(line.standing in DONE for line in told), "late": sum(line.behind is True for line in told),
        "left": sum(line.standing == Standing.NONE for line in told), "sessions": sum(line.sittings for line in told),
        "present": total([present for present, _must in counts]), "total": total([must for _present, must in counts]),
    }  # fmt: skip
    return Section(figures, [_study(paper, line) for (paper, _unit), line in found.items()])


def _studied(asked: Asked) -> Iterable[tuple[Asking, Line]]:
    """The lines of the inspected; of a unit asked by two, that of the nearer."""
    askers = [unit.pk for unit in above_on(asked.body.unit, asked.day)] + [asked.body.unit_id]
    rows = (
        Asking.objects.visible_to(asked.actor)
        .standing()
        .filter(unit__in=askers, paper__in=asked.papers, on__lte=asked.day)
    )
    for asking in rows.select_related("unit", "paper").order_by("unit__path", "paper", "id"):
        for line in coverage(asking, asked.actor, asked.day, asked.at).lines:
            if line.unit_id in asked.units:
                yield asking, line


def _counts(line: Line) -> tuple[int | None, int | None]:
    return (None, None) if line.is_withheld else (line.present, line.total)


def _study(paper: int, line: Line) -> dict[str, Any]:
    present, must = _counts(line)
    return {
        "paper": paper, "unit": line.unit_id, "standing": str(line.standing), "on": iso(line.done_on),
        "present": present, "total": must, "late": line.behind,
    }  # fmt: skip
