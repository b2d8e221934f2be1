"""Cam kết — cells of a year in counts; the list of a cell for who keeps it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may, reaches
from dondoc.pledging.actions.counting import COUNT, count
from dondoc.pledging.actions.listing import keep_list, put_on
from dondoc.pledging.models import KEEP, Pledge, Season
from dondoc.pledging.queries import CELLS, cells, counted, due_on, lines, may_be_listed
from dondoc.pledging.rules import FEWEST, FIRST_YEAR, Line, summed
from dondoc.pledging.words import COUNTED, Stage
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units.models import Unit
from dondoc.units.queries import acting_unit
from dondoc.web.doing import act_page
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page
from dondoc.web.personal.looking import shown
from dondoc.web.pledging.forms import CountForm, ListForm, PersonForm
from dondoc.web.pledging.loading import the_season
from dondoc.web.story import told

Pair = tuple[Unit, Line]


def _said(stage: str) -> Any:
    return lambda pair: _told(pair[1], pair[1].of(stage))


def _told(line: Line, n: int | None) -> Any:
    return _("không hiện: dưới %(n)s người, hoặc chưa rõ") % {"n": FEWEST} if line.is_withheld else _number(n)


def _number(n: int | None) -> Any:
    return _("chưa có số liệu") if n is None else n


COLUMNS: tuple[Column[Pair], ...] = (
    Column(gettext_lazy("Chi bộ"), 40, lambda pair: pair[0].listed),
    Column(gettext_lazy("Phải nộp"), 12, lambda pair: _told(pair[1], pair[1].total)),
    Column(gettext_lazy("Đã nộp"), 12, _said(Stage.HANDED_IN)),
    Column(gettext_lazy("Đã ghi nhận"), 12, _said(Stage.NOTED)),
    Column(gettext_lazy("Xem lại giữa năm"), 12, _said(Stage.MID_YEAR)),
    Column(gettext_lazy("Xem lại cuối năm"), 12, _said(Stage.YEAR_END)),
)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Cam kết của một năm — each cell one sees, in counts; of small cells none above them; never a name."""
    actor = actor_of(request)
    year, units = _year(request, actor), cells(actor)
    if file := as_file(
        request, _("Cam kết %(year)s") % {"year": year}, COLUMNS, units, lambda rows: _pairs(rows, year, actor)
    ):
        return file
    listing = bounded(request, units)
    pairs = _pairs(listing.rows, year, actor)
    codes, own = _season_codes(pairs, year, actor), _own_cell(actor)
    own_list = codes.get(own.pk, "") if own else ""
    mine = (
        Pledge.objects.visible_to(actor)
        .standing()
        .filter(person=actor.person_id or 0)
        .for_list()
        .order_by("-season__year")
    )
    context = {
        "listing": listing, "year": year, "years": [actor.today.year + 1, actor.today.year, actor.today.year - 1],
        "rows": [(unit, line, codes.get(unit.pk, "")) for unit, line in pairs],
        "all": summed([line for _unit, line in pairs]) if not listing.has_next and listing.number == 1 else None,
        "days": _days(year), "mine": list(mine[:5]), "fewest": FEWEST, "stages": COUNTED,
        "may_keep": own is not None, "own_list": own_list, "may_count": bool(reaches(actor, COUNT)),
    }  # fmt: skip
    return page(request, "pledging/list.html", context)


def _pairs(rows: Any, year: int, actor: Actor) -> list[Pair]:
    units = list(rows)
    return list(zip(units, lines(units, year, actor), strict=True))


def _season_codes(pairs: list[Pair], year: int, actor: Actor) -> dict[int, str]:
    units = [unit for unit, _line in pairs]
    return dict(Season.objects.visible_to(actor).filter(unit__in=units, year=year).values_list("unit", "public_id"))


def _days(year: int) -> list[tuple[str, Any]]:
    """What the office set; empty where it set none."""
    found = [(str(stage.label), due_on(stage, year)) for stage in (Stage.HANDED_IN, Stage.MID_YEAR, Stage.YEAR_END)]
    return found if any(day for _label, day in found) else []


