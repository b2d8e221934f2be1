"""Ai được làm gì — one question of a person, a unit, an act, on a day; answered with who, where, since when and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.access.models import Person
from dondoc.access.rights import reaches
from dondoc.implementation.queries import ASKED_OF_GIVER, givers
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label, plate_of
from dondoc.units.bundles import grantable
from dondoc.units.entitled import Cover, Line, along, asked, cover, lines, people_asked
from dondoc.units.models import Tree, Unit
from dondoc.units.queries import above_on, named_on
from dondoc.web.access.words import ROOMS, by_room, choices, room_of
from dondoc.web.forms import DayField, PersonField, UnitField
from dondoc.web.lists import Column, Listing, as_file, bounded, query_of
from dondoc.web.loading import actor_of
from dondoc.web.pages import page
from dondoc.web.personal.looking import in_file, shown
from dondoc.web.units.tree import ours

Row = tuple[Line, Unit]  # a right, and the unit at which it is asked
COLUMNS: tuple[Column[Row], ...] = (
    Column(gettext_lazy("Phần việc"), 24, lambda row: str(ROOMS[room_of(row[0].act)])),
    Column(gettext_lazy("Hành vi"), 36, lambda row: str(row[0].label)),
    Column(gettext_lazy("Hỏi tại"), 44, lambda row: row[1].name),
    Column(gettext_lazy("Người"), 28, lambda row: _who(row[0])),
    Column(gettext_lazy("Quyền tại"), 44, lambda row: row[0].grant.unit.name),
    Column(gettext_lazy("Phạm vi"), 18, lambda row: row[0].reach),
    Column(gettext_lazy("Từ ngày"), 12, lambda row: row[0].grant.from_on),
    Column(gettext_lazy("Đến ngày"), 12, lambda row: row[0].grant.until_on),
    Column(gettext_lazy("Vì sao"), 60, lambda row: row[0].why),
    Column(gettext_lazy("Tài khoản"), 18, lambda row: row[0].hindered),
)


def _who(line: Line) -> str:
    return in_file(line.grant.person) if line.is_named else line.who


class AskForm(forms.Form):
    """Câu hỏi — each part may be left open; none of them is asked twice."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "ask-%s"
        self.fields["person"] = PersonField(people=people_asked(actor), label=_("Ai"), required=False)
        acts = [("", _("mọi việc")), *choices(grantable())]
        self.fields["act"] = forms.ChoiceField(label=_("được"), choices=acts, required=False)
        self.fields["unit"] = UnitField(units=ours(actor), label=_("tại"), required=False)
        self.fields["day"] = DayField(today=actor.today, label=_("ngày"), required=False)
        for name, said in (("person", _("mọi người")), ("unit", _("mọi đơn vị"))):
            widget: Any = self.fields[name].widget
            if isinstance(widget, forms.Select):
                widget.choices = [("", said), *list(widget.choices)[1:]]
            else:
                widget.attrs["placeholder"] = said
        self.fields["day"].widget.attrs |= {"size": "12", "placeholder": _("hôm nay")}


@dataclass(frozen=True, slots=True)
class Asked:
    """Điều được hỏi."""

    person: Person | None
    unit: Unit | None
    act: str
    day: date

    @property
    def label(self) -> Label:
        return plate_of(self.act).label if self.act else ""

    @property
    def is_open(self) -> bool:
        """Nothing was asked yet."""
        return self.person is None and self.unit is None and not self.act

    def in_words(self) -> str:
        """The question as the title of the page and of its file."""
        return self._words(str(self.person or _("Ai")))

    def for_file(self) -> str:
        """The same, naming nobody whose data are restricted."""
        return f"{self._words(in_file(self.person) if self.person else _('Ai'))} {self.day:%d/%m/%Y}"

    def _words(self, who: str) -> str:
        said = {"who": who, "act": self.label or _("làm gì"), "unit": self.unit and self.unit.name}
        return (_("%(who)s được %(act)s tại %(unit)s") if self.unit else _("%(who)s được %(act)s")) % said


@require_GET
@login_required
def rights(request: HttpRequest) -> HttpResponse:
    """Ai được làm gì."""
    actor = actor_of(request)
    form = AskForm(request.GET, actor=actor)
    said = form.cleaned_data if form.is_valid() else {}
    told = Asked(said.get("person"), said.get("unit"), said.get("act", ""), said.get("day") or actor.today)
    above = above_on(told.unit, told.day) if told.unit else []
    rows = asked(actor, told.day, person=told.person, unit=told.unit, act=told.act, above=above)

    keeps = bool(reaches(actor, "access.register_person"))
    context: dict[str, Any] = {"form": form, "asked": told, "title": told.in_words(), "keeps": keeps}
    if not form.errors and not told.is_open:
        given = _answer(request, rows, told, actor, above)
        if isinstance(given, HttpResponse):
            return given
        context |= given
    return page(request, "access/rights.html", context, status=422 if form.errors else 200)


