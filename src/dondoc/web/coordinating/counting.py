"""Số liệu trả lời và ai làm gì với ai — counts by unit and by line, each opening its rows; pairs of units and what they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.coordinating.models import Line
from dondoc.coordinating.queries import Tally, by_line, by_unit, total, units_by_id
from dondoc.coordinating.together import Pair, done_by, joint, lines_then, named_in, pairs, works_then
from dondoc.coordinating.words import Standing
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.units.queries import named_on
from dondoc.web.asof import Look, looking
from dondoc.web.coordinating.loading import unit_asked
from dondoc.web.coordinating.views import UNSAID_KEY, asked_rows
from dondoc.web.lists import SIZE, Listing, bounded, query_of
from dondoc.web.loading import actor_of
from dondoc.web.pages import page

DRAWN = 12  # units of a side that the grid shows


@dataclass(frozen=True, slots=True)
class Figure:
    """Một con số — and the rows it counts."""

    n: int
    url: str
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Một dòng số liệu — of which unit or line, how many were asked, the six figures."""

    name: str
    url: str
    asked: Figure
    figures: tuple[Figure, ...]
    unsaid: Figure
    sub: str = ""


@require_GET
@login_required
def counts(request: HttpRequest) -> HttpResponse:
    """Số liệu trả lời — as of a day, by partner unit or (`?by=line`) by line of a regulation. No unit is ranked."""
    actor, look = actor_of(request), looking(request)
    is_by_line = request.GET.get("by") == "line"
    rows = asked_rows(request, actor, look)
    tallies = by_line(rows) if is_by_line else by_unit(rows)
    lines = _lines(tallies, look, actor) if is_by_line else _units(tallies, look)
    number = _number(request, len(lines))
    first = (number - 1) * SIZE
    context = {
        "lines": lines[first : first + SIZE], "heads": list(Standing), "is_by_line": is_by_line,
        "listing": Listing(lines[first : first + SIZE], number, len(lines) > first + SIZE, len(lines), False, query_of(request), has_file=False),
        "whole": _counted(total(tallies.values()), _("Tất cả"), "", look, {}),
        "ways": [(word, look.url("coordination_counts", **query), current) for word, query, current in (
            (_("theo đơn vị phối hợp"), {}, not is_by_line), (_("theo dòng quy chế"), {"by": "line"}, is_by_line),
        )],
    }  # fmt: skip
    return page(request, "coordinating/counts.html", context)


