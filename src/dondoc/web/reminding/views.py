"""Lịch — twelve months of what is due, a day's rows, the feed of a post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.regulations.queries import place_of, work_calendar
from dondoc.regulations.resting import Place
from dondoc.reminding.actions.feeding import digest_of
from dondoc.reminding.awaited import Awaited, awaited
from dondoc.reminding.ics import feed as made
from dondoc.reminding.models import Feed, Mailbox, in_force
from dondoc.reminding.posting import mails
from dondoc.reminding.queries import Coming, as_post, coming, counts
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import hanoi_day, is_late
from dondoc.units.models import Unit
from dondoc.units.queries import acting_unit
from dondoc.web.days import FIRST_YEAR
from dondoc.web.lists import Column, Listing, as_file, query_of
from dondoc.web.loading import actor_of, now_of
from dondoc.web.obligations.filters import Choice, Filter
from dondoc.web.pages import page
from dondoc.web.pictures.months import month

SOON, LONG_AGO = timedelta(days=30), date(FIRST_YEAR, 1, 1)
BACK, AHEAD = timedelta(days=31), timedelta(days=366)  # what a feed tells of
MOST, SHOWN = 2000, 10
YEARS = range(2000, 2101)
COLUMNS: tuple[Column[Coming], ...] = (
    Column(gettext_lazy("Số nhiệm vụ"), 14, lambda one: one.assignment.obligation.nv),
    Column(gettext_lazy("Nội dung"), 60, lambda one: one.assignment.obligation.text),
    Column(gettext_lazy("Văn bản"), 24, lambda one: str(one.assignment.obligation.paper)),
    Column(gettext_lazy("Đơn vị"), 32, lambda one: one.assignment.unit.listed),
    Column(gettext_lazy("Nơi giao"), 32, lambda one: one.assignment.giver.listed),
    Column(gettext_lazy("Hạn"), 12, lambda one: one.due_on),
    Column(gettext_lazy("Định kỳ"), 10, lambda one: _("định kỳ") if one.is_recurring else ""),
)


@require_GET
@login_required
def schedule(request: HttpRequest) -> HttpResponse:
    """Lịch năm — each day with how much is due; of my unit, or of all I follow."""
    actor = actor_of(request)
    year, scope = _year(request, actor.today), request.GET.get("scope", "")
    unit = acting_unit(actor) if scope != "all" else None
    found = coming(actor, date(year, 1, 1), date(year, 12, 31), unit)
    waits, at = awaited(actor, unit, date(year, 1, 1), date(year, 12, 31)) if unit else [], now_of(request)
    every: list[Coming | Awaited] = [*found, *waits]
    place = place_of(unit, actor.today) if unit else Place(work_calendar())
    due, off, late = counts(every), _off(year, place), [one.due_on for one in every if _is_late(one, at)]
    months = [month(year, n, due, off, actor.today, lambda day: _url(day, scope), set(late)) for n in range(1, 13)]
    most, ahead = MOST if request.GET.get("all") else SHOWN, actor.today + SOON
    soon = coming(actor, actor.today, ahead, unit)  # whatever year is shown
    near = awaited(actor, unit, LONG_AGO, ahead) if unit else []
    box = Mailbox.objects.visible_to(actor).first()
    context = {
        "year": year, "scope": scope, "unit": unit, "months": months, "total": len(every), "late": len(late),
        "soon": [(one, place.is_off(one.due_on)) for one in soon[:most]], "soon_total": len(soon),
        "waits": [(one, _is_late(one, at)) for one in near[:most]], "waits_total": len(near), "whole": _whole(year, scope),
        "rests": [(day, due[day], _url(day, scope)) for day in sorted(due) if day in off and day >= actor.today],
        "filters": [_scopes(scope)], "kept": [("year", str(year))], "feeds": _feeds(actor), "chair": actor.memo.get("chair"),
        "basis": place.basis(year), "box": box, "letter": box and box.letters.order_by("-day").first(), "mails": mails(), "address": request.session.pop("feed", ""),
    }  # fmt: skip
    return page(request, "reminding/schedule.html", context)


def _whole(year: int, scope: str) -> str:
    """Cả hai danh sách — the same page, with every row."""
    return "?" + urlencode({"year": year, "scope": scope, "all": 1})


def _is_late(one: Coming | Awaited, moment: datetime) -> bool:
    return bool(is_late(one.due_on, moment, float(one.unit.hours_from_hanoi)))


def _year(request: HttpRequest, today: date) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) in YEARS else today.year


def _scopes(scope: str) -> Filter:
    choices = [Choice("", _("đơn vị mình")), Choice("all", _("mọi đơn vị tôi theo dõi"))]
    return Filter(_("Việc đến hạn của"), "scope", scope if scope == "all" else "", choices)


def _off(year: int, place: Place) -> set[date]:
    """Days off at the place of the unit; of all units, the office's."""
    day = date(year, 1, 1)
    every = [day + timedelta(days=n) for n in range((date(year, 12, 31) - day).days + 1)]
    return {d for d in every if place.is_off(d)}


def _url(day: date, scope: str) -> str:
    return reverse("schedule_day", args=[day.isoformat()]) + ("?scope=all" if scope == "all" else "")


def _feeds(actor: Actor) -> list[Feed]:
    return list(Feed.objects.visible_to(actor).filter(in_force(actor.today), holding=actor.holding_id or 0))


@require_GET
@login_required
def day(request: HttpRequest, on: str) -> HttpResponse:
    """Một ngày — every work and period due on it: the rows of its count."""
    actor = actor_of(request)
    try:
        asked = date.fromisoformat(on)
    except ValueError:
        raise Http404 from None
    if asked.year not in YEARS:
        raise Http404
    unit: Unit | None = acting_unit(actor) if request.GET.get("scope") != "all" else None
    found: Sequence[Any] = coming(actor, asked, asked, unit)
    if file := as_file(request, _("Đến hạn ngày %(day)s") % {"day": f"{asked:%d/%m/%Y}"}, COLUMNS, found):
        return file
    place, listing = (
        place_of(unit, actor.today) if unit else Place(work_calendar()),
        Listing(found, 1, False, len(found), False, query_of(request)),
    )
    waits = awaited(actor, unit, asked, asked) if unit else []
    context = {"day": asked, "listing": listing, "total": len(found) + len(waits), "waits": [(one, _is_late(one, now_of(request))) for one in waits],
               "lines": [(one, _is_late(one, now_of(request))) for one in found], "unit": unit,
               "is_off": place.is_off(asked)}  # fmt: skip
    return page(request, "reminding/day.html", context)


@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Đường lịch — for a calendar program: whoever has the address, as the post may see today. Nothing for a revoked one."""
    today = hanoi_day(now_of(request))
    row = answering(token, today)
    if row is None:
        raise Http404
    actor, unit = as_post(row.holding, today), row.holding.post.unit
    found = coming(actor, today - BACK, today + AHEAD, unit)[:MOST]
    data = made(found, f"{row.holding.called}", now_of(request),
                lambda name, code: request.build_absolute_uri(reverse(name, args=[code])),
                awaited(actor, unit, today - BACK, today + AHEAD))  # fmt: skip
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"], response["X-Robots-Tag"] = "private, no-store", "noindex"
    return response


def answering(token: str, today: date) -> Feed | None:
    """The feed of a secret, while its post is held and its account open."""
    rows = Feed.objects.kept_by(digest_of(token)).filter(in_force(today), holding__person__account__is_active=True)
    return rows.select_related("holding__post__unit", "holding__post__kind", "holding__person").first()