def _year(request: HttpRequest, actor: Actor) -> int:
    """The year asked for, where there may be commitments of it; else this year."""
    asked, this = request.GET.get("year", ""), actor.today.year
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else this
    return year if FIRST_YEAR <= year <= this + 1 else this


def _own_cell(actor: Actor) -> Unit | None:
    unit = acting_unit(actor)
    return unit if unit is not None and unit.kind in CELLS and may(actor, KEEP, unit) else None


@require_http_methods(["GET", "POST"])
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Lập danh sách cam kết — of the cell one acts for."""
    actor = actor_of(request)
    unit = _own_cell(actor)
    form = ListForm(request.POST or None, actor=actor, people=may_be_listed(unit, actor.today) if unit else [])

    def run(said: dict[str, Any]) -> str:
        if unit is None:
            raise Refused(_("Bản cam kết do chi bộ theo dõi. Chọn chức danh ở chi bộ, ở đầu trang."))
        row = keep_list(unit=unit, year=said["year"], people=form.chosen(), by=actor, at=now_of(request))
        return reverse("pledge_season", args=[row.public_id])

    return act_page(request, form, run, act=KEEP, where=unit, about=unit, back=reverse("pledges"))


@require_http_methods(["GET", "POST"])
@login_required
def tally(request: HttpRequest) -> HttpResponse:
    """Ghi số bản cam kết — of a cell that keeps no list here; entered for it by the level above where it has no line."""
    actor = actor_of(request)
    units = Unit.objects.granted(actor, COUNT).working().filter(kind__in=CELLS)
    form = CountForm(request.POST or None, actor=actor, units=units, initial={"unit": acting_unit(actor)})

    def run(said: dict[str, Any]) -> str:
        at = now_of(request)
        row = count(
            unit=said["unit"],
            year=said["year"],
            total=said["total"],
            counts=form.counts(),
            on=said["on"],
            by=actor,
            at=at,
        )
        return reverse("pledge_season", args=[row.public_id])

    return act_page(request, form, run, act=COUNT, back=reverse("pledges"))


@require_GET
@login_required
def season(request: HttpRequest, code: str) -> HttpResponse:
    """Cam kết của một chi bộ — the list for who keeps it; for whoever stands above, the counts alone."""
    actor, row = actor_of(request), the_season(request, code)
    keeps = may(actor, KEEP, row.unit)
    people = (
        list(Pledge.objects.visible_to(actor).filter(season=row).for_list().order_by("person__sort_key", "id"))
        if keeps
        else []
    )
    shown(request, "pledging.list", [pledge.person_id for pledge in people])
    line = counted([row])[row.pk] if keeps else lines([row.unit], row.year, actor)[0]
    context = {
        "season": row, "line": line, "keeps": keeps, "rows": [(pledge, _steps(pledge)) for pledge in people],
        "stages": COUNTED, "days": _days(row.year), "fewest": FEWEST, "may_count": not row.keeps_list and may(actor, COUNT, row.unit),
        "story": told("pledging.season", row.pk) if keeps else [],
    }  # fmt: skip
    return page(request, "pledging/season.html", context)


def _steps(pledge: Pledge) -> list[Any]:
    """Of each stage the day, where it stands."""
    found = pledge.steps
    return [(stage, found.get(stage)) for stage in COUNTED]


@require_http_methods(["GET", "POST"])
@login_required
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Thêm vào danh sách."""
    actor, row = actor_of(request), the_season(request, code)
    form = PersonForm(request.POST or None, actor=actor, unit=row.unit)

    def run(said: dict[str, Any]) -> None:
        put_on(season=row, person=said["who"], by=actor, at=now_of(request))

    return act_page(request, form, run, act="pledging.put_on", right=KEEP, where=row.unit, about=row,
                    back=reverse("pledge_season", args=[code]))  # fmt: skip
