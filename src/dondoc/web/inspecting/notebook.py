"""Sổ của đoàn — the diary and the notes of one case, day by day; the inspected do not find the page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from dondoc.inspecting.queries import entries, stand
from dondoc.web.inspecting.offering import names_of, way
from dondoc.web.inspecting.views import the_case
from dondoc.web.lists import bounded
from dondoc.web.loading import actor_of
from dondoc.web.pages import page
from dondoc.web.personal.looking import shown


@require_GET
@login_required
def notebook(request: HttpRequest, code: str) -> HttpResponse:
    """Sổ của đoàn — for its members all, for who ordered the case the diary."""
    actor, case = actor_of(request), the_case(request, code)
    side = stand(case, actor)
    if not side.is_inside:
        raise Http404
    listing = bounded(request, entries(case, actor), has_file=False)
    shown(request, "inspection.notebook", [row.seat.holding.person_id for row in listing.rows])
    write = [way(case, name) for name in names_of(case, side, actor) if name == "write"]
    return page(request, "inspecting/notebook.html", {"case": case, "listing": listing, "write": write, "stand": side})
