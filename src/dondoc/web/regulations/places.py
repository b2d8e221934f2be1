"""Ngày nghỉ nơi đóng — of each unit abroad: by which days off it is reminded, told by whom, and what nobody has told yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may
from dondoc.regulations import actions
from dondoc.regulations.places import PlaceDay, PlaceWeek
from dondoc.regulations.queries import places
from dondoc.regulations.resting import Place
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit, UnitQuerySet
from dondoc.units.queries import acting_unit
from dondoc.web.days import understand
from dondoc.web.doing import act_page
from dondoc.web.forms import DayField, ReasonForm, TextField, UnitsField, area
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.regulations.calendar import WEEK
from dondoc.web.regulations.setting import GroundForm

Line = tuple[Unit, Place, int]  # a unit, its place today, the year asked
LONGEST = timedelta(days=60)  # of one line of a form


def weekly(place: Place) -> str:
    """Thứ Bảy, Chủ nhật — in words; empty where nobody told."""
    return ", ".join(str(WEEK[n]) for n in sorted(place.week.weekdays)) if place.week else ""


def feasts(place: Place, year: int) -> list[tuple[date, bool]]:
    """Ngày lễ của một năm — those told, the first first."""
    return sorted((on, is_off) for on, is_off in (place.week.told if place.week else {}).items() if on.year == year)


COLUMNS: tuple[Column[Line], ...] = (
    Column(gettext_lazy("Đơn vị"), 50, lambda line: line[0].listed),
    Column(gettext_lazy("Nhắc việc theo"), 40, lambda line: str(line[1].basis(line[2]).label)),
    Column(gettext_lazy("Ngày nghỉ hằng tuần"), 24, lambda line: weekly(line[1])),
    Column(gettext_lazy("Ngày lễ"), 60, lambda line: ", ".join(f"{on:%d/%m}" for on, off in feasts(line[1], line[2]) if off)),
    Column(gettext_lazy("Ngày nghỉ mà đi làm"), 30, lambda line: ", ".join(f"{on:%d/%m}" for on, off in feasts(line[1], line[2]) if not off)),
)  # fmt: skip


def _abroad(actor: Actor) -> UnitQuerySet:
    return Unit.objects.visible_to(actor).working().filter(is_abroad=True)


def _lines(actor: Actor, units: Iterable[Unit]) -> list[Line]:
    found = list(units)
    known = places(found)
    return [(unit, known.of(unit, actor.today), actor.today.year) for unit in found]


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Mọi đơn vị ngoài nước — by which days off each is reminded this year."""
    actor = actor_of(request)
    rows = _abroad(actor).for_list()
    if file := as_file(request, _("Ngày nghỉ nơi đóng"), COLUMNS, rows, lambda units: _lines(actor, units)):
        return file
    listing = bounded(request, rows)
    lines = [
        (unit, place.basis(year), weekly(place), feasts(place, year))
        for unit, place, year in _lines(actor, listing.rows)
    ]
    context = {"listing": listing, "lines": lines, "year": actor.today.year,
               "may_set": _abroad(actor).granted(actor, "regulations.set_place").exists()}  # fmt: skip
    return page(request, "regulations/places.html", context)


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Nơi đóng của một đơn vị — every week and day told, with its source, and what was withdrawn."""
    actor = actor_of(request)
    unit = one(_abroad(actor), code)
    ((_unit, place, year),) = _lines(actor, [unit])
    weeks = PlaceWeek.objects.visible_to(actor).filter(unit=unit).order_by("-from_on", "-id")
    days = PlaceDay.objects.visible_to(actor).filter(week__unit=unit).order_by("-on", "-id")
    context = {
        "unit": unit, "basis": place.basis(year), "year": year, "now": place.week, "weekdays": WEEK,
        "weeks": [(row, ", ".join(str(WEEK[n]) for n in sorted(row.weekdays))) for row in weeks],
        "days": [(row, WEEK[row.on.weekday()]) for row in days.select_related("week")],
        "may_set": may(actor, "regulations.set_place", unit), "may_withdraw": may(actor, "regulations.withdraw_place", unit),
    }  # fmt: skip
    return page(request, "regulations/place.html", context)


class DaysField(TextField):
    """Nhiều ngày — one a line, or a span of them as *28/01/2027 - 03/02/2027*."""

    def __init__(self, *, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(required=False, max_length=4000, widget=area(4), **kwargs)

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).replace(",", "\n").replace(";", "\n").splitlines()]
        return [day for line in lines if line for day in self._span(line)]

    def _span(self, line: str) -> list[date]:
        ends = [understand(part.strip(), self.today) for part in line.replace("–", "-").split(" - ")]
        first, last = ends[0], ends[-1]
        if len(ends) > 2 or first is None or last is None or not timedelta(0) <= last - first <= LONGEST:
            raise ValidationError(_("Không hiểu “%(line)s”. Ghi như 01/05/2027, hoặc 28/01/2027 - 03/02/2027.") % {"line": line})  # fmt: skip
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]


class PlaceForm(GroundForm):
    """Ngày nghỉ nơi đóng."""

    def __init__(self, *args: Any, actor: Actor, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["units"] = UnitsField(units=units, label=_("Các đơn vị ở cùng nơi ấy"))
        self.fields["week"] = forms.TypedMultipleChoiceField(
            label=_("Ngày nghỉ hằng tuần"), choices=list(enumerate(WEEK)), coerce=int, required=False,
            widget=forms.CheckboxSelectMultiple(), help_text=_("Đã ghi rồi thì để trống, chỉ ghi thêm ngày lễ"))  # fmt: skip
        self.fields["from_on"] = DayField(
            today=actor.today, label=_("Nghỉ hằng tuần như thế từ ngày"), initial=actor.today
        )
        self.fields["off"] = DaysField(today=actor.today, label=_("Ngày lễ được nghỉ"), help_text=_(
            "Mỗi dòng một ngày hoặc một đợt: 28/01/2027 - 03/02/2027. Chỉ ghi ngày, không ghi tên nước, tên lễ"))  # fmt: skip
        self.fields["worked"] = DaysField(today=actor.today, label=_("Ngày nghỉ mà đi làm bù"))
        self.order_fields(["units", "week", "from_on", "off", "worked", "paper_number", "paper_on", "ground"])


@require_http_methods(["GET", "POST"])
@login_required
def set_place(request: HttpRequest) -> HttpResponse:
    """Ghi ngày nghỉ nơi đóng — of one unit or of all at one place."""
    actor = actor_of(request)
    units = _abroad(actor).granted(actor, "regulations.set_place")
    own = acting_unit(actor)
    asked = request.GET.get("unit") or (own.public_id if own and own.is_abroad else "")
    form = PlaceForm(request.POST or None, actor=actor, units=units, initial={"units": [asked]})

    def run(said: dict[str, Any]) -> str:
        rows = actions.set_place(by=actor, at=now_of(request), **said)
        return reverse("place", args=[rows[0].unit.public_id]) if len(rows) == 1 else reverse("places")

    return act_page(request, form, run, act="regulations.set_place", back=reverse("places"))


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút ngày nghỉ nơi đóng — a week with its feasts, or one day."""
    actor = actor_of(request)
    week = PlaceWeek.objects.visible_to(actor).filter(public_id=code).select_related("unit").first()
    row = week or one(PlaceDay.objects.visible_to(actor).select_related("week__unit"), code)
    if not row.unit.is_abroad:
        raise Http404

    def run(said: dict[str, Any]) -> None:
        actions.withdraw_place(row=row, by=actor, at=now_of(request), **said)

    return act_page(request, ReasonForm(request.POST or None), run, act="regulations.withdraw_place", where=row.unit,
                    about=row, back=reverse("place", args=[row.unit.public_id]))  # fmt: skip
