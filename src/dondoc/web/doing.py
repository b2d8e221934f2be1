"""Làm một hành vi — a form, one act, once; until then what was typed is kept as a draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import models
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dondoc.access.rights import NotAllowed
from dondoc.shared.acts import Refused, plate_of
from dondoc.web import drafting
from dondoc.web.handing import turned_away
from dondoc.web.hints import HINTS
from dondoc.web.pages import page
from dondoc.web.sending import do_once

Run = Callable[[dict[str, Any]], str | None]


def act_page(
    request: HttpRequest,
    form: Form,
    run: Run,
    *,
    act: str,
    back: str,
    about: Any = None,
    thing: models.Model | None = None,
    where: Any = None,
    right: str | None = None,
    template: str = "act.html",
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """GET shows the form; POST does the act once and goes to where `run` says, or back.

    On bad input or a refusal the same form comes again, filled, with the sentence above it:
    403 for what is another's to do, 409 for what cannot be done now, 422 for bad input.
    `where` is the unit at which the right is asked (else: anywhere at all); `right` where it is
    not the act's own name, "" where the act asks none. `thing` is what the page loaded, where that
    is not `about`: whoever sees it and may not do this is offered to hand it over.
    """
    turned = turned_away(request, act, act if right is None else right, where, thing or about)
    if turned is not None:
        if request.method == "POST" and not {"hand_over", "draft"} & request.POST.keys():
            drafting.keep(request, form)
        return turned
    answered = _answered(request, form, run, back, act)
    if isinstance(answered, HttpResponse):
        return answered
    status, draft = answered
    context = {"form": form, "plate": plate_of(act), "back": back, "about": about, "draft": draft,
               "hint": HINTS.get(act, ""), **(extra or {})}  # fmt: skip
    return page(request, template, context, status=status)


def _answered(
    request: HttpRequest, form: Form, run: Run, back: str, act: str
) -> HttpResponse | tuple[int, drafting.Shown]:
    """What was asked: to see the form, something of its draft, or the act."""
    if request.method != "POST":
        return 200, drafting.restore(request, form)
    if "draft" in request.POST:
        answer = drafting.answer(request, form)
        return answer if isinstance(answer, HttpResponse) else (409, answer)
    status = 422
    try:
        if form.is_valid():
            return redirect(do_once(request, lambda: _do(request, form, run, act) or back))
    except Refused as refused:
        form.add_error(None, str(refused))
        status = 403 if isinstance(refused, NotAllowed) else 409
    return status, drafting.keep(request, form)


def _do(request: HttpRequest, form: Form, run: Run, act: str) -> str | None:
    """The act, and its draft gone with it: both or neither. Back where one came from, what was written is said."""
    where_to = run(form.cleaned_data)
    drafting.drop(request)
    if where_to is None and not getattr(messages.get_messages(request), "added_new", False):
        messages.success(request, _("Đã ghi: %(act)s.") % {"act": plate_of(act).label})
    return where_to
