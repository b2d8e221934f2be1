"""Một người — the posts held, past and present, the account; for who keeps people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access import actions
from dondoc.access.rights import reaches
from dondoc.units.delegations import Delegation
from dondoc.units.models import Holding
from dondoc.web.access.views import _home, _person
from dondoc.web.doing import act_page
from dondoc.web.forms import TextField
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page
from dondoc.web.story import told


@require_GET
@login_required
def person(request: HttpRequest, code: str) -> HttpResponse:
    """Một người — posts with their days and marks, delegations, the account and what may be done with it."""
    actor, someone = actor_of(request), _person(request, code)
    held = Holding.objects.visible_to(actor).filter(person=someone).select_related("post__unit", "post__kind")
    today = actor.today
    rows = [(row, row.from_on <= today and (row.until_on is None or row.until_on >= today))
            for row in held.order_by("-from_on", "-id")]  # fmt: skip
    given = Delegation.objects.visible_to(actor).of_person(someone.pk).for_list().order_by("-from_on", "-id")
    context = {
        "person": someone, "holdings": rows, "today": today, "given": given[:20],
        "offered": {name: bool(reaches(actor, f"access.{name}"))
                    for name in ("correct_name", "open_account", "reset_password", "close_account", "reopen_account")},
        "story": told("access.person", someone.pk),
    }  # fmt: skip
    return page(request, "access/person.html", context)


class NameForm(forms.Form):
    """Sửa họ tên."""

    full_name = TextField(label=gettext_lazy("Họ và tên"), max_length=120)


@require_http_methods(["GET", "POST"])
@login_required
def correct_name(request: HttpRequest, code: str) -> HttpResponse:
    """Sửa họ tên — written wrongly; the same person."""
    someone, unit = _person(request, code), _home(request, "access.correct_name")
    form = NameForm(request.POST or None, initial={"full_name": someone.full_name})

    def run(said: dict[str, Any]) -> None:
        actions.correct_name(person=someone, unit=unit, by=actor_of(request), at=now_of(request), **said)

    return act_page(request, form, run, act="access.correct_name", about=someone, back=reverse("person", args=[code]))
