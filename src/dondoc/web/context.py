"""Khung trang — what every page shows around its content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """The rooms a person has, the post one acts under, the demo's notice."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None, "is_demo": settings.DONDOC_IS_DEMO}
    return {"actor": actor, "is_demo": settings.DONDOC_IS_DEMO}
