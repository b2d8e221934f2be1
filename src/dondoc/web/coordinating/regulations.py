"""Quy chế phối hợp trên trang — those entered, and the matrix of one as it stood on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.access.rights import may, reaches, sees
from dondoc.coordinating.matrix import Line, Regulation
from dondoc.coordinating.models import Reply
from dondoc.coordinating.queries import by_line
from dondoc.coordinating.together import lines_then
from dondoc.shared.actor import Actor
from dondoc.units.inheriting import owners_then
from dondoc.units.queries import named_on
from dondoc.web.asof import Look, NotThen, looking
from dondoc.web.coordinating.loading import stood, the_regulation
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of
from dondoc.web.pages import page
from dondoc.web.story import told

COLUMNS: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Quy chế"), 60, lambda row: f"{row.paper} {row.paper.title}"),
    Column(gettext_lazy("Đơn vị theo dõi"), 36, lambda row: row.unit.listed),
    Column(gettext_lazy("Từ ngày"), 12, lambda row: row.from_on),
    Column(gettext_lazy("Đến ngày"), 12, lambda row: row.until_on or ""),
    Column(gettext_lazy("Số dòng"), 10, lambda row: row.n_lines),
)
OFFERED = {"add": "add_line", "replace": "replace_line", "end_line": "end_line", "end": "end"}


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Các quy chế phối hợp — those in force first."""
    actor, look = actor_of(request), looking(request)
    day, rows = look.past or actor.today, Regulation.objects.visible_to(actor)
    begun = rows.filter(from_on__lte=look.past) if look.past else rows
    ended = models.Case(models.When(until_on__lt=day, then=1), default=0, output_field=models.IntegerField())
    shown = begun.annotate(n_lines=_standing(day)).for_list().order_by(ended, "-from_on", "-id")
    may_enter = not look.past and bool(reaches(actor, "coordinating.enter"))
    if file := as_file(request, _("Quy chế phối hợp"), COLUMNS, shown, partial(_then, look=look)):
        return file
    listing = bounded(request, shown)
    _then(listing.rows, look)
    context = {"listing": listing, "may_enter": may_enter}
    return page(request, "coordinating/regulations.html", context)


def _then(rows: Sequence[Regulation], look: Look) -> Sequence[Regulation]:
    """Whose they then were, by the names of then."""
    if look.past:
        owners_then(rows, look.past)
        named_on(look.past, rows)
    return rows


def _standing(day: date) -> models.Count:
    """How many lines of each apply that day, as its page shows them."""
    applies = models.Q(lines__from_on__lte=day)
    for name in ("until_on", "lines__until_on"):
        applies &= models.Q(**{f"{name}__isnull": True}) | models.Q(**{f"{name}__gte": day})
    return models.Count("lines", filter=applies)


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một quy chế — its matrix as it stood that day, each line with its answers counted; what no longer stands below."""
    actor, row, look = actor_of(request), the_regulation(request, code), looking(request)
    day = look.past or actor.today
    if look.past and row.from_on > day:
        raise NotThen(_("Vào ngày %(day)s quy chế này chưa áp dụng.") % {"day": f"{day:%d/%m/%Y}"}, row.from_on)
    mine = Line.objects.visible_to(actor).filter(regulation=row)
    lines = list(mine.on(day).for_list().order_by("number"))
    tallies = by_line(stood(Reply.objects.visible_to(actor).filter(request__line__in=lines), actor, look))
    if look.past:
        _then([row], look)
        lines_then(lines, look.past)
    context = {
        "regulation": row, "lines": [(line, tallies.get(line.pk), _may_ask(line, actor, look)) for line in lines],
        "gone": [] if look.past else list(mine.exclude(pk__in=[line.pk for line in lines]).for_list().order_by("number")),
        "has_level": any(line.level for line in lines), "has_authority": any(line.authorised for line in lines),
        "sees_paper": sees(actor, row.paper), "story": told("coordinating.regulation", row.pk, look.past),
        **_offers(row, actor, look),
    }  # fmt: skip
    return page(request, "coordinating/regulation.html", context)


def _offers(row: Regulation, actor: Actor, look: Look) -> dict[str, bool]:
    """What one may do to the matrix, while it is open; the past offers nothing."""
    keeps = not look.past and row.until_on is None
    return {f"may_{act}": keeps and may(actor, f"coordinating.{name}", row.unit) for act, name in OFFERED.items()}


def _may_ask(line: Line, actor: Actor, look: Look) -> bool:
    """One of those it names, where one may ask."""
    if look.past:
        return False
    named = [line.authority, line.responsible, line.regulation.unit, *(row.unit for row in line.partners.all())]
    return any(unit is not None and may(actor, "coordinating.ask", unit) for unit in named)
