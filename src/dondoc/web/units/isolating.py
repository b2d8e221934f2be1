"""Chế độ cài đặt — what this installation may hold, by which decision; on and off by act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may
from dondoc.shared.profile import ended
from dondoc.units.actions import isolating, root
from dondoc.web.doing import act_page
from dondoc.web.forms import PastDayField, ReasonForm, TextField
from dondoc.web.isolation import isolation_of
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page


@require_GET
@login_required
def show(request: HttpRequest) -> HttpResponse:
    """Chế độ cài đặt — seen by everyone who works here."""
    actor, top = actor_of(request), root()
    offered = {name: may(actor, f"units.{name}", top) for name in ("isolate", "end_isolation")}
    return page(request, "units/installation.html",
                {"isolation": isolation_of(request), "past": ended(), "offered": offered})  # fmt: skip


class IsolateForm(forms.Form):
    """Quyết định cho phép, và nơi đặt máy."""

    number = TextField(label=gettext_lazy("Số, ký hiệu quyết định"), max_length=80)
    issuer = TextField(label=gettext_lazy("Cơ quan quyết định"), max_length=200)
    place = TextField(label=gettext_lazy("Nơi đặt máy"), max_length=200)
    lan = TextField(label=gettext_lazy("Dải địa chỉ của mạng LAN độc lập"), max_length=200, required=False,
                    help_text=gettext_lazy("Bỏ trống: chỉ một máy. Ví dụ: 192.168.10.0/24"))  # fmt: skip

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided_on"] = PastDayField(today=actor.today, label=gettext_lazy("Ngày quyết định"))
        self.order_fields(["number", "decided_on", "issuer", "place", "lan"])


@require_http_methods(["GET", "POST"])
@login_required
def isolate(request: HttpRequest) -> HttpResponse:
    """Chuyển sang chế độ máy độc lập."""
    actor = actor_of(request)

    def run(said: dict[str, Any]) -> None:
        isolating.isolate(by=actor, at=now_of(request), **said)

    return act_page(request, IsolateForm(request.POST or None, actor=actor), run, act="units.isolate", where=root(),
                    back=reverse("installation"))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def end_isolation(request: HttpRequest) -> HttpResponse:
    """Thôi chế độ máy độc lập."""

    def run(said: dict[str, Any]) -> None:
        isolating.end_isolation(reason=said["reason"], by=actor_of(request), at=now_of(request))

    return act_page(request, ReasonForm(request.POST or None), run, act="units.end_isolation", where=root(),
                    back=reverse("installation"))  # fmt: skip