def _answer(
    request: HttpRequest, rows: Any, told: Asked, actor: Actor, above: list[Unit]
) -> dict[str, Any] | HttpResponse:
    """By room where a person or a unit is asked; of an act alone, a list of all who may; the same as a file."""
    title = told.for_file()
    if told.person is None and told.unit is None:
        if file := as_file(
            request,
            title,
            COLUMNS,
            rows,
            lambda taken: _where(_lines(request, taken, told, "rights.file")),
            of_people=True,
        ):
            return file
        listing = bounded(request, rows)
        return {"listing": listing, "lines": _lines(request, listing.rows, told)}
    if told.day < actor.today and told.unit is not None:
        named_on(told.day, told.unit)
    found = _lines(request, rows, told)
    answer: dict[str, Any] = {"by_room": by_holders(found)}
    taken = _where(found)
    if told.unit is not None and told.person is None:
        answer |= _at_unit(told, found, actor, above)
        taken = [(line, told.unit) for line in found if line.act not in ASKED_OF_GIVER]
        taken += [(line, giver.unit) for giver in answer["givers"] for line in giver.lines]
    listing = Listing(taken, 1, False, len(taken), False, query_of(request))
    return as_file(request, title, COLUMNS, taken) or answer | {"listing": listing}


def _lines(request: HttpRequest, rows: Any, told: Asked, what: str = "person.rights") -> list[Line]:
    """Lines of an answer; whoever is named on them is told who looked."""
    found = lines(rows, actor_of(request), told.day)
    shown(request, what, {line.grant.person_id for line in found if line.is_named})
    return found


def _where(found: list[Line]) -> list[Row]:
    return [(line, line.grant.unit) for line in found]


@dataclass(frozen=True, slots=True)
class Group:
    """Các hành vi cùng những người được làm — written once."""

    acts: list[Label]
    lines: list[Line]


def by_holders(found: list[Line]) -> list[tuple[Label, list[Group]]]:
    """Theo phòng."""
    of: dict[str, list[Line]] = {}
    for line in found:
        of.setdefault(line.act, []).append(line)
    return [(label, grouped(acts, of)) for label, acts in by_room(of)]


def grouped(acts: Iterable[str], of: dict[str, list[Line]]) -> list[Group]:
    """Acts that the very same people may do, by the same posts and for the same days, stand in one row."""
    groups: dict[tuple[Any, ...], Group] = {}
    for act in acts:
        rows = (line.grant for line in of[act])
        same = tuple((g.person_id, g.unit_id, g.because_id, g.below, g.from_on, g.until_on) for g in rows)
        groups.setdefault(same, Group([], of[act])).acts.append(plate_of(act).label)
    return list(groups.values())


@dataclass(frozen=True, slots=True)
class Giver:
    """Nơi giao — who there confirms and answers what it gave to the unit asked; how much is open, where one sees it."""

    unit: Unit
    open: int | None
    groups: list[Group]
    lines: list[Line]


def _at_unit(told: Asked, found: list[Line], actor: Actor, above: list[Unit]) -> dict[str, Any]:
    """Also who confirms what was given to it, which is asked of the giver; and what nobody may do."""
    unit, here = told.unit, {line.act for line in found}
    assert unit is not None
    nobody = [act for act in grantable() if act not in here and told.act in ("", act) and act not in ASKED_OF_GIVER]
    of_giver = [act for act in ASKED_OF_GIVER if told.act in ("", act)]
    return {
        "by_room": by_holders([line for line in found if line.act not in ASKED_OF_GIVER]),
        "nobody": [(label, [plate_of(act).label for act in acts]) for label, acts in by_room(nobody)],
        "givers": _givers(told, of_giver, actor, above) if of_giver else [], "of_giver": [plate_of(act).label for act in of_giver],
        "cover": cover(told.act, unit, told.day) if told.act and not of_giver else Cover(True, None),
    }  # fmt: skip


def _givers(told: Asked, acts: list[str], actor: Actor, above: list[Unit]) -> list[Giver]:
    """Every unit above may have given it work; so may, before a move, another one."""
    unit = told.unit
    assert unit is not None
    may_count = told.day == actor.today and any(r.holds(unit.path) for r in reaches(actor, "access.see"))
    counts = givers(unit, actor) if may_count else {}
    places = along(told.day, [*above, unit], acts)
    if not Unit.objects.visible_to(actor).filter(parent=unit).exists():
        places.pop()  # it has nobody to give to
    known = {place.pk for place, _rows in places}
    for other in counts:
        if other.pk not in known and other != unit and other.tree != Tree.OUTSIDE:
            places.append((other, list(asked(actor, told.day, unit=other).filter(act__in=acts))))
    of = {line.grant.pk: line for line in lines([row for _unit, rows in places for row in rows], actor, told.day)}
    by_pk = {place.pk: n for place, n in counts.items()}
    return [
        _giver(
            place, acts, [of[row.pk] for row in rows], by_pk.get(place.pk, 0) if may_count and place != unit else None
        )
        for place, rows in places
    ]


def _giver(place: Unit, acts: list[str], found: list[Line], open_: int | None) -> Giver:
    by_act = {act: [line for line in found if line.act == act] for act in acts}
    return Giver(place, open_, grouped([act for act in acts if by_act[act]], by_act), found)
