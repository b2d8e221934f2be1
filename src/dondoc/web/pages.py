"""Một trang — whole, with its status."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dondoc.shared.acts import Refused
from dondoc.web.asof import look_at
from dondoc.web.isolation import level_of


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a template.

    422 where the day asked (`?day=`) was not understood: the page is then today's and says so.
    """
    look = look_at(request)
    status = 422 if status == 200 and look and look.problem else status
    return render(request, template, {"level": level_of(request, context), **context}, status=status)


def refusal(request: HttpRequest, refused: Refused | None, status: int, **more: Any) -> HttpResponse:
    """Trang từ chối — what happened, why, what to do; nothing typed is lost (back keeps it)."""
    context = {"refused": refused, "status": status, **more}
    return page(request, "refusal.html", context, status=status)
