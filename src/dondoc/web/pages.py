"""Một trang — the whole page or the part htmx asked for; the server names the part."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dondoc.shared.acts import Refused
from dondoc.web.asof import look_at


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """Render a template, or only its `{% partialdef part %}` when htmx asks for this page.

    422 where the day asked (`?day=`) was not understood: the page is then today's and says so.
    """
    look = look_at(request)
    status = 422 if status == 200 and look and look.problem else status
    name = f"{template}#{part}" if part and getattr(request, "htmx", False) else template
    return render(request, name, context, status=status)


def refusal(request: HttpRequest, refused: Refused | None, status: int, **more: Any) -> HttpResponse:
    """Trang từ chối — what happened, why, what to do; nothing typed is lost (back keeps it)."""
    context = {"refused": refused, "status": status, **more}
    return page(request, "refusal.html", context, status=status)
