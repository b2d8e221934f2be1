"""Hành vi đôn đốc trên trang — each a form and one act."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods

from dondoc.implementation.queries import decider
from dondoc.obligations.models import Assignment
from dondoc.reminding.models import Occurrence
from dondoc.shared.actor import Actor
from dondoc.units.models import Tree, Unit
from dondoc.units.queries import acting_unit
from dondoc.urging.actions import answering, issuing, silencing
from dondoc.urging.lifecycle import WAITING, UrgedState
from dondoc.urging.models import Silence, Urge, Urged
from dondoc.urging.queries import ISSUE, Terms, laddered, laddered_periods, proposal_of, share_of, terms, urging_unit
from dondoc.urging.rungs import BY_PERSON, TO_DOER, Rung, above, height
from dondoc.web.doing import act_page
from dondoc.web.forms import ReasonForm
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.outgoing import last_place
from dondoc.web.urging import forms as boxes
from dondoc.web.urging.views import JOINED
from dondoc.web.urging.views import lines as as_lines

MOST = 200  # works of one act


def _picked(request: HttpRequest, actor: Actor) -> list[Any]:
    """The works and periods chosen in the list, as they stand now, by unit."""
    codes = request.GET.getlist("pick")[:MOST]
    rows = Assignment.objects.visible_to(actor).filter(public_id__in=codes)
    works = laddered(rows, actor.today).select_related("obligation__paper", "unit", "giver", "parent__unit")
    opened = Occurrence.objects.visible_to(actor).filter(public_id__in=codes)
    periods = laddered_periods(opened, actor.today).select_related(*JOINED, "assignment__parent__unit")
    found = [*works.order_by("unit__path", "due_on", "id"), *periods.order_by("due_on", "id")]
    return sorted(found, key=lambda row: share_of(row).unit.path)


@require_http_methods(["GET", "POST"])
@login_required
def issue(request: HttpRequest) -> HttpResponse:
    """Đôn đốc — the works chosen, in one act, at the rung chosen; a paper numbered in the outgoing register."""
    actor, now = actor_of(request), now_of(request)
    works, known = _picked(request, actor), terms(actor.today)
    unit = urging_unit(actor, acting_unit(actor), [decider(share_of(row)) for row in works])
    rung = _rung(request, works, known, now)
    form = boxes.IssueForm(request.POST or None, actor=actor, unit=unit, rung=rung, is_over=_is_over(works, rung),
                           initial=_known(rung, known, actor, unit))  # fmt: skip

    def run(said: dict[str, Any]) -> str:
        periods = [row for row in works if isinstance(row, Occurrence)]
        shares = [row for row in works if not isinstance(row, Occurrence)]
        by_unit: Any = unit or acting_unit(actor)
        urge = issuing.issue(assignments=shares, periods=periods, unit=by_unit, by=actor, at=now, **said)
        return reverse("urge", args=[urge.public_id])

    extra = {"works": as_lines(works, now, known), "unit": unit, "rungs": _rungs(request, rung)}
    where = unit if works and unit else None
    return act_page(request, form, run, act=ISSUE, where=where, back=reverse("urging"), template="urging/issue.html",
                    thing=share_of(works[0]) if len(works) == 1 else None, extra=extra)  # fmt: skip


def _rung(request: HttpRequest, works: list[Any], known: Terms, now: datetime) -> Rung:
    """The one that was chosen; else the one proposed for most; else the next of the highest."""
    asked = request.POST.get("rung") or request.GET.get("rung")
    if asked in BY_PERSON:
        return Rung(asked)
    rungs = [found.rung for row in works if (found := proposal_of(row, now, known)).rung]
    if rungs:
        return max(set(rungs), key=rungs.count)
    return above(max((row.last_rung for row in works if row.last_rung), key=height, default=None)) or Rung.INSPECT


def _is_over(works: list[Any], rung: Rung) -> bool:
    """Whether a rung is passed over for one of them: that asks a reason."""
    return any(height(rung) > height(row.last_rung) + 1 for row in works)


def _known(rung: Rung, known: Terms, actor: Actor, unit: Unit | None) -> dict[str, Any]:
    """What the form begins with: the day by which to answer, and where the last paper was dated."""
    until = known.answer_on(actor.today) if rung in TO_DOER else None
    return {"rung": rung, "answer_on": until.day if until else None, "place": last_place(actor, unit)}


def _rungs(request: HttpRequest, chosen: Rung) -> list[tuple[str, str, bool]]:
    """Các nấc — each the same page with the same works."""
    asked = request.GET.copy()
    shown = []
    for rung in BY_PERSON:
        asked["rung"] = rung.value
        shown.append((capfirst(str(rung.label)), "?" + asked.urlencode(), rung == chosen))
    return shown


@require_http_methods(["GET", "POST"])
@login_required
def silence(request: HttpRequest) -> HttpResponse:
    """Thôi đôn đốc — the works chosen, with one reason."""
    actor, now = actor_of(request), now_of(request)
    works = _picked(request, actor)
    form = boxes.SilenceForm(request.POST or None, actor=actor)

    def run(said: dict[str, Any]) -> None:
        shares = list({share_of(row).pk: share_of(row) for row in works}.values())  # a period is silenced with its duty
        silencing.silence(assignments=shares, by=actor, at=now, **said)

    extra = {"works": as_lines(works, now, terms(actor.today)), "unit": None}
    return act_page(request, form, run, act="urging.silence", where=decider(share_of(works[0])) if works else None,
                    back=_back(works), template="urging/issue.html",
                    thing=share_of(works[0]) if len(works) == 1 else None, extra=extra)  # fmt: skip


def _back(works: list[Any]) -> str:
    return (
        reverse("assignment", args=[share_of(works[0]).public_id])
        if len(works) == 1
        else reverse("urging") + "?state=silenced"
    )


@require_http_methods(["GET", "POST"])
@login_required
def resume(request: HttpRequest, code: str) -> HttpResponse:
    """Đôn đốc trở lại."""
    actor = actor_of(request)
    rows = Silence.objects.visible_to(actor).select_related(
        "assignment__obligation__paper", "assignment__unit", "assignment__giver"
    )
    row = one(rows, code)
    form = ReasonForm(request.POST or None)

    def run(said: dict[str, Any]) -> None:
        silencing.resume(silence=row, by=actor, at=now_of(request), **said)

    return act_page(request, form, run, act="urging.resume", right="urging.silence", where=decider(row.assignment),
                    about=row.assignment.obligation, thing=row.assignment,
                    back=reverse("assignment", args=[row.assignment.public_id]))  # fmt: skip


def _mine(request: HttpRequest, urge: Urge, act: str, states: tuple[str, ...]) -> list[Urged]:
    """What of an act of urging is this actor's to receive or answer; `?line=` one of it."""
    rows = Urged.objects.granted(actor_of(request), act).filter(urge=urge, state__in=states)
    if request.GET.get("line"):
        rows = rows.filter(public_id=request.GET["line"])
    return list(rows.for_list().order_by("id"))


