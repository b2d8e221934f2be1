"""Cần xem lại quyền — the lists of `units.keeping` for who keeps accounts; one of them whole, as a page and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.access.rights import reaches
from dondoc.shared.actor import Actor
from dondoc.units.keeping import SORTS, Asking, Found, Sort, kept_rows
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page
from dondoc.web.personal.looking import in_file, shown

FEW, MOST_DAYS = 5, 3650
COLUMNS: tuple[Column[Found], ...] = (
    Column(gettext_lazy("Người"), 30, lambda line: in_file(line.person) if line.person else ""),
    Column(gettext_lazy("Chức danh, vì sao"), 60, lambda line: line.said),
    Column(gettext_lazy("Đơn vị"), 44, lambda line: line.unit.name if line.unit else ""),
    Column(gettext_lazy("Ngày"), 18, lambda line: line.day),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Một danh sách trên trang — its first lines and how many there are; None where the days are not told."""

    sort: Sort
    lines: list[Found]
    count: int | None


@require_GET
@login_required
def review(request: HttpRequest) -> HttpResponse:
    """Cần xem lại quyền."""
    if not reaches(actor_of(request), "access.register_person"):
        raise Http404
    said, key = request.GET.get("days", "").strip(), request.GET.get("list", "")
    days = int(said) if said.isdecimal() and 0 < int(said[:5]) <= MOST_DAYS and len(said) < 5 else None
    asking = Asking(now_of(request), days)
    context: dict[str, Any] = {"days": days, "said": said[:10], "is_wrong": bool(said) and days is None}
    if key:
        return _whole(request, _sort(key, asking), asking, context)
    context["lists"] = lists = [_shown(sort, asking, actor_of(request)) for sort in SORTS]
    _look(request, [line for one in lists for line in one.lines])
    return page(request, "access/review.html", context, status=422 if context["is_wrong"] else 200)


def _look(request: HttpRequest, found: list[Found]) -> list[Found]:
    """Whoever is named on these lines is told who looked."""
    shown(request, "rights.review", {line.person.pk for line in found if line.person})
    return found


def _sort(key: str, asking: Asking) -> Sort:
    found = next((sort for sort in SORTS if sort.key == key), None)
    if found is None or (found.is_timed and asking.days is None):
        raise Http404
    return found


def _shown(sort: Sort, asking: Asking, actor: Actor) -> Shown:
    if sort.is_timed and asking.days is None:
        return Shown(sort, [], None)
    rows = kept_rows(sort, asking, actor)
    taken = list(rows[: FEW + 1])
    count = len(taken) if len(taken) <= FEW else rows.order_by().count()
    return Shown(sort, sort.lines(taken[:FEW], asking), count)


def _whole(request: HttpRequest, sort: Sort, asking: Asking, context: dict[str, Any]) -> HttpResponse:
    rows = kept_rows(sort, asking, actor_of(request))
    if file := as_file(
        request, str(sort.title), COLUMNS, rows, lambda taken: _look(request, sort.lines(taken, asking)), of_people=True
    ):
        return file
    listing = bounded(request, rows)
    return page(request, "access/review_list.html", context | {"sort": sort, "listing": listing, "lines": _look(request, sort.lines(listing.rows, asking))})  # fmt: skip
