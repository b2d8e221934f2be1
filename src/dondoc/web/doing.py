"""Làm một hành vi — a form, one act, once; a refusal keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dondoc.access.rights import NotAllowed, may, reaches, who_may
from dondoc.shared.acts import Refused, plate_of
from dondoc.shared.ids import public_id
from dondoc.shared.once import once
from dondoc.units.queries import acting_unit
from dondoc.web.loading import actor_of
from dondoc.web.pages import page

Run = Callable[[dict[str, Any]], str | None]


def act_page(
    request: HttpRequest,
    form: Form,
    run: Run,
    *,
    act: str,
    back: str,
    about: Any = None,
    where: Any = None,
    right: str | None = None,
    template: str = "act.html",
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """GET shows the form; POST does the act once and goes to where `run` says, or back.

    On bad input or a refusal the same form comes again, filled, with the sentence above it:
    403 for what is another's to do, 409 for what cannot be done now, 422 for bad input.
    `where` is the unit at which the right is asked (else: anywhere at all); `right` where it is
    not the act's own name, "" where the act asks none.
    """
    _refuse_stranger(request, act if right is None else right, where)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect(_once(request, lambda: run(form.cleaned_data) or back))
            except Refused as refused:
                form.add_error(None, str(refused))
                status = 403 if isinstance(refused, NotAllowed) else 409
    context = {"form": form, "plate": plate_of(act), "back": back, "about": about, **(extra or {})}
    return page(request, template, context, status=status)


def _refuse_stranger(request: HttpRequest, right: str, where: Any) -> None:
    """A form one may not send is not shown: 403, with the posts that may."""
    actor = actor_of(request)
    if not right or (may(actor, right, where) if where else reaches(actor, right)):
        return
    unit = where or acting_unit(actor)
    raise NotAllowed(right, unit or "", who_may(right, unit, actor) if unit else [])


def _once(request: HttpRequest, do: Callable[[], str]) -> str:
    token = request.POST.get("once", "")[:40] or public_id()
    return once(f"{request.user.pk}:{token}"[:40], request.now, do)  # type: ignore[attr-defined]
