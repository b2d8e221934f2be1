"""Soi — what an inspector would see: health of the data first, then the indicators; every figure opens its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.mirror import rules
from dondoc.mirror.queries import keys
from dondoc.mirror.rules import Found, months_of
from dondoc.mirror.thresholds import Threshold
from dondoc.mirror.words import CLASSES, WORDS, Words
from dondoc.obligations.models import Assignment, Obligation
from dondoc.obligations.past import obligations_as_of
from dondoc.reminding.models import Occurrence
from dondoc.units.inheriting import owners_then
from dondoc.units.queries import named_on
from dondoc.web import pictures
from dondoc.web.asof import Look, looking
from dondoc.web.lists import bounded
from dondoc.web.loading import actor_of
from dondoc.web.mirror.asking import KNOWN, Asked, asked, filters
from dondoc.web.pages import page
from dondoc.web.pictures.bars import Month, Part
from dondoc.web.pictures.trend import Step

MONTHS = 24
SIGNS = {
    rules.IN_TIME: "xong", rules.DONE_LATE: "xong_muon", rules.IN_TERM: "dang_lam", rules.OPEN_LATE: "qua_han",
    rules.UNCONFIRMED: "cho_xac_nhan", rules.UNDATED: "", rules.DONE_UNDATED: "xong_khong_han",
}  # fmt: skip
SIDES = ("hit", "rest", "unknown")


@dataclass(frozen=True, slots=True)
class Line:
    """Một chỉ báo trên trang."""

    found: Found
    words: Words
    value: str
    threshold: Threshold | None
    is_over: bool | None
    is_grey: bool
    level: str
    trend: SafeString
    urls: dict[str, str]


@require_GET
@login_required
def show(request: HttpRequest) -> HttpResponse:
    """Soi một phạm vi — as of day D by data until T."""
    actor, look = actor_of(request), looking(request)
    said = asked(request, actor, look)
    if said is None:
        return page(request, "mirror/mirror.html", {"scope": None})
    mirror, scope = said.mirror, said.mirror.scope
    named_on(scope.day, scope.unit)
    lines = {found.key: _line(found, said, look) for found in [*mirror.health, *mirror.indicators]}
    context = {
        "scope": scope, "look": look, "filters": filters(actor, said),
        "kept": [*look.query, *([(KNOWN, said.known)] if said.known else [])],
        "health": [lines[found.key] for found in mirror.health],
        "lines": [lines[found.key] for found in mirror.indicators],
        "sentences": [(one, lines[one.key].urls.get(one.side, "")) for one in mirror.sentences],
        "classes": _classes(said, look), "total": sum(mirror.classes.values()), "months": _months(said, look),
        "again": look.url("mirror", **said.query, day=f"{scope.day:%d/%m/%Y}", known=scope.known_by.isoformat())
        if not look.past else look.url("mirror", **said.query, known=scope.known_by.isoformat()),
    }  # fmt: skip
    return page(request, "mirror/mirror.html", context)


def _line(found: Found, said: Asked, look: Look) -> Line:
    mirror, words = said.mirror, WORDS[found.key]
    steps = [
        Step(f"{(first.month + 2) // 3}", point.value, _point(first, point, words))
        for first, point in zip(mirror.scope.quarters, found.trend, strict=False)
    ]
    return Line(
        found, words, number(found.value, words), mirror.limits.get(found.key), mirror.is_over(found),
        mirror.is_grey(found), number(mirror.level.get(found.key), words),
        pictures.trend(steps, _("%(name)s, tám quý") % {"name": words.label}, 100 if words.unit == "%" else 0),
        {side: said.url(look, of=found.key, side=side) for side in SIDES},
    )  # fmt: skip


def number(value: float | None, words: Words) -> str:
    """A value as officials write it; "" for what cannot be said."""
    if value is None:
        return ""
    said = f"{value:.1f}".removesuffix(".0").replace(".", ",")
    return f"{said}%" if words.unit == "%" else f"{said} {words.unit}"


def _point(first: date, point: rules.Point, words: Words) -> str:
    said = number(point.value, words) or _("chưa đủ dữ liệu")
    quarter = _("Quý %(quarter)s/%(year)s") % {"quarter": (first.month + 2) // 3, "year": first.year}
    return f"{quarter}: {said} ({point.numerator}/{point.denominator})"


def _classes(said: Asked, look: Look) -> SafeString:
    counts = said.mirror.classes
    parts = [Part(SIGNS[k], str(CLASSES[k]), n, said.url(look, of=k)) for k, n in counts.items()]
    return pictures.bar(parts, _("Việc theo bốn loại, và những việc không xếp được"))


def _months(said: Asked, look: Look) -> SafeString | None:
    """Dải tháng — kept or not; each kept month opens its works."""
    mirror = said.mirror
    if mirror.begin is None or mirror.begin > mirror.scope.day:
        return None
    kept = {day.replace(day=1) for day in mirror.days if day >= mirror.begin}
    months = [
        Month(m.year, m.month, m in kept, _("có hoạt động") if m in kept else _("không có hoạt động nào được ghi"),
              said.url(look, of="I6", side="hit", month=f"{m:%Y-%m}") if m in kept else "")
        for m in months_of(mirror.begin, mirror.scope.day)[-MONTHS:]
    ]  # fmt: skip
    return pictures.strip(months, _("Tháng có hoạt động"))


@require_GET
@login_required
def rows(request: HttpRequest) -> HttpResponse:
    """Các dòng của một con số — the very rows that were counted."""
    actor, look = actor_of(request), looking(request)
    said, key, side = asked(request, actor, look), request.GET.get("of", ""), request.GET.get("side", "hit")
    if said is None or key not in keys() or side not in SIDES:
        raise Http404
    found = said.mirror.listed(key, side, _month(request.GET.get("month", "")))
    listing = bounded(request, _joined(found), has_file=False)
    _put_back(listing.rows, look)
    named_on(said.mirror.scope.day, list(listing.rows), said.mirror.scope.unit)
    words = WORDS.get(key)
    context = {
        "listing": listing, "lines": [(row, CLASSES.get(getattr(row, "klass", ""), ""), SIGNS.get(getattr(row, "klass", ""), "")) for row in listing.rows],
        "kind": found.model.__name__, "title": words.label if words else CLASSES[key], "words": words, "side": side,
        "is_good": _is_good(key), "scope": said.mirror.scope,
        "back": look.url("mirror", **said.query, **({KNOWN: said.known} if said.known else {})),
    }  # fmt: skip
    return page(request, "mirror/rows.html", context)


def _put_back(rows: Sequence[Any], look: Look) -> None:
    """Như ngày ấy — whose each was, and the words of its obligation."""
    if look.past is None:
        return
    works = [row.assignment if isinstance(row, Occurrence) else row for row in rows]
    owners_then(works, look.past)
    obligations_as_of([row if isinstance(row, Obligation) else row.obligation for row in works], look.past)


def _is_good(key: str) -> bool:
    return key not in (rules.LATE.key, rules.CONFIRMED.key)


def _month(words: str) -> date | None:
    try:
        return date.fromisoformat(f"{words}-01") if words else None
    except ValueError:
        return None


def _joined(found: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """With what a line shows, in the order of the list."""
    if found.model is Assignment:
        return found.select_related("obligation__paper", "unit").order_by(
            models.F("due_then").asc(nulls_last=True), "pk"
        )
    if found.model is Occurrence:
        return found.select_related("assignment__obligation__paper", "assignment__unit", "paper").order_by(
            "due_on", "pk"
        )
    assert found.model is Obligation
    return found.select_related("paper", "unit").order_by("pk")
