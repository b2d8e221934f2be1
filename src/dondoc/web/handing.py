"""Chưa được giao — the page that says who may, and hands the thing to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.access.rights import NotAllowed, may, reaches, sees, who_may
from dondoc.commending.models import Merit
from dondoc.coordinating.matrix import Regulation as Coordination
from dondoc.coordinating.models import Request as CoordinationRequest
from dondoc.documents.models import Entry, Register, Upload
from dondoc.implementation.models import Evidence, Extension
from dondoc.importing.models import Import
from dondoc.incidents.models import Incident
from dondoc.obligations.models import Assignment, Obligation
from dondoc.personal.breaching import Breach
from dondoc.personal.exports import Export
from dondoc.personal.holding import LegalHold
from dondoc.personal.models import Purpose, Request
from dondoc.planning.models import Plan
from dondoc.pledging.models import Season
from dondoc.practices.models import Practice
from dondoc.programmes.models import Item, Programme, Value
from dondoc.regulations.models import CalendarChange, OfficeFigure
from dondoc.regulations.places import PlaceDay, PlaceWeek
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import hanoi_day
from dondoc.studying.models import Asking as StudyAsking
from dondoc.studying.models import Meeting
from dondoc.units.actions.handing import hand_over
from dondoc.units.delegations import Delegation
from dondoc.units.models import Holding, Post, Unit
from dondoc.units.queries import acting_unit, handed_at, receivers
from dondoc.urging.models import Urge
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import refusal
from dondoc.web.sending import address_of, do_once


@dataclass(frozen=True, slots=True)
class Asking:
    """Việc muốn chuyển — which act by which right at which unit, on what, done on which page."""

    asked: str
    right: str
    unit: Unit
    thing: models.Model
    address: str


def turned_away(
    request: HttpRequest, act: str, right: str, where: Any, thing: models.Model | None = None, address: str = ""
) -> HttpResponse | None:
    """None for who has the right; else 403 with the posts that may, a button each to hand it to them.

    What has no unit of its own, or no number to be known by, is refused without the offer.
    """
    actor = actor_of(request)
    if not right or (may(actor, right, where) if where else reaches(actor, right)):
        return None
    unit = where or acting_unit(actor)
    refused = NotAllowed(right, unit or "", who_may(right, unit, actor) if unit else [])
    if where is None or thing is None or type(thing) not in _LABELS:
        return refusal(request, refused, 403)
    asking = Asking(act, right, where, thing, address or address_of(request))
    chosen = next((p for p in refused.who_may if p.public_id == request.POST.get("hand_over")), None)
    return _offer(request, asking, refused) if chosen is None else _hand(request, asking, refused, chosen)


def _hand(request: HttpRequest, asking: Asking, refused: NotAllowed, post: Post) -> HttpResponse:
    def run() -> str:
        hand_over(
            thing=asking.thing, asked=asking.asked, right=asking.right, unit=asking.unit, post=post,
            address=asking.address, label=label_of(asking.thing), note=request.POST.get("note", ""),
            by=actor_of(request), at=now_of(request),
        )  # fmt: skip
        return reverse("desk") + "#sent"

    try:
        return redirect(do_once(request, run))
    except Refused as why:
        return _offer(request, asking, refused, why, 409)


def _offer(
    request: HttpRequest, asking: Asking, refused: NotAllowed, why: Refused | None = None, status: int = 403
) -> HttpResponse:
    actor, posts = actor_of(request), refused.who_may
    since = handed_at(asking.thing, asking.asked, posts)
    offers = [(post, since.get(post.pk)) for post in posts if _can_receive(actor, post, asking.thing)]
    return refusal(request, refused, status, offers=offers, label=label_of(asking.thing), why=why,
                   note=request.POST.get("note", ""), thing=asking.thing)  # fmt: skip


def _can_receive(actor: Actor, post: Post, thing: models.Model) -> bool:
    """Not a post of one's own (that is chosen at the head of the page), nor one that sees nothing of it."""
    held = receivers(post, actor)
    return all(a.person_id != actor.person_id for a in held) and any(sees(a, thing) for a in held)


_LABELS: dict[type[models.Model], Callable[[Any], str]] = {
    Assignment: lambda share: share.obligation.nv,
    Obligation: lambda duty: duty.nv,
    Evidence: lambda proof: _("minh chứng ngày %(day)s") % {"day": f"{proof.on:%d/%m/%Y}"},
    Extension: lambda asked: asked.assignment.obligation.nv,
    Entry: lambda entry: entry.paper.so_ky_hieu or f"{_('số đến')} {entry.number}",
    Register: str,
    Upload: lambda upload: _("tệp tải lên ngày %(day)s") % {"day": f"{hanoi_day(upload.at):%d/%m/%Y}"},
    OfficeFigure: lambda row: row.key,
    PlaceWeek: lambda row: str(row),
    PlaceDay: lambda row: str(row),
    CalendarChange: str,
    Breach: str,
    Export: lambda row: row.paper_number,
    LegalHold: lambda row: row.get_over_display(),
    Purpose: str,
    Request: str,
    Unit: str,
    Post: str,
    Holding: lambda holding: str(holding.post),
    Delegation: lambda row: str(row.giver.post),
    Incident: str,
    Import: str,
    Urge: str,
    StudyAsking: lambda row: f"{_('quán triệt')} {row.paper.so_ky_hieu}".strip(),
    Meeting: lambda row: f"{_('đợt quán triệt')} {row}",
    Practice: str,
    Merit: str,
    Season: lambda row: f"{_('cam kết')} {row.year}",
    Plan: lambda row: (
        f"{row.get_kind_display()} {row.paper or ''}".strip() + f" ({row.source.so_ky_hieu or row.source.kind})"
    ),
    Coordination: lambda row: f"{_('quy chế phối hợp')} {row.paper.so_ky_hieu}".strip(),
    CoordinationRequest: str,
    Programme: lambda row: f"{row.get_kind_display()} {row.from_on.year}–{row.until_on.year}",
    Item: lambda row: f"{row.get_kind_display()}, {row.programme.get_kind_display()}",
    Value: lambda row: f"{_('số liệu')} {row}",
}


def label_of(thing: models.Model) -> str:
    """Số ký hiệu, số NV, tên đơn vị, chức danh — never the words of a paper, a file's or a person's name."""
    return _LABELS[type(thing)](thing)