def _number(request: HttpRequest, size: int) -> int:
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), max(1, -(-size // SIZE))) if asked.isdecimal() and len(asked) < 7 else 1


def _counted(tally: Tally, name: str, url: str, look: Look, query: dict[str, str], sub: str = "") -> Counted:
    def rows(**more: str) -> str:
        return look.url("coordinating", **query, **more)

    figures = tuple(Figure(tally.counts[one], rows(state=one.value), one) for one in Standing)
    return Counted(name, url, Figure(tally.asked, rows()), figures, Figure(tally.unsaid, rows(state=UNSAID_KEY)), sub)


def _units(tallies: dict[int | None, Tally], look: Look) -> list[Counted]:
    """In the order of the tree."""
    units = units_by_id(tallies)
    if look.past:
        named_on(look.past, list(units.values()))
    ordered = sorted(units.values(), key=lambda unit: unit.path)
    return [_counted(tallies[u.pk], u.listed, "", look, {"unit": u.public_id}) for u in ordered]


def _lines(tallies: dict[int | None, Tally], look: Look, actor: Actor) -> list[Counted]:
    """By regulation, by number; what leaned on no line last."""
    rows = Line.objects.visible_to(actor).filter(pk__in=[pk for pk in tallies if pk]).for_list()
    found = [
        _counted(tallies[row.pk], _("%(paper)s, dòng %(n)s") % {"paper": row.regulation.paper, "n": row.number},
                 look.url("coordination_regulation", row.regulation.public_id), look, {"line": row.public_id},
                 f"{Truncator(row.content).chars(160)} · {row.time_said or _('văn bản không nêu thời gian')}")
        for row in rows.order_by("regulation", "number")
    ]  # fmt: skip
    if None in tallies:
        found.append(_counted(tallies[None], capfirst(_("không theo dòng quy chế nào")), "", look, {"line": "none"}))
    return found


@dataclass(frozen=True, slots=True)
class Cell:
    """Một ô — one leads, one joins: how many works and lines."""

    n: int
    said: str
    url: str


@dataclass(frozen=True, slots=True)
class Work:
    """Một việc chung."""

    row: Any
    partners: Sequence[Unit]


@require_GET
@login_required
def who(request: HttpRequest) -> HttpResponse:
    """Ai làm gì với ai — drawn from works with partners and from the matrices in force, as of a day."""
    actor, look = actor_of(request), looking(request)
    day, is_lines = look.past or actor.today, request.GET.get("of") == "lines"
    lead, partner = unit_asked(request, actor, "lead"), unit_asked(request, actor, "with")
    works = done_by(joint(Assignment.objects.visible_to(actor), look.past), lead, partner, look.past)
    lines = named_in(Line.objects.visible_to(actor).on(day), lead, partner, look.past)
    if any(request.GET.get(name) and not one for name, one in (("lead", lead), ("with", partner))):
        works, lines = works.none(), lines.none()  # of a unit that is not seen there is nothing here
    shown = lines.for_list().order_by("regulation", "number") if is_lines else _ordered(works)
    listing = bounded(request, shown, has_file=False)
    if look.past:
        (lines_then if is_lines else works_then)(list(listing.rows), look.past)
    grid = None if lead or partner else _grid(pairs(works, lines, look.past), look)
    kept = {name: one.public_id for name, one in (("lead", lead), ("with", partner)) if one}
    context = {
        "listing": listing, "is_lines": is_lines, "lead": lead, "partner": partner, "grid": grid,
        "ways": [
            (_("Nhiệm vụ đang làm"), works.order_by().count(), look.url("coordination_map", **kept), not is_lines),
            (_("Dòng quy chế"), lines.order_by().count(), look.url("coordination_map", of="lines", **kept), is_lines),
        ],
    }  # fmt: skip
    return page(request, "coordinating/who.html", context)


def _ordered(works: Any) -> Any:
    """The soonest due first; what is shown of each comes along."""
    rows = works.select_related("obligation__paper", "unit", "giver").prefetch_related("partners__unit")
    return rows.soonest_first()


def _grid(found: dict[tuple[int, int], Pair], look: Look) -> dict[str, Any] | None:
    """The units that share most, in the order of the tree; how many pairs it leaves out."""
    if not found:
        return None
    units = units_by_id(pk for key in found for pk in key)
    if look.past:
        named_on(look.past, list(units.values()))
    leads, partners = (_most(found, units, side) for side in (0, 1))
    rows = [
        (one, [(other, _cell(found.get((one.pk, other.pk)), one, other, look)) for other in partners]) for one in leads
    ]
    drawn = sum(cell is not None for _unit, cells in rows for _partner, cell in cells)
    return {"partners": partners, "rows": rows, "more": len(found) - drawn}


def _most(found: dict[tuple[int, int], Pair], units: dict[int, Unit], side: int) -> list[Unit]:
    shares: dict[int, int] = {}
    for key, pair in found.items():
        shares[key[side]] = shares.get(key[side], 0) + pair.works + pair.lines
    kept = sorted(shares, key=lambda pk: (-shares[pk], units[pk].path))[:DRAWN]
    return sorted((units[pk] for pk in kept), key=lambda unit: unit.path)


def _cell(pair: Pair | None, lead: Unit, partner: Unit, look: Look) -> Cell | None:
    if pair is None:
        return None
    said = _("%(lead)s với %(partner)s: %(works)s nhiệm vụ, %(lines)s dòng quy chế") % {
        "lead": lead.name, "partner": partner.name, "works": pair.works, "lines": pair.lines,
    }  # fmt: skip
    of = {} if pair.works else {"of": "lines"}
    url = look.url("coordination_map", lead=lead.public_id, **{"with": partner.public_id}, **of)
    return Cell(pair.works + pair.lines, said, url)
