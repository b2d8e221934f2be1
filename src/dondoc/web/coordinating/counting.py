"""Số liệu trả lời — counts by unit and by line, each opening its rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.coordinating.matrix import Line
from dondoc.coordinating.queries import Tally, by_line, by_unit, total, units_by_id
from dondoc.coordinating.words import SHORT, Standing
from dondoc.shared.actor import Actor
from dondoc.units.queries import named_on
from dondoc.web.asof import Look, looking
from dondoc.web.coordinating.views import UNSAID_KEY, asked_rows
from dondoc.web.lists import SIZE, Column, Listing, as_file, query_of
from dondoc.web.loading import actor_of
from dondoc.web.pages import page


@dataclass(frozen=True, slots=True)
class Figure:
    """Một con số — and the rows it counts."""

    n: int
    url: str
    standing: Standing | None = None


def _figure(standing: Standing, line: Counted) -> int:
    return next(one.n for one in line.figures if one.standing == standing)


@dataclass(frozen=True, slots=True)
class Counted:
    """Một dòng số liệu — of which unit or line, how many were asked, the six figures."""

    name: str
    url: str
    asked: Figure
    figures: tuple[Figure, ...]
    unsaid: Figure
    sub: str = ""
    secrecy: str = ""


COLUMNS: tuple[Column[Counted], ...] = (
    Column(gettext_lazy("Đề nghị"), 10, lambda line: line.asked.n),
    *(Column(one.label, 16, partial(_figure, one)) for one in Standing),
)
BY_UNIT: tuple[Column[Counted], ...] = (Column(gettext_lazy("Đơn vị phối hợp"), 40, lambda line: line.name), *COLUMNS)
BY_LINE: tuple[Column[Counted], ...] = (
    Column(gettext_lazy("Dòng quy chế"), 32, lambda line: line.name),
    Column(gettext_lazy("Nội dung"), 60, lambda line: line.sub),
    *COLUMNS,
)


@require_GET
@login_required
def counts(request: HttpRequest) -> HttpResponse:
    """Số liệu trả lời — as of a day, by partner unit or (`?by=line`) by line of a regulation. No unit is ranked."""
    actor, look = actor_of(request), looking(request, by_entry=True)
    is_by_line = request.GET.get("by") == "line"
    rows = asked_rows(request, actor, look)
    tallies = by_line(rows) if is_by_line else by_unit(rows)
    lines = _lines(tallies, look, actor) if is_by_line else _units(tallies, look)
    if file := as_file(request, _("Số liệu trả lời"), BY_LINE if is_by_line else BY_UNIT, lines):
        return file
    number = _number(request, len(lines))
    first = (number - 1) * SIZE
    context = {
        "again": look.held(look.past or actor.today), "lines": lines[first : first + SIZE], "heads": [SHORT[one] for one in Standing], "is_by_line": is_by_line,
        "listing": Listing(lines[first : first + SIZE], number, len(lines) > first + SIZE, len(lines), False, query_of(request)),
        "whole": _counted(total(tallies.values()), _("Tất cả"), "", look, {}),
        "ways": [(word, look.url("coordination_counts", **query), current) for word, query, current in (
            (_("theo đơn vị phối hợp"), {}, not is_by_line), (_("theo dòng quy chế"), {"by": "line"}, is_by_line),
        )],
    }  # fmt: skip
    return page(request, "coordinating/counts.html", context)


def _number(request: HttpRequest, size: int) -> int:
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), max(1, -(-size // SIZE))) if asked.isdecimal() and len(asked) < 7 else 1


def _counted(
    tally: Tally, name: str, url: str, look: Look, query: dict[str, str], sub: str = "", level: str = ""
) -> Counted:
    def rows(**more: str) -> str:
        return look.url("coordinating", **query, **more)

    figures = tuple(Figure(tally.counts[one], rows(state=one.value), one) for one in Standing)
    return Counted(
        name, url, Figure(tally.asked, rows()), figures, Figure(tally.unsaid, rows(state=UNSAID_KEY)), sub, level
    )


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
                 f"{Truncator(row.content).chars(160)} · {row.time_said or _('văn bản không nêu thời gian')}", row.secrecy)
        for row in rows.order_by("regulation", "number")
    ]  # fmt: skip
    if None in tallies:
        found.append(_counted(tallies[None], capfirst(_("không theo dòng quy chế nào")), "", look, {"line": "none"}))
    return found
