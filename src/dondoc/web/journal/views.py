"""Nhật ký — what was done in my units, newest first, in sentences."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from dondoc.access.rights import SEE, inside, reaches
from dondoc.journal.queries import head_value, lines
from dondoc.web.lists import bounded
from dondoc.web.loading import actor_of
from dondoc.web.pages import page
from dondoc.web.story import sentences


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Nhật ký của các đơn vị tôi xem được."""
    where = inside("unit__path", reaches(actor_of(request), SEE))
    listing = bounded(request, lines(where))
    context = {"listing": listing, "story": sentences(listing.rows), "head": head_value()}
    return page(request, "journal/list.html", context)