def _where(urge: Urge, found: list[Urged], request: HttpRequest) -> Unit:
    """At whom it is asked: of what one may do; else of what one sees of it."""
    rows = found or list(Urged.objects.visible_to(actor_of(request)).filter(urge=urge).for_list().order_by("id")[:1])
    asked = rows[0].asked_of if rows else urge.by_unit
    return urge.by_unit if asked.tree == Tree.OUTSIDE else asked


@require_http_methods(["GET", "POST"])
@login_required
def receive(request: HttpRequest, code: str) -> HttpResponse:
    """Nhận đôn đốc — every work of mine in it, or one."""
    actor = actor_of(request)
    urge = one(Urge.objects.visible_to(actor).for_list(), code)
    found = _mine(request, urge, "urging.receive", (UrgedState.SENT,))
    form = boxes.WhenForm(request.POST or None, actor=actor)

    def run(said: dict[str, Any]) -> None:
        answering.receive(lines=found, by=actor, at=now_of(request), on=said["on"])

    return act_page(
        request,
        form,
        run,
        act="urging.receive",
        where=_where(urge, found, request),
        about=urge,
        back=_after(urge, found),
    )


def _after(urge: Urge, found: list[Urged]) -> str:
    """A reminder that was seen leads back to the desk; a paper to its page."""
    return reverse("urge", args=[urge.public_id]) if urge.paper_id else reverse("desk")


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Trả lời — of the works chosen."""
    actor = actor_of(request)
    urge = one(Urge.objects.visible_to(actor).for_list(), code)
    if urge.rung == Rung.REMIND:
        raise Http404  # a reminder is seen, not answered
    found = _mine(request, urge, "urging.answer", tuple(WAITING))
    form = boxes.AnswerForm(request.POST or None, actor=actor, lines=found)

    def run(said: dict[str, Any]) -> None:
        answering.answer(lines=_chosen(found, said), by=actor, at=now_of(request), **said)

    return act_page(request, form, run, act="urging.answer", where=_where(urge, found, request), about=urge,
                    back=reverse("urge", args=[code]))  # fmt: skip


def _chosen(found: list[Urged], said: dict[str, Any]) -> list[Urged]:
    codes = set(said.pop("lines"))
    return [line for line in found if line.public_id in codes]


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút đôn đốc — sent by mistake."""
    actor = actor_of(request)
    urge = one(Urge.objects.visible_to(actor).for_list(), code)
    form = ReasonForm(request.POST or None)

    def run(said: dict[str, Any]) -> None:
        issuing.withdraw(urge=urge, by=actor, at=now_of(request), **said)

    return act_page(request, form, run, act="urging.withdraw", where=urge.by_unit, about=urge,
                    back=reverse("urge", args=[code]))  # fmt: skip
