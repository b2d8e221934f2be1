"""Máy độc lập trên trang — its band, and the level of what a page shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest

from dondoc.shared.models import Isolation
from dondoc.shared.profile import current, highest
from dondoc.web.lists import Listing

PARTS = (list, tuple)


def isolation_of(request: HttpRequest) -> Isolation | None:
    """Chế độ máy độc lập — asked once a page; not at all where the posts of who acts told already that there is none."""
    if not hasattr(request, "isolation"):
        actor = getattr(request, "actor", None)
        held = actor.memo.get("chairs", []) if actor else []
        request.isolation = None if held and not held[0].is_isolated else current()  # type: ignore[attr-defined]
    found: Isolation | None = request.isolation  # type: ignore[attr-defined]
    return found


def level_of(request: HttpRequest, context: dict[str, Any]) -> str:
    """Độ mật của trang — the highest of the rows it shows; on a network there is nothing but stubs, each with its own."""
    return highest(_levels(context.values())) if isolation_of(request) is not None else ""


def _levels(shown: Any) -> Iterator[str]:
    for value in shown:
        if isinstance(value, Listing):
            yield from _levels(value.rows)
        elif isinstance(value, PARTS):
            yield from _levels(value)
        elif isinstance(value, models.Model) or hasattr(type(value), "secrecy"):
            yield getattr(value, "secrecy", "")
