"""Lấy ra để xem — a cell's year, a commitment of mine or of a list I keep, one thing that happened to it."""

from __future__ import annotations

from django.http import HttpRequest

from dondoc.pledging.models import Happening, Pledge, Season
from dondoc.web.loading import actor_of, one


def the_season(request: HttpRequest, code: str) -> Season:
    return one(Season.objects.visible_to(actor_of(request)).for_list(), code)


def the_pledge(request: HttpRequest, code: str) -> Pledge:
    return one(Pledge.objects.visible_to(actor_of(request)).for_list(), code)


def the_happening(request: HttpRequest, code: str) -> Happening:
    """One that stands: of what was struck nobody opens the file."""
    rows = Happening.objects.visible_to(actor_of(request)).standing()
    return one(rows.select_related("pledge__season__unit", "pledge__person"), code)
