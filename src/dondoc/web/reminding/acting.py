"""Kỳ, đường lịch, thư nhắc việc — each a form and one act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dondoc.implementation.queries import decider
from dondoc.reminding.actions import feeding, occurring, writing
from dondoc.reminding.models import Feed, Mailbox, Occurrence
from dondoc.shared.actor import Actor
from dondoc.units.models import Holding, Unit
from dondoc.web.doing import act_page
from dondoc.web.forms import PastDayField, TextField, area
from dondoc.web.implementation.forms import NothingForm, ReasonForm
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.obligations.views import PaperField


class ReportForm(NothingForm):
    """Báo cáo kỳ."""

    text = TextField(label=gettext_lazy("Báo cáo"), widget=area(4), max_length=8000, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["paper"] = PaperField(actor=actor, label=_("Văn bản báo cáo đã vào sổ"), required=False)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày báo cáo"), initial=actor.today)


class EmailForm(NothingForm):
    """Địa chỉ thư."""

    email = TextField(label=gettext_lazy("Địa chỉ thư"), max_length=254)


@dataclass(frozen=True, slots=True)
class Verb:
    """Một hành vi trên một kỳ."""

    act: str
    right: str
    form: type[NothingForm]
    run: Callable[..., None]


VERBS = {
    "report": Verb("reminding.report", "reminding.report", ReportForm, occurring.report),
    "confirm": Verb("reminding.confirm", "reminding.confirm", NothingForm, occurring.confirm),
    "return": Verb("reminding.return", "reminding.confirm", ReasonForm, occurring.give_back),
}


@require_http_methods(["GET", "POST"])
@login_required
def do(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Báo cáo, xác nhận, yêu cầu bổ sung một kỳ."""
    if verb not in VERBS:
        raise Http404
    actor, asked = actor_of(request), VERBS[verb]
    rows = (
        Occurrence.objects.visible_to(actor)
        .for_list()
        .select_related("assignment__parent__unit", "assignment__obligation__unit")
    )
    row = one(rows, code)
    form = asked.form(request.POST or None, actor=actor)

    def run(said: dict[str, Any]) -> None:
        asked.run(occurrence=row, by=actor, at=now_of(request), **said)

    where: Unit = row.assignment.unit if verb == "report" else decider(row.assignment)
    return act_page(request, form, run, act=asked.act, right=asked.right, where=where, about=row.assignment.obligation,
                    thing=row.assignment, back=reverse("assignment", args=[row.assignment.public_id]),
                    extra={"due": row.due_on})  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def open_feed(request: HttpRequest) -> HttpResponse:
    """Mở đường lịch — of the post one acts under; the address is shown once."""
    actor = actor_of(request)
    holding = Holding.objects.visible_to(actor).filter(pk=actor.holding_id or 0).select_related("post__unit").first()
    if holding is None:
        raise Http404

    def run(said: dict[str, Any]) -> str:
        token = feeding.open_feed(holding=holding, by=actor, at=now_of(request))
        request.session["feed"] = request.build_absolute_uri(reverse("feed", args=[token]))
        return reverse("schedule") + "#feed"

    return act_page(request, NothingForm(request.POST or None, actor=actor), run, act="reminding.open_feed", right="",
                    back=reverse("schedule"))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def revoke_feed(request: HttpRequest, code: str) -> HttpResponse:
    """Thu hồi đường lịch."""
    actor = actor_of(request)
    row = one(Feed.objects.visible_to(actor).select_related("holding__post__unit"), code)

    def run(said: dict[str, Any]) -> None:
        feeding.revoke_feed(feed=row, by=actor, at=now_of(request))

    return act_page(request, NothingForm(request.POST or None, actor=actor), run, act="reminding.revoke_feed", right="",
                    back=reverse("schedule"))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def take_letters(request: HttpRequest) -> HttpResponse:
    """Nhận thư nhắc việc."""
    actor = actor_of(request)

    def run(said: dict[str, Any]) -> None:
        writing.take_letters(by=actor, at=now_of(request), **said)

    return act_page(request, EmailForm(request.POST or None, actor=actor), run, act="reminding.take_letters", right="",
                    back=reverse("schedule"))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def stop_letters(request: HttpRequest) -> HttpResponse:
    """Thôi nhận thư nhắc việc."""
    actor = actor_of(request)
    box = Mailbox.objects.visible_to(actor).first()
    if box is None:
        raise Http404

    def run(said: dict[str, Any]) -> None:
        writing.stop_letters(mailbox=box, by=actor, at=now_of(request))

    return act_page(request, NothingForm(request.POST or None, actor=actor), run, act="reminding.stop_letters", right="",
                    back=reverse("schedule"))  # fmt: skip
