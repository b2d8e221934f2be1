"""Bàn giao chức danh — what passes is shown first; afterwards the minutes, to print and to keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.models import Person
from dondoc.access.rights import may
from dondoc.documents.models import Entry
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.units import actions
from dondoc.units.actions.succeeding import hand_post_over
from dondoc.units.models import Holding, Post
from dondoc.units.queries import as_holder
from dondoc.units.rules import Standing
from dondoc.units.takeovers import Takeover, TakeoverLine
from dondoc.web.desk.queries import Kind, kind_of, kinds
from dondoc.web.doing import act_page
from dondoc.web.forms import DayField, PastDayField, PersonField, TextField
from dondoc.web.journal.things import things
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.reorganising.looking import previewed
from dondoc.web.reorganising.wording import of
from dondoc.web.story import told

ACT = "units.hand_post_over"


class HandPostOverForm(forms.Form):
    """Bàn giao chức danh — one form for both."""

    starts = forms.ChoiceField(
        label=gettext_lazy("Người nhận giữ chức danh"), initial="next", widget=forms.RadioSelect,
        choices=[("next", gettext_lazy("từ ngày hôm sau")), ("same", gettext_lazy("từ chính ngày ấy"))],
    )  # fmt: skip
    is_acting = forms.BooleanField(label=gettext_lazy("Người nhận giữ quyền (tạm giữ)"), required=False)
    is_concurrent = forms.BooleanField(label=gettext_lazy("Người nhận kiêm nhiệm"), required=False)
    number = TextField(label=gettext_lazy("Số, ký hiệu quyết định"), max_length=80, required=False)

    def __init__(self, *args: Any, actor: Actor, holding: Holding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today, people = actor.today, Person.objects.kept_by(actor).offered().exclude(pk=holding.person_id)
        self.fields["person"] = PersonField(people=people, label=_("Người nhận"))
        self.fields["last_on"] = DayField(today=today, label=_("Ngày cuối của người giao"), initial=today)
        self.fields["decided_on"] = PastDayField(today=today, label=_("Ngày quyết định"), required=False)
        self.order_fields(["person", "last_on", "starts", "is_acting", "is_concurrent", "number", "decided_on"])


def the_holding(request: HttpRequest, code: str) -> Holding:
    rows = Holding.objects.visible_to(actor_of(request)).select_related("post__unit", "post__kind", "person")
    return one(rows, code)


@require_http_methods(["GET", "POST"])
@login_required
def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """Bàn giao chức danh — the form, what passes, then the act."""
    actor, holding = actor_of(request), the_holding(request, code)
    holder, now = as_holder(holding, actor), now_of(request)
    form = HandPostOverForm(request.POST or None, actor=actor, holding=holding)

    def shown(said: dict[str, Any]) -> dict[str, Any]:
        return {"said": said, "begins": _begins(said), "trays": [(k.key, k.title, n) for k, n in _counted(holder, now)]}

    def run(said: dict[str, Any]) -> str:
        begins = _begins(said)
        said.pop("starts")
        row = hand_post_over(holding=holding, from_on=begins, standing=_standing(holder, now), by=actor, at=now, **said)
        return reverse("takeover", args=[row.public_id])

    return previewed(request, form, shown, run, act=ACT, where=holding.post.unit, about=holding,
                     back=reverse("unit", args=[holding.post.unit.public_id]), template="units/hand_post_over.html",
                     extra={"holding": holding})  # fmt: skip


def _begins(said: dict[str, Any]) -> date:
    day: date = said["last_on"]
    return day if said["starts"] == "same" else day + timedelta(days=1)


def _counted(holder: Actor, now: Any) -> list[tuple[Kind, int]]:
    """The trays of a post that hold something, and how much."""
    counted = [(kind, kind.rows.order_by().count()) for kind in kinds(holder, now)]
    return [(kind, n) for kind, n in counted if n]


def _standing(holder: Actor, now: Any) -> list[Standing]:
    """What stands open in the post, tray by tray."""
    found: list[Standing] = []
    for kind in kinds(holder, now):
        model, label = kind.rows.model, kind.rows.model._meta.label_lower
        due = ["due_on"] if any(field.name == "due_on" for field in model._meta.fields) else []
        rows = kind.rows.order_by("pk").values_list("pk", *due)
        found += [Standing(kind.key, label, pk, *(day or [None])) for pk, *day in rows]
    return found


@require_GET
@login_required
def holds(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Chức danh đang giữ gì — the rows behind a figure of what passes; of what one sees."""
    actor, holding = actor_of(request), the_holding(request, code)
    kind = kind_of(as_holder(holding, actor), now_of(request), key)
    if kind is None or not may(actor, ACT, holding.post.unit):
        raise Http404
    shown, hidden = of(kind.rows.order_by(), kind.rows.model._meta.label_lower, actor)
    context = {"unit": holding.post.unit, "label": f"{kind.title} · {holding.called}", "shown": shown, "hidden": hidden}
    return page(request, "reorganising/holds.html", context)


