"""Việc được chuyển — the post that received it says it is settled, or declines with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dondoc.shared.acts import plate_of
from dondoc.units.actions import handing
from dondoc.units.models import HandOver
from dondoc.web.doing import act_page
from dondoc.web.forms import ReasonForm
from dondoc.web.loading import actor_of, now_of, one


def _received(request: HttpRequest, code: str) -> HandOver:
    """Whoever acts in the post it came to; for all others, the sender too, it is not there."""
    actor = actor_of(request)
    return one(HandOver.objects.visible_to(actor).received(actor).for_list(), code)


def _about(row: HandOver) -> str:
    return f"{plate_of(row.asked).label} · {row.label} · {row.sender.post}"


@require_http_methods(["GET", "POST"])
@login_required
def settle(request: HttpRequest, code: str) -> HttpResponse:
    """Đã xử lý — one press on the desk."""
    row = _received(request, code)

    def run(said: dict[str, Any]) -> None:
        handing.settle_hand_over(handed=row, by=actor_of(request), at=now_of(request))

    return act_page(request, forms.Form(request.POST or None), run, act="units.settle_hand_over", right="",
                    about=_about(row), back=reverse("desk"))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def decline(request: HttpRequest, code: str) -> HttpResponse:
    """Không nhận — the sender reads why."""
    row = _received(request, code)

    def run(said: dict[str, Any]) -> None:
        handing.decline_hand_over(handed=row, by=actor_of(request), at=now_of(request), **said)

    return act_page(request, ReasonForm(request.POST or None), run, act="units.decline_hand_over", right="",
                    about=_about(row), back=reverse("desk"))  # fmt: skip
