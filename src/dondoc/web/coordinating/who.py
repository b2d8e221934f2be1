"""Ai làm gì với ai trên trang — pairs of units and what they share, each cell opening it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.coordinating.matrix import Line
from dondoc.coordinating.queries import units_by_id
from dondoc.coordinating.together import Pair, done_by, joint, lines_then, named_in, pairs, works_then
from dondoc.obligations.models import Assignment
from dondoc.units.models import Unit
from dondoc.units.queries import named_on
from dondoc.web.asof import Look, looking
from dondoc.web.coordinating.loading import unit_asked
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of
from dondoc.web.pages import page

DRAWN = 12  # units of a side that the grid shows
LINES: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Nội dung"), 60, lambda row: row.content),
    Column(gettext_lazy("Quy chế"), 24, lambda row: str(row.regulation.paper)),
    Column(gettext_lazy("Dòng"), 8, lambda row: row.number),
    Column(gettext_lazy("Thẩm quyền"), 32, lambda row: row.authorised),
    Column(gettext_lazy("Trách nhiệm"), 32, lambda row: row.led),
    Column(gettext_lazy("Phối hợp"), 40, lambda row: row.joined),
    Column(gettext_lazy("Thời gian trả lời"), 24, lambda row: row.time_said or _("văn bản không nêu")),
)
WORKS: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Số nhiệm vụ"), 14, lambda row: row.obligation.nv),
    Column(gettext_lazy("Nhiệm vụ"), 60, lambda row: row.obligation.text),
    Column(gettext_lazy("Văn bản"), 24, lambda row: str(row.obligation.paper)),
    Column(gettext_lazy("Chủ trì"), 32, lambda row: row.unit.listed),
    Column(gettext_lazy("Phối hợp"), 40, lambda row: "; ".join(partner.unit.listed for partner in row.partners.all())),
    Column(gettext_lazy("Hạn"), 12, lambda row: row.due_then or _("chưa có hạn")),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Một ô — one leads, one joins: how many works and lines."""

    n: int
    said: str
    url: str


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Ai làm gì với ai — drawn from works with partners and from the matrices in force, as of a day."""
    actor, look = actor_of(request), looking(request)
    day, of = look.past or actor.today, request.GET.get("of", "")
    lead, partner = unit_asked(request, actor, "lead"), unit_asked(request, actor, "with")
    works = done_by(joint(Assignment.objects.visible_to(actor), look.past), lead, partner, look.past)
    lines = named_in(Line.objects.visible_to(actor).on(day), lead, partner, look.past)
    if any(request.GET.get(name) and not one for name, one in (("lead", lead), ("with", partner))):
        works, lines = works.none(), lines.none()  # of a unit that is not seen there is nothing here
    n_works, n_lines = works.order_by().count(), lines.order_by().count()
    is_lines = of == "lines" or (of != "works" and bool(n_lines) and not n_works)
    shown = lines.for_list().order_by("regulation", "number") if is_lines else _ordered(works)

    def then(taken: list[Any]) -> list[Any]:
        if look.past:
            (lines_then if is_lines else works_then)(taken, look.past)
        return taken

    if file := as_file(request, _("Ai làm gì với ai"), LINES if is_lines else WORKS, shown, then):
        return file
    listing = bounded(request, shown)
    then(list(listing.rows))
    grid = None if lead or partner else _grid(pairs(works, lines, look.past), look)
    kept = {name: one.public_id for name, one in (("lead", lead), ("with", partner)) if one}
    context = {
        "listing": listing, "is_lines": is_lines, "lead": lead, "partner": partner, "grid": grid,
        "ways": [
            (_("Nhiệm vụ đang làm"), n_works, look.url("coordination_map", of="works", **kept), not is_lines),
            (_("Dòng quy chế"), n_lines, look.url("coordination_map", of="lines", **kept), is_lines),
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
        "lead": lead.listed, "partner": partner.listed, "works": pair.works, "lines": pair.lines,
    }  # fmt: skip
    of = {} if pair.works else {"of": "lines"}
    url = look.url("coordination_map", lead=lead.public_id, **{"with": partner.public_id}, **of)
    return Cell(pair.works + pair.lines, said, url)
