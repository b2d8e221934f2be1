"""Cây đơn vị thành hình, chức danh của một nhánh, so hai ngày — each figure opens its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.access.rights import SEE, reaches
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units.comparing import Difference, differences
from dondoc.units.models import Holding, Post, Tree, Unit, UnitQuerySet
from dondoc.units.queries import named_on, path_on
from dondoc.units.rolling import count, drawn, forest, standing
from dondoc.web.asof import Look, looking
from dondoc.web.days import understand_past
from dondoc.web.lists import FILES, Column, as_file, bounded
from dondoc.web.loading import actor_of, the_unit
from dondoc.web.obligations import filters
from dondoc.web.pages import page
from dondoc.web.personal.looking import in_file, shown


def ours(actor: Actor) -> UnitQuerySet:
    """The units of the installation that one sees."""
    return Unit.objects.visible_to(actor).exclude(tree=Tree.OUTSIDE)


@require_GET
@login_required
def picture(request: HttpRequest) -> HttpResponse:
    """Hình cây — a unit with what is counted of it and below; as many levels as one page holds, the rest one click away."""
    actor, look = actor_of(request), looking(request)
    day, code = look.past or actor.today, request.GET.get("unit", "")
    top = the_unit(request, code) if code else None
    places = standing(ours(actor), day)
    tops = forest(drawn(places, path_on(top, day) if top else ""), day, bool(look.past))
    seen = reaches(actor, SEE)
    count(
        tops, places, day, people=Holding.objects.visible_to(actor), posts=Post.objects.visible_to(actor),
        work=_open(actor, look), sees=lambda unit: any(r.holds(unit.path) for r in seen),
    )  # fmt: skip
    return page(request, "units/picture.html", {"tops": tops, "top": top})


def _open(actor: Actor, look: Look) -> dict[int, int]:
    """Open assignments by unit, of what one sees, on the day looked at. One query."""
    if look.past:
        rows, _ids = filters.narrowed(actor, filters.Asked(), look)
        found: Any = rows.order_by().values_list("unit_then").annotate(n=models.Count("pk"))  # type: ignore[misc]
    else:
        found = (
            Assignment.objects.visible_to(actor).open().order_by().values_list("unit").annotate(n=models.Count("pk"))
        )
    return dict(found)


def marked(holding: Holding) -> str:
    """A holder's name, with *quyền* and *kiêm*."""
    marks = [_("quyền")] * holding.is_acting + [_("kiêm")] * holding.is_concurrent
    return f"{holding.person} ({', '.join(marks)})" if marks else str(holding.person)


def _named(holding: Holding) -> str:
    return in_file(holding.person, marked(holding))


POSTS: tuple[Column[tuple[Post, list[Holding]]], ...] = (
    Column(gettext_lazy("Chức danh"), 28, lambda line: line[0].kind.title),
    Column(gettext_lazy("Đơn vị"), 44, lambda line: line[0].unit.listed),
    Column(gettext_lazy("Người giữ"), 44, lambda line: "; ".join(map(_named, line[1])) or _("chưa có người giữ")),
)


@require_GET
@login_required
def posts(request: HttpRequest, code: str) -> HttpResponse:
    """Chức danh của một đơn vị và các đơn vị bên dưới — who holds them; a person with two posts is one person."""
    actor, unit, look = actor_of(request), the_unit(request, code), looking(request)
    day, path = look.past or actor.today, path_on(unit, look.past or actor.today)
    inside = standing(ours(actor), day).filter(path__gte=path, path__lt=path[:-1] + "0").values("unit")
    held = Holding.objects.visible_to(actor).on(day).filter(post__unit__in=inside)
    rows = Post.objects.visible_to(actor).filter(unit__in=inside).exclude(ended_on__lt=day)
    if request.GET.get("held"):
        rows = rows.filter(pk__in=held.values("post"))
    if request.GET.get("empty"):
        rows = rows.exclude(pk__in=held.values("post"))
    rows = rows.select_related("kind", "unit").order_by("unit__path", "kind__rank", "id")

    def lines(taken: Sequence[Post]) -> list[tuple[Post, list[Holding]]]:
        by_post: dict[int, list[Holding]] = {}
        for row in held.filter(post__in=taken).select_related("person").order_by("id"):
            by_post.setdefault(row.post_id, []).append(row)
        if look.past:
            named_on(look.past, list(taken))
        what = "posts.file" if request.GET.get("as") in FILES else "posts.list"
        shown(request, what, [h.person_id for held_ in by_post.values() for h in held_])
        return [(post, by_post.get(post.pk, [])) for post in taken]

    title = _("Chức danh: %(unit)s") % {"unit": unit.listed}
    if file := as_file(request, title, POSTS, rows, lines, about=unit, of_people=True):
        return file
    listing = bounded(request, rows)
    people = held.filter(post__in=rows.order_by().values("pk")).aggregate(n=models.Count("person", distinct=True))["n"]
    context = {"unit": unit, "listing": listing, "lines": lines(listing.rows), "people": people,
               "only_empty": bool(request.GET.get("empty"))}  # fmt: skip
    return page(request, "units/posts.html", context)


COLUMNS: tuple[Column[Difference], ...] = (
    Column(gettext_lazy("Biến động"), 20, lambda one: str(one.label)),
    Column(gettext_lazy("Đơn vị"), 44, lambda one: one.name),
    Column(gettext_lazy("Mã"), 12, lambda one: one.code),
    Column(gettext_lazy("Trước"), 36, lambda one: one.before),
    Column(gettext_lazy("Sau"), 36, lambda one: one.after),
    Column(gettext_lazy("Quyết định"), 40, lambda one: "; ".join(map(decided, one.changes))),
)


def decided(change: Any) -> str:
    """The decision of a change in words; what is not known is said."""
    words = [change.number, f"{change.decided_on:%d/%m/%Y}" if change.decided_on else "", change.issuer]
    return ", ".join(filter(None, words)) or _("chưa ghi quyết định")


@require_GET
@login_required
def compare(request: HttpRequest) -> HttpResponse:
    """So hai ngày — what became of the tree between them, of the units one sees."""
    actor, problems = actor_of(request), []
    said = {name: request.GET.get(name, "").strip()[:40] for name in ("first", "second")}
    days = {}
    for name, words in said.items():
        days[name] = understand_past(words, actor.today) if words else None
        if words and days[name] is None:
            problems.append(
                _("Không hiểu ngày “%(words)s”. Ghi như 01/03/2026, hôm qua, cuối năm ngoái.") % {"words": words}
            )
    first, second = days["first"], days["second"] or (actor.today if days["first"] else None)
    if first and second and not first < second <= actor.today:
        problems.append(_("Ngày đầu phải trước ngày sau, và ngày sau không quá hôm nay."))
    found: list[Difference] = []
    try:
        found = differences(ours(actor), first, second) if first and second and not problems else []
    except Refused as refused:
        problems.append(str(refused))
    file = None if problems else as_file(request, _("So cây đơn vị"), COLUMNS, found)
    if file:
        return file
    context = {"said": said, "first": first, "second": second, "problems": problems, "found": found,
               "asked": bool(first and second and not problems)}  # fmt: skip
    return page(request, "units/compare.html", context, status=422 if problems else 200)
