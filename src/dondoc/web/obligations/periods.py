"""Kỳ quá hạn — the periods of recurring duties that were not reported: a row a period, by the sentence of the list of works."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from dondoc.obligations.models import Assignment
from dondoc.reminding.models import Occurrence
from dondoc.shared.actor import Actor
from dondoc.web.asof import Look
from dondoc.web.lists import EXACT, Column, as_file, bounded
from dondoc.web.obligations import filters
from dondoc.web.obligations.lines import list_lines
from dondoc.web.pages import page

Line = tuple[Occurrence, Assignment]

COLUMNS: tuple[Column[Line], ...] = (
    Column(gettext_lazy("Số nhiệm vụ"), 14, lambda line: line[1].obligation.nv),
    Column(gettext_lazy("Kỳ"), 18, lambda line: capfirst(line[0].period)),
    Column(gettext_lazy("Nội dung"), 60, lambda line: line[1].obligation.text),
    Column(gettext_lazy("Văn bản"), 18, lambda line: str(line[1].obligation.paper)),
    Column(gettext_lazy("Đơn vị"), 32, lambda line: line[1].unit.name),
    Column(gettext_lazy("Nơi giao"), 32, lambda line: line[1].giver.name),
    Column(gettext_lazy("Hạn"), 12, lambda line: line[0].due_on),
)


def counted(actor: Actor, said: filters.Asked, look: Look) -> int:
    """How many there are, counted to 1,000: their rows are one click away."""
    return filters.late_periods(actor, said, look).order_by()[:EXACT].count()


def index(request: HttpRequest, actor: Actor, said: filters.Asked, look: Look) -> HttpResponse:
    """Nhiệm vụ định kỳ: kỳ quá hạn — what `counted` counts."""
    rows, title = filters.late_periods(actor, said, look), filters.in_words(said, look)
    if file := as_file(request, title, COLUMNS, rows, lambda taken: _lines(taken, look)):
        return file
    listing = bounded(request, rows)
    context = {"listing": listing, "lines": _lines(listing.rows, look), "said": said, "title": title,
               "filters": filters.sentence(said), "kept": [*said.kept, *look.query]}  # fmt: skip
    return page(request, "obligations/late_periods.html", context)


def _lines(rows: Sequence[Occurrence], look: Look) -> list[Line]:
    """Each with its work, of a past day as that stood then."""
    works = {work.pk: work for work, _standing in list_lines([row.assignment for row in rows], look)}
    return [(row, works[row.assignment_id]) for row in rows if row.assignment_id in works]
