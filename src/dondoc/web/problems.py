"""Trang lỗi — missing, forbidden, broken: one sentence and the way back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dondoc.web.asof import NotThen
from dondoc.web.pages import page


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Không có, hoặc không được xem — the two are not told apart; of what one sees today: since when it is there."""
    if isinstance(exception, NotThen):
        return page(request, "not_then.html", {"said": exception}, status=404)
    return page(request, "refusal.html", {"status": 404}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "refusal.html", {"status": 403}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    return page(request, "refusal.html", {"status": 500}, status=500)
