"""Giữa cửa và phòng — how long a session lasts, who acts under which post, and refusals as pages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import time

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation

from dondoc.access.actions.signing import run_out
from dondoc.access.models import User, limits
from dondoc.access.rights import NotAllowed
from dondoc.access.sessions import SEEN_EVERY, seen
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import hanoi_day
from dondoc.shared.ids import public_id
from dondoc.units.queries import chairs, delegated_chairs
from dondoc.web.access.devices import address_of, device_of
from dondoc.web.loading import now_of
from dondoc.web.pages import refusal

KEPT = "kept"  # in the web session: when it began, when it was last noted

Get = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("dondoc.web")
AllauthAnswers = ImmediateHttpResponse | ReauthenticationRequired  # its own middleware's business


def language(get_response: Get) -> Get:
    """Tiếng Việt trước hết — another language only where a person chose it, never the browser."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            return get_response(request)

    return middleware


def legible(get_response: Get) -> Get:
    """An address with a sign that no text has (NUL, which PostgreSQL refuses) leads nowhere."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or any(
            "\0" in said for values in request.GET.lists() for said in (values[0], *values[1])
        ):
            raise Http404
        return get_response(request)

    return middleware


def keeping(get_response: Get) -> Get:
    """Sets request.now; a session past its limits ends, one in use is noted every five minutes."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            _keep(request)
        return get_response(request)

    return middleware


def _keep(request: HttpRequest) -> None:
    now, kept = time(), request.session.get(KEPT)
    began, last = kept or (now, 0)
    idle, longest = limits()
    key = request.session.session_key or ""
    if kept and (now - last > idle.total_seconds() or now - began > longest.total_seconds()):
        run_out(user=request.user, key=key, by=actor_for(request, request.user), at=now_of(request))  # type: ignore[arg-type]
        logout(request)
    elif now - last > SEEN_EVERY.total_seconds():
        request.session[KEPT] = [began, now]
        seen(account=request.user, key=key, at=now_of(request), device=device_of(request),  # type: ignore[arg-type]
             address=address_of(request))  # fmt: skip


def acting(get_response: Get) -> Get:
    """Sets request.actor: the account, its person, and the post chosen at the head of the page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = actor_for(request, request.user) if request.user.is_authenticated else None  # type: ignore[arg-type, attr-defined]
        if _must_change(request):
            return redirect("change_password")
        return _said_to_have_ended(request, get_response(request))

    return middleware


def _said_to_have_ended(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A form sent after its session ended was not recorded: the sign-in page says so."""
    anonymous = request.method == "POST" and request.actor is None  # type: ignore[attr-defined]
    if anonymous and response.get("Location", "").startswith(f"{reverse('account_login')}?"):
        response["Location"] += "&ended=1"
    return response


def _must_change(request: HttpRequest) -> bool:
    """A password given by another is changed before anything else is seen."""
    if not getattr(request.user, "must_change_password", False):
        return False
    return request.path not in (reverse("change_password"), reverse("account_logout"), reverse("language"))


def refusals(get_response: Get) -> Get:
    """Turns a refusal into a page that says what happened, why, and what to do; a bug into a code."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, NotAllowed):
            return refusal(request, problem, 403)
        if isinstance(problem, Refused):
            return refusal(request, problem, 409)
        if isinstance(problem, Http404 | PermissionDenied | AllauthAnswers):
            return None
        trace = public_id()
        log.error("trace %s: %s %s", trace, request.method, request.path, exc_info=problem)
        return refusal(request, None, 500, trace=trace)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def actor_for(request: HttpRequest, user: User) -> Actor:
    """Người thực hiện — this account, under the post chosen in its session."""
    today = hanoi_day(now_of(request))
    person = user.person_id
    held = chairs(person, today)
    given = delegated_chairs(held, person, today)
    chosen, by = request.session.get("holding"), request.session.get("delegation")
    chair = next((c for c in given if c.delegation_id == by), None)
    chair = chair or next((c for c in held if c.holding_id == chosen), held[0] if held else None)
    holding, delegation = (chair.holding_id, chair.delegation_id) if chair else (None, None)
    actor = Actor(user.pk, person, holding, delegation, "web", today)
    actor.memo["chairs"] = held + given
    actor.memo["chair"] = chair
    actor.memo["unit"] = chair.unit if chair else None  # what units.queries.acting_unit would ask
    return actor
