"""Lấy ra để xem — a regulation, a line of one, a request, what a unit was asked; the line or the work a form is about."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dondoc.coordinating.matrix import Line, Regulation
from dondoc.coordinating.models import Reply, ReplyQuerySet, Request
from dondoc.coordinating.queries import named_beside, stood_on
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.web.asof import Look
from dondoc.web.loading import actor_of, one


def the_regulation(request: HttpRequest, code: str) -> Regulation:
    rows = Regulation.objects.visible_to(actor_of(request)).for_list()
    return one(rows.select_related("unit__parent", "paper__issuer"), code)


def the_line(request: HttpRequest, code: str) -> Line:
    return one(Line.objects.visible_to(actor_of(request)).for_list(), code)


def the_request(request: HttpRequest, code: str) -> Request:
    return one(Request.objects.visible_to(actor_of(request)).for_list(), code)


def the_reply(request: HttpRequest, code: str) -> Reply:
    rows = Reply.objects.visible_to(actor_of(request)).for_list()
    return one(rows.select_related("unit", "request__unit", "request__line__regulation__paper"), code)


def stood(rows: ReplyQuerySet, actor: Actor, look: Look) -> Any:
    """How these stand on the day the page looks at."""
    return stood_on(rows, look.past or actor.today, look.moment, look.known, is_now=look.past is None)


def line_asked(request: HttpRequest, actor: Actor) -> Line | None:
    """The line the address names, of those one sees."""
    code = request.GET.get("line", "")
    return Line.objects.visible_to(actor).for_list().filter(public_id=code).first() if code else None


def work_asked(request: HttpRequest, actor: Actor) -> Assignment | None:
    """The work the address names, of those one sees."""
    code = request.GET.get("assignment", "")
    return Assignment.objects.visible_to(actor).for_list().filter(public_id=code).first() if code else None


def unit_asked(request: HttpRequest, actor: Actor, name: str) -> Unit | None:
    """A unit the address names: one sees it, or it is named beside one's own in a request, a line, a work."""
    code = request.GET.get(name, "")
    if not code:
        return None
    return Unit.objects.visible_to(actor).filter(public_id=code).first() or named_beside(actor, code)
