"""Sắp xếp — merge, split, dissolve, move, undo: what would pass is shown first, what passed after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may
from dondoc.reorganising import queries
from dondoc.reorganising.actions import carrying, merging, moving, undoing
from dondoc.reorganising.actions.standing import New
from dondoc.reorganising.models import How, Reorganisation
from dondoc.shared.actor import Actor
from dondoc.units.dated import Change
from dondoc.units.models import Holding, Unit
from dondoc.units.opening import Reaching, if_moved
from dondoc.web.doing import act_page
from dondoc.web.journal.things import Thing
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one, the_unit
from dondoc.web.pages import page
from dondoc.web.reorganising.forms import DissolveForm, MergeForm, MoveForm, PlainForm
from dondoc.web.reorganising.looking import previewed
from dondoc.web.reorganising.wording import of, worded
from dondoc.web.story import told

Passing = tuple[Thing | None, Any]
COLUMNS: tuple[Column[Reorganisation], ...] = (
    Column(gettext_lazy("Lần sắp xếp"), 36, str),
    Column(gettext_lazy("Đơn vị"), 60, lambda row: "; ".join(unit.listed for unit in row.units.all())),
    Column(gettext_lazy("Tình trạng"), 20, lambda row: _("chưa làm được") if row.problem else _("đã chuyển") if row.done_at else _("đang chuyển")),
    Column(gettext_lazy("Số dòng"), 10, lambda row: row.total if row.done_at else ""),
)  # fmt: skip
ROWS: tuple[Column[Passing], ...] = (
    Column(gettext_lazy("Dòng"), 50, lambda one: one[0][0] if one[0] else _("không được xem")),
    Column(gettext_lazy("Từ"), 36, lambda one: one[1].from_unit.listed),
    Column(gettext_lazy("Sang"), 36, lambda one: one[1].to_unit.listed),
)


def panel(units: Iterable[Unit], heir: Unit | New | None, kept: list[Holding], actor: Actor) -> dict[str, Any]:
    """Trước khi làm — what passes from each unit, what it opens, what it closes."""
    to_unit = heir if isinstance(heir, Unit) else None
    passing = [(unit, queries.to_pass(unit, to_unit)) for unit in units]
    named = heir.name if heir else ""
    closes, opens = [], []
    for unit, _lines in passing:
        going_on = {held.pk for held in kept}
        leaving = [held for held in queries.holders_of(unit, actor.today) if held.pk not in going_on]
        closes.append(
            _("%(unit)s kết thúc; %(n)s người thôi chức danh ở đó và thôi quyền theo chức danh.")
            % {"unit": unit.name, "n": len({held.person_id for held in leaving})}
        )
        below = unit.children.filter(ended_on__isnull=True).count()
        if below:
            closes.append(
                _("%(n)s đơn vị trực thuộc %(unit)s chuyển sang %(heir)s.")
                % {"n": below, "unit": unit.name, "heir": named}
            )
        if heir:
            gaining, losing = _reach(unit, heir, actor)
            opens += [
                _("Ai xem được %(heir)s thì xem được cả những gì %(unit)s đã làm.")
                % {"heir": named, "unit": unit.name},
                *gaining,
            ]
            closes += losing
    opens += [
        _("%(person)s giữ chức danh %(post)s tại %(heir)s.")
        % {"person": held.person, "post": held.post.kind, "heir": named}
        for held in kept
    ]
    return {"passing": passing, "heir": heir, "opens": list(dict.fromkeys(opens)), "closes": list(dict.fromkeys(closes)),
            "total": sum(line.count for _unit, lines in passing for line in lines)}  # fmt: skip


def _reach(unit: Unit, heir: Unit | New, actor: Actor) -> tuple[list[str], list[str]]:
    """Ai với tới thêm, ai thôi — where the heir stands under others than the unit does: by name, post and rights."""
    under = heir if isinstance(heir, Unit) else heir.parent
    gaining, losing = if_moved(unit, under, actor)
    closed = [*map(_said, losing)]
    if unit.parent is not None and not under.is_inside(unit.parent):
        closed.insert(0, _leaves(unit, unit.parent))
    return [*map(_said, gaining)], closed


def _leaves(unit: Unit, was: Unit) -> str:
    said = _("Ai xem được %(was)s thôi xem %(unit)s, trừ những việc nơi ấy đã giao.")
    return said % {"was": was, "unit": unit.name}


@require_http_methods(["GET", "POST"])
@login_required
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """Sáp nhập, hợp nhất."""
    actor, unit = actor_of(request), the_unit(request, code)
    form = MergeForm(
        request.POST or None,
        actor=actor,
        act="reorganising.merge",
        unit=unit,
        holders=queries.holders_of(unit, actor.today),
    )

    def units(said: dict[str, Any]) -> list[Unit]:
        return [unit, *(other for other in said.get("with_units") or () if other != said.get("heir"))]

    def run(said: dict[str, Any]) -> str:
        heir = form.heir()
        assert heir is not None
        row = merging.merge(units=units(said), into=heir, on=said["on"], decision=form.decision(), by=actor,
                            at=now_of(request), keep=form.kept())  # fmt: skip
        return reverse("reorganisation", args=[row.public_id])

    return previewed(request, form, lambda said: panel(units(said), form.heir(), form.kept(), actor), run, act="reorganising.merge",
                     where=unit, about=unit, back=reverse("unit", args=[code]), template="reorganising/form.html")  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def dissolve(request: HttpRequest, code: str) -> HttpResponse:
    """Giải thể, kết thúc."""
    actor, unit = actor_of(request), the_unit(request, code)
    form = DissolveForm(
        request.POST or None,
        actor=actor,
        act="reorganising.dissolve",
        unit=unit,
        holders=queries.holders_of(unit, actor.today),
    )

    def run(said: dict[str, Any]) -> str:
        row = merging.dissolve(unit=unit, heir=said["heir"], on=said["on"], decision=form.decision(), by=actor,
                               at=now_of(request), keep=form.kept())  # fmt: skip
        return reverse("reorganisation", args=[row.public_id]) if row else reverse("unit", args=[code])

    return previewed(request, form, lambda said: panel([unit], said["heir"], form.kept(), actor), run, act="reorganising.dissolve",
                     where=unit, about=unit, back=reverse("unit", args=[code]), template="reorganising/form.html")  # fmt: skip


def _said(one: Reaching) -> str:
    """Who, by which post, how much."""
    post = one.line.grant.because and one.line.grant.because.post
    said = _("%(who)s, %(post)s: %(n)s quyền, kể cả xem") if one.sees else _("%(who)s, %(post)s: %(n)s quyền")
    return said % {"who": one.line.who, "post": post or one.line.why, "n": one.count}


@require_http_methods(["GET", "POST"])
@login_required
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Chuyển sang cấp trên khác."""
    actor, unit = actor_of(request), the_unit(request, code)
    form = MoveForm(request.POST or None, actor=actor, unit=unit)

    def shown(said: dict[str, Any]) -> dict[str, Any]:
        was, now, below = (
            unit.parent or unit,
            said["parent"],
            Unit.objects.visible_to(actor).below(unit).working().count() - 1,
        )
        gaining, losing = if_moved(unit, now, actor)
        return {
            "closes": [_leaves(unit, was), *map(_said, losing)],
            "opens": [_("Ai xem được %(now)s thì xem được %(unit)s và %(n)s đơn vị bên dưới.") % {"now": now, "unit": unit.name, "n": below}, *map(_said, gaining)],
        }  # fmt: skip

    def run(said: dict[str, Any]) -> None:
        moving.move(
            unit=unit, parent=said["parent"], on=said["on"], decision=form.decision(), by=actor, at=now_of(request)
        )

    return previewed(request, form, shown, run, act="units.move", where=unit, about=unit,
                     back=reverse("unit", args=[code]), template="reorganising/form.html")  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Lập lại đơn vị và nhận lại việc."""
    actor, row = actor_of(request), the_row(request, code)
    unit = next(iter(row.at_end("from")), None)
    form = PlainForm(request.POST or None, actor=actor)

    def shown(said: dict[str, Any]) -> dict[str, Any]:
        back = [line for line in queries.still_open(row) if line.count]
        names = ", ".join(one.name for one in row.at_end("from"))
        return {"back": back, "opens": [_("%(units)s hoạt động trở lại dưới cấp trên trước kia.") % {"units": names}],
                "closes": [_("Việc mới giao cho nơi nhận và việc nơi nhận đã làm xong ở lại đó. Chức danh phải phân công lại.")]}  # fmt: skip

    def run(said: dict[str, Any]) -> str:
        new = undoing.undo(row=row, on=said["on"], decision=form.decision(), by=actor, at=now_of(request))
        return reverse("reorganisation", args=[new.public_id])

    return previewed(request, form, shown, run, act="reorganising.undo", where=unit, about=unit,
                     back=reverse("reorganisation", args=[code]), template="reorganising/form.html")  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def resume(request: HttpRequest, code: str) -> HttpResponse:
    """Chuyển giao tiếp."""
    from django import forms

    row = the_row(request, code)
    unit = next(iter(row.at_end("from")), None)

    def run(said: dict[str, Any]) -> None:
        carrying.resume(row=row, by=actor_of(request), at=now_of(request))

    return act_page(request, forms.Form(request.POST or None), run, act="reorganising.resume", where=unit, about=unit,
                    back=reverse("reorganisation", args=[code]))  # fmt: skip


def the_row(request: HttpRequest, code: str) -> Reorganisation:
    return one(Reorganisation.objects.visible_to(actor_of(request)), code)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Các việc sắp xếp — newest first."""
    rows = Reorganisation.objects.visible_to(actor_of(request)).order_by("-on", "-id").prefetch_related("units")
    if file := as_file(request, _("Các lần sắp xếp"), COLUMNS, rows):
        return file
    return page(request, "reorganising/list.html", {"listing": bounded(request, rows)})


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một việc sắp xếp — from which units to which, by which decision, what passed, its hash; or how far it has come."""
    actor, row = actor_of(request), the_row(request, code)
    units = list(row.units.all())
    may_undo = row.done_at and row.how in (How.MERGE, How.DISSOLVE, How.SPLIT) and row.undoing() is None
    context = {
        "row": row, "givers": row.at_end("from"), "heirs": [*(heir.listed for heir in row.at_end("to")), *row.coming], "lines": queries.passed_lines(row),
        "so_far": queries.count_passed(row.deed), "changes": Change.objects.visible_to(actor).filter(deed=row.deed).select_related("unit", "paper").order_by("id"),
        "may_undo": bool(may_undo) and all(may(actor, "reorganising.undo", unit) for unit in units),
        "may_resume": not row.done_at and not row.problem and row.is_long and all(may(actor, "reorganising.resume", unit) for unit in units),
        "undone": row.undoing(), "story": told("reorganising.reorganisation", row.pk),
    }  # fmt: skip
    return page(request, "reorganising/show.html", context)


@require_GET
@login_required
def rows(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Các dòng đã chuyển — of one kind; what one may not see is counted, not shown."""
    actor, row = actor_of(request), the_row(request, code)
    thing = queries.things().get(key)
    if thing is None:
        raise Http404
    passed = row.passed().filter(kind=thing.kind, role=thing.role).select_related("from_unit", "to_unit")

    def lines(taken: Iterable[Any]) -> list[Passing]:
        found = worded(thing.kind, [line.thing_id for line in taken], actor)
        return [(found.get(line.thing_id), line) for line in taken]

    if file := as_file(request, f"{row}: {thing.label}", ROWS, passed, lines, about=row):
        return file
    listing = bounded(request, passed)
    context = {"row": row, "label": thing.label, "listing": listing, "lines": lines(listing.rows)}
    return page(request, "reorganising/rows.html", context)


@require_GET
@login_required
def holds(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Đơn vị đang giữ gì — the rows behind a figure of what would pass."""
    actor, unit = actor_of(request), the_unit(request, code)
    thing = queries.things().get(key)
    if thing is None:
        raise Http404
    shown, hidden = of(thing.to_pass(unit), thing.kind, actor)
    return page(
        request, "reorganising/holds.html", {"unit": unit, "label": thing.label, "shown": shown, "hidden": hidden}
    )
