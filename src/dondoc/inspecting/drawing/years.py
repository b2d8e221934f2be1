"""Chỉ tiêu, cam kết — how the targets of the unit stood, what its cells pledged year by year."""

from __future__ import annotations

from collections import Counter

from dondoc.inspecting.drawing.asked import Asked, Rows, Section, total
from dondoc.pledging.queries import CELLS, Until, lines
from dondoc.pledging.words import Stage
from dondoc.programmes.queries import begun, ran, score
from dondoc.programmes.words import Judgement
from dondoc.units.models import Unit


def targets(asked: Asked) -> Section:
    """Chỉ tiêu — of the programmes of the unit that ran in the time examined, as the room of programmes judges them."""
    held = begun(asked.actor, asked.body.unit, asked.day, asked.at)
    rows: Rows = [
        {"item": line.item.pk, "judgement": str(line.judgement)}
        for programme in held
        if ran(programme, asked.first, asked.day, asked.at)
        for line in score(programme, asked.day, asked.at).lines
        if line.judgement != Judgement.NOT_APPLICABLE
    ]
    return Section({"of": len(rows), **Counter(row["judgement"] for row in rows)}, rows)


def pledges(asked: Asked) -> Section:
    """Cam kết — each cell in each year examined: how many must, handed in, were reviewed at its end; as the reader may see it."""
    cells = list(Unit.objects.filter(pk__in=asked.units, kind__in=CELLS).order_by("path", "id"))
    years, until = range(asked.first.year, asked.day.year + 1), Until(asked.day, asked.at)
    found = [(year, line) for year in years for line in lines(cells, year, asked.actor, until)]
    rows: Rows = [
        {"unit": line.unit_id, "year": year, "total": line.total, "handed": line.of(Stage.HANDED_IN), "reviewed": line.of(Stage.YEAR_END)}
        for year, line in found
    ]  # fmt: skip
    sums = {name: total([row[name] for row in rows]) for name in ("total", "handed", "reviewed")}
    untold = sum(line.of(Stage.HANDED_IN) is None and not line.is_withheld for _year, line in found)
    return Section(
        {"cells": len(cells), "untold": untold, "withheld": sum(line.is_withheld for _year, line in found), **sums},
        rows,
    )
