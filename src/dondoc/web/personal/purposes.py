"""Sổ mục đích xử lý — what is kept why, on which basis, who sees it, how long; the office says the basis."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may
from dondoc.personal.actions.bases import set_basis, withdraw_basis
from dondoc.personal.declared import Declared, purposes
from dondoc.personal.models import Basis, Purpose
from dondoc.personal.queries import bases, kept_for, tables
from dondoc.regulations.queries import keeper
from dondoc.shared.actor import Actor
from dondoc.web.doing import act_page
from dondoc.web.forms import DayField, TextField
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.personal.ways import ways
from dondoc.web.regulations.setting import GroundForm
from dondoc.web.story import told


def the_purpose(key: str) -> Declared:
    if key not in purposes():
        raise Http404
    return purposes()[key]


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Sổ mục đích — each with its basis, retention, who sees; what is unset is said."""
    actor = actor_of(request)
    stand = bases(actor.today)
    lines = [
        {"purpose": one_, "basis": stand.get(key), "kept": kept_for(one_, actor.today), "rows": sum(t.rows for t in tables(key))}
        for key, one_ in purposes().items()
    ]  # fmt: skip
    context = {
        "lines": lines,
        "unset": len(purposes()) - len(stand),
        "may_set": may(actor, "personal.set_basis", keeper()),
        "ways": ways(actor, "purposes"),
    }
    return page(request, "personal/purposes.html", context)


@require_GET
@login_required
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Một mục đích — its tables and columns with how many rows, its bases over time."""
    actor, one_ = actor_of(request), the_purpose(key)
    rows = list(Purpose.objects.visible_to(actor).filter(key=key).order_by("-from_on", "-id"))
    context = {
        "purpose": one_, "tables": tables(key), "basis": bases(actor.today).get(key), "kept": kept_for(one_, actor.today),
        "rows": rows, "may_set": may(actor, "personal.set_basis", keeper()),
        "may_withdraw": may(actor, "personal.withdraw_basis", keeper()),
        "story": [said for row in rows[:3] for said in told("personal.purpose", row.pk)],
    }  # fmt: skip
    return page(request, "personal/purpose.html", context)


class BasisForm(GroundForm):
    """Xác định căn cứ xử lý — nothing is chosen for the office."""

    basis = forms.ChoiceField(label=gettext_lazy("Căn cứ xử lý"), choices=Basis.choices, widget=forms.RadioSelect)
    words = TextField(label=gettext_lazy("Nêu rõ căn cứ"), max_length=500, required=False,
                      help_text=gettext_lazy("Điều, khoản nào; bắt buộc với căn cứ khác"))  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["from_on"] = DayField(today=actor.today, label=_("Từ ngày"), initial=actor.today)
        self.order_fields(["basis", "words", "from_on", "paper_number", "paper_on", "ground"])


@require_http_methods(["GET", "POST"])
@login_required
def set_basis_page(request: HttpRequest, key: str) -> HttpResponse:
    """Xác định căn cứ xử lý."""
    actor, one_ = actor_of(request), the_purpose(key)

    def run(said: dict[str, Any]) -> None:
        set_basis(key=key, by=actor, at=now_of(request), **said)

    return act_page(request, BasisForm(request.POST or None, actor=actor), run, act="personal.set_basis", where=keeper(),
                    about=one_, back=reverse("purpose", args=[key]))  # fmt: skip


class WithdrawForm(forms.Form):
    """Rút căn cứ."""

    reason = TextField(label=gettext_lazy("Lý do"), max_length=300)


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút căn cứ xử lý."""
    actor = actor_of(request)
    row = one(Purpose.objects.visible_to(actor), code)

    def run(said: dict[str, Any]) -> None:
        withdraw_basis(row=row, by=actor, at=now_of(request), **said)

    return act_page(request, WithdrawForm(request.POST or None), run, act="personal.withdraw_basis", where=keeper(), thing=row,
                    about=the_purpose(row.key), back=reverse("purpose", args=[row.key]))  # fmt: skip