@dataclass(frozen=True, slots=True)
class Minute:
    """Một dòng biên bản — of what one sees: its tray, its words, its page, when it is due."""

    tray: str
    words: str
    url: str
    text: str
    due_on: date | None


COLUMNS: tuple[Column[Minute], ...] = (
    Column(gettext_lazy("Khay việc"), 40, lambda line: line.tray),
    Column(gettext_lazy("Việc"), 36, lambda line: line.words or _("không được xem")),
    Column(gettext_lazy("Nội dung"), 70, lambda line: line.text),
    Column(gettext_lazy("Hạn"), 14, lambda line: line.due_on or ""),
)


def _texts(taken: Sequence[TakeoverLine], actor: Actor) -> dict[tuple[str, int], str]:
    """What a share asks, what a paper is about: of what one sees, as its own page says it today."""
    ids = [line.thing_id for line in taken]
    shares = Assignment.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "obligation__text")
    entries = Entry.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "paper__title")
    return {(kind, pk): text for kind, rows in (("obligations.assignment", shares), ("documents.entry", entries))
            for pk, text in rows}  # fmt: skip


@require_GET
@login_required
def takeover(request: HttpRequest, code: str) -> HttpResponse:
    """Biên bản bàn giao — who to whom, from which day, what stood open; as a page, XLSX and to print."""
    actor = actor_of(request)
    row = one(Takeover.objects.visible_to(actor).for_list(), code)
    titles = {kind.key: kind.title for kind in kinds(actor, now_of(request))}

    def lines(taken: Sequence[TakeoverLine]) -> list[Minute]:
        found, texts = things(taken, actor), _texts(taken, actor)
        said = [(line, found.get((line.kind, line.thing_id), ("", ""))) for line in taken]
        return [
            Minute(titles.get(line.tray, line.tray), *thing, texts.get((line.kind, line.thing_id), ""), line.due_on)
            for line, thing in said
        ]

    title, rows = _("Biên bản bàn giao: %(post)s") % {"post": row.outgoing.post}, row.lines.order_by("id")
    if file := as_file(request, title, COLUMNS, rows, lines, about=row):
        return file
    listing = bounded(request, rows)
    context = {"row": row, "listing": listing, "lines": lines(listing.rows), "story": told("units.takeover", row.pk)}
    return page(request, "units/takeover.html", context)


class EndPostForm(forms.Form):
    """Thôi đặt chức danh."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDayField(today=today, label=_("Ngày cuối"), initial=today)


@require_http_methods(["GET", "POST"])
@login_required
def end_post(request: HttpRequest, code: str) -> HttpResponse:
    """Thôi đặt chức danh — that nobody holds."""
    actor = actor_of(request)
    post = one(Post.objects.visible_to(actor).select_related("unit", "kind"), code)

    def run(said: dict[str, Any]) -> None:
        actions.end_post(post=post, by=actor, at=now_of(request), **said)

    return act_page(request, EndPostForm(request.POST or None, today=actor.today), run, act="units.end_post",
                    where=post.unit, about=post, back=reverse("unit", args=[post.unit.public_id]))  # fmt: skip
