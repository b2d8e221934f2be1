"""Lấy ra để xem — a plan, an item being written, a version, who is asked, a comment."""

from __future__ import annotations

from django.http import HttpRequest

from dondoc.planning.models import Asked, Comment, Item, Plan, Version
from dondoc.web.loading import actor_of, one


def the_plan(request: HttpRequest, code: str) -> Plan:
    rows = Plan.objects.visible_to(actor_of(request)).for_list()
    return one(rows.select_related("unit__parent", "signer__person"), code)


def the_item(request: HttpRequest, code: str) -> Item:
    """One that stands: what was dropped is in the versions that had it."""
    rows = Item.objects.visible_to(actor_of(request)).standing()
    return one(rows.select_related("plan__unit", "plan__source", "owner", "obligation"), code)


def the_version(request: HttpRequest, code: str) -> Version:
    rows = Version.objects.visible_to(actor_of(request)).for_list()
    return one(rows.select_related("plan__unit__parent", "plan__signer__person"), code)


def the_asked(request: HttpRequest, code: str) -> Asked:
    return one(Asked.objects.visible_to(actor_of(request)).for_list(), code)


def the_comment(request: HttpRequest, code: str) -> Comment:
    return one(Comment.objects.visible_to(actor_of(request)).for_list(), code)
