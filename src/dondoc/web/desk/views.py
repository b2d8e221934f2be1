"""Bàn làm việc — what waits for me, and under which post I act."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from dondoc.web.desk.queries import late_below, trays
from dondoc.web.loading import actor_of
from dondoc.web.pages import page


@require_GET
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Bàn làm việc — trays with something in them, most pressing first."""
    actor = actor_of(request)
    found = trays(actor, request.now)  # type: ignore[attr-defined]
    return page(request, "desk/desk.html", {"trays": found, "late_below": late_below(actor, request.now)})  # type: ignore[attr-defined]


@require_POST
@login_required
def choose_post(request: HttpRequest) -> HttpResponse:
    """Chọn chức danh — the post one acts under, kept in the session."""
    chairs = actor_of(request).memo["chairs"]
    chosen = request.POST.get("holding", "")
    request.session["holding"] = next((chair.holding_id for chair in chairs if chair.public_id == chosen), None)
    where = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(where, {request.get_host()}, request.is_secure())
    return redirect(where if safe else reverse("desk"))
