"""Mục của chương trình — what the machine found, recording, one item with its series, its versions and what carries it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may, reaches, sees
from dondoc.implementation.past import stood_as_of
from dondoc.obligations.rules import Due
from dondoc.printing import model as printed
from dondoc.printing.csvtext import render_csv
from dondoc.printing.wording import SAMPLE
from dondoc.printing.xlsx import render_xlsx
from dondoc.programmes.actions import adopting, aiming, carrying, exempting
from dondoc.programmes.models import Item, Programme, Value
from dondoc.programmes.numbers import said
from dondoc.programmes.queries import (
    Line,
    UnitRow,
    by_unit,
    counted_in,
    exemptions,
    lines,
    versions_then,
)
from dondoc.programmes.rules import Point, asked, level_said, on_path, told
from dondoc.programmes.words import Way
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import HANOI
from dondoc.units.models import Unit
from dondoc.units.queries import named_on
from dondoc.web.asof import Look, NotThen, looking
from dondoc.web.doing import act_page
from dondoc.web.forms import ReasonForm
from dondoc.web.handing import turned_away
from dondoc.web.lists import FILES, Listing, file_name, query_of
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page
from dondoc.web.pictures import Mark, series
from dondoc.web.programmes import forms as boxes
from dondoc.web.programmes.loading import (
    Found,
    carried,
    found_in,
    found_one,
    the_carrying,
    the_exemption,
    the_item,
    the_programme,
)
from dondoc.web.story import told as story_of
from dondoc.web.taking import taken

MOST = 100  # units, and figures, of a page
_OF_TARGETS = ("amend_target", "set_not_applicable", "withdraw_item")
_OF_DEEDS = ("make_obligation", "link_obligation", "withdraw_item")


@require_http_methods(["GET", "POST"])
@login_required
def found(request: HttpRequest, code: str) -> HttpResponse:
    """Máy đọc được — targets and duties of the paper beside their own words; a person records each, or does not."""
    programme, act = the_programme(request, code), "programmes.add_target"
    turned = turned_away(
        request, act, act, programme.unit, programme
    )  # the paper's own words: not for who only records
    if turned is not None:
        return turned
    context = {
        "programme": programme,
        "rows": found_in(programme, actor_of(request)),
        "may_add": programme.withdrawn_at is None,
    }
    return page(request, "programmes/found.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def add_item(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi mục — by hand, or from a passage that was found."""
    actor, programme = actor_of(request), the_programme(request, code)
    row = found_one(programme, actor, request.GET.get("found", ""), "obligations")
    form = boxes.ItemForm(request.POST or None, actor=actor, programme=programme, initial=row.initial if row else {})

    def run(said_: dict[str, Any]) -> str:
        adopting.add_item(programme=programme, by=actor, at=now_of(request), **_where(row), **said_)
        return _after(programme, actor, row)

    return act_page(request, form, run, act="programmes.add_item", where=programme.unit, about=programme, template="programmes/add.html",
                    back=_back(programme, row), extra={"found": row, "programme": programme})  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def add_target(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi chỉ tiêu — by hand, or from a passage that was found: each box filled as it was read."""
    actor, programme = actor_of(request), the_programme(request, code)
    row = found_one(programme, actor, request.GET.get("found", ""), "targets")
    form = boxes.TargetForm(request.POST or None, actor=actor, programme=programme, initial=row.initial if row else {})

    def run(said_: dict[str, Any]) -> str:
        aiming.add_target(programme=programme, text=said_["text"], aim=form.aim(), weigh_by=said_["weigh_by"], named=said_["named"],
                          provision=said_["provision"], by=actor, at=now_of(request), **_where(row))  # fmt: skip
        return _after(programme, actor, row)

    return act_page(request, form, run, act="programmes.add_target", where=programme.unit, about=programme, template="programmes/add.html",
                    back=_back(programme, row), extra={"found": row, "programme": programme})  # fmt: skip


def _where(row: Found | None) -> dict[str, Any]:
    return {"reading": row.reading, "start": row.start, "end": row.end} if row else {}


def _back(programme: Programme, row: Found | None) -> str:
    return reverse("programme_found" if row else "programme", args=[programme.public_id])


def _after(programme: Programme, actor: Actor, row: Found | None) -> str:
    """To the next passage where more were found, else to the programme."""
    left = row is not None and any(other.item is None for other in found_in(programme, actor))
    return reverse("programme_found" if left else "programme", args=[programme.public_id])


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một mục — a target with its series, its versions, its units; a task with the obligations that carry it."""
    actor, item, look = actor_of(request), the_item(request, code), looking(request, by_entry=True)
    programme, day = item.programme, look.past or actor.today
    if programme.from_on > day:
        raise NotThen(
            _("Vào ngày %(day)s chương trình này chưa bắt đầu.") % {"day": f"{day:%d/%m/%Y}"}, programme.from_on
        )
    if look.past:
        named_on(day, programme)
    if request.GET.get("as") in FILES and item.is_measured:
        return _units_file(request, item, actor, look)
    is_open = not look.past and item.withdrawn_at is None and programme.withdrawn_at is None
    acts = _OF_TARGETS if item.is_measured else _OF_DEEDS
    context = {
        "item": item, "programme": programme, "carried": carried([item], actor, look).get(item.pk, []),
        "offered": {name: is_open and may(actor, f"programmes.{name}", programme.unit) for name in acts},
        "may_unlink": is_open and may(actor, "programmes.unlink_obligation", programme.unit),
        "story": story_of("programmes.item", item.pk, look.past, look.known), "is_withdrawn": look.had_come(item.withdrawn_at),
        "words": _words(item, actor),
        **(_measured(request, item, actor, look, is_open) if item.is_measured else {}),
    }  # fmt: skip
    return page(request, "programmes/item.html", context)


def _words(item: Item, actor: Actor) -> str:
    """Nguyên văn — the passage itself, for who sees the paper."""
    if item.reading is None or item.start is None or not sees(actor, item.programme.paper):
        return ""
    return item.reading.text[item.start : item.end]


def _measured(request: HttpRequest, item: Item, actor: Actor, look: Look, is_open: bool) -> dict[str, Any]:
    """What a target has beyond its words, as of the day looked at."""
    programme, day = item.programme, look.past or actor.today
    line = next(iter(lines(programme, [item], day, look.now)), None)
    if line is None:
        return {}
    gathered = line.version.way != Way.DIRECT
    seen = (
        Value.objects.visible_to(actor)
        .filter(item=item, on__lte=day, at__lte=look.now)
        .for_list()
        .order_by("-on", "-id")
    )
    shown = list(seen[:MOST])
    for row in shown:
        stood_as_of(row.evidence, day)
        if row.replaced_at and row.replaced_at > look.now:  # by those data it still stood
            row.replaced_at = None
    versions = (
        item.versions.filter(from_on__lte=day, at__lte=look.now)
        .select_related("paper", "weigh_by")
        .prefetch_related("years")
    )
    told_ = list(versions.order_by("-from_on", "-id"))
    rights = ("record_value", "correct_value", "withdraw_value")
    listing = _page(request, counted_in(programme, line.version, day) if gathered else [])
    units = by_unit(programme, item, listing.rows, actor, day, look.now)
    return {
        "line": line, "picture": _picture(line, day), "gathered": gathered,
        "versions": [(v, level_said(v.aim())) for v in told_],
        "values": shown, "many": seen.count(), "years": _years(programme, day),
        "listing": listing, "cells": [(row, _cells(row, programme, day)) for row in units],
        "exempt": exemptions([item], day, look.now).get(item.pk, []),
        "may_record": is_open and _may_record(actor, programme, {v.way for v in told_}),
        "may_change": {n: is_open and bool(reaches(actor, f"programmes.{n}")) for n in rights},
        "may_apply": is_open and may(actor, "programmes.apply_again", programme.unit),
    }  # fmt: skip


def _page(request: HttpRequest, rows: Sequence[int]) -> Listing[int]:
    """A hundred units a page."""
    asked_ = request.GET.get("page", "1")
    number = int(asked_) if asked_.isdecimal() and 0 < int(asked_[:6]) <= len(rows) // MOST + 1 else 1
    first = (number - 1) * MOST
    return Listing(
        rows[first : first + MOST], number, first + MOST < len(rows), len(rows), False, query_of(request), MOST
    )


def _units_file(request: HttpRequest, item: Item, actor: Actor, look: Look) -> HttpResponse:
    """Every unit of a target and its figures, as one XLSX or CSV; of a unit without a figure the cell says so."""
    programme, day = item.programme, look.past or actor.today
    version = versions_then([item], day, look.now).get(item.pk)
    units = counted_in(programme, version, day) if version and version.way != Way.DIRECT else []
    years = _years(programme, day)
    heads = (printed.Column(_("Đơn vị"), 40), *(printed.Column(str(year), 10, "right") for year in years),
             printed.Column(_("Gần nhất"), 12, "right"), printed.Column(_("Tính đến"), 12), printed.Column(_("Không áp dụng"), 30))  # fmt: skip
    rows = tuple(_unit_cells(row, years) for row in by_unit(programme, item, units, actor, day, look.now))
    title = f"{item.text[:120]} {day:%d-%m-%Y}"
    foot = [
        _("Số liệu lúc %(at)s.") % {"at": f"{look.now.astimezone(HANOI):%H:%M %d/%m/%Y}"},
        *[SAMPLE] * settings.DONDOC_IS_DEMO,
    ]
    form, table = request.GET["as"], printed.Table(heads, rows)
    data = (
        render_csv(table, [item.secrecy, *foot]) if form == "csv" else render_xlsx([table], title, foot, item.secrecy)
    )
    return taken(request, data, file_name(title, form), rows=len(rows), about=item)


def _unit_cells(row: UnitRow, years: Sequence[int]) -> tuple[printed.Cell, ...]:
    own = [row.years[year].value if year in row.years else None for year in years]
    told_ = [None if value is None else float(value) for value in own]
    latest = row.latest
    return (row.unit.name, *told_, float(latest.value) if latest and latest.value is not None else None,
            latest.on if latest else "", row.exempt)  # fmt: skip


def _may_record(actor: Actor, programme: Programme, ways: set[str]) -> bool:
    """At the programme's unit, or at one below: in whichever way some version asks for figures."""
    if Way.DIRECT in ways and may(actor, "programmes.record_value", programme.unit):
        return True
    if ways == {Way.DIRECT}:
        return False
    granted = Unit.objects.granted(actor, "programmes.record_value").working()
    return granted.below(programme.unit).exclude(pk=programme.unit_id).exists()


def _years(programme: Programme, day: date) -> list[int]:
    return list(range(programme.from_on.year, min(programme.until_on.year, day.year) + 1))


def _cells(row: UnitRow, programme: Programme, day: date) -> list[tuple[int, list[tuple[str, Value]]]]:
    """Each year of a unit: its own figure, and those of the units it came from, named."""
    return [
        (year, [*([("", row.years[year])] if year in row.years else []),
                *((str(unit), value) for unit, value in row.before if value.year == year)])
        for year in _years(programme, day)
    ]  # fmt: skip


def _picture(line: Line, day: date) -> Any:
    """The series as a picture; None where nothing is measured."""
    aim, programme = line.aim, line.item.programme
    if aim.direction == "WORDS":
        return None
    marks = [_base(line)] if aim.base is not None else []
    marks += [_mark(line, year, day) for year in range(programme.from_on.year, programme.until_on.year + 1)]
    return series(marks, line.judged.reason or str(line.item))


def _base(line: Line) -> Mark:
    aim = line.aim
    label = _("gốc %(day)s") % {"day": f"{aim.base_on:%m/%Y}"} if aim.base_on else _("gốc")
    return Mark(label, float(aim.base or 0), said(aim.base, aim.word))


def _mark(line: Line, year: int, day: date) -> Mark:
    point = line.known.years.get(year)
    latest = line.known.latest if line.known.latest and line.known.latest.on.year == year else None
    shown = point or latest
    level = _level(line, year)
    words = told(shown, line.aim.word) if shown else _("chưa có") if year <= day.year else ""
    aim = line.then.get(year) or line.aim
    asked_ = asked(aim.direction, (level, None), aim.word) if level is not None and aim.direction != "RANGE" else ""
    short = (
        _("%(value)s, thiếu %(n)s") % {"value": said(shown.partial, line.aim.word), "n": shown.missing}
        if shown and shown.missing
        else ""
    )
    return Mark(str(year), _drawn(shown), words, None if level is None else float(level), asked_, short=short,
                is_whole=point is not None)  # fmt: skip


def _drawn(point: Point | None) -> float | None:
    if point is None:
        return None
    known = point.value if point.value is not None else point.partial
    return None if known is None else float(known)


def _level(line: Line, year: int) -> Decimal | None:
    """The level of a year: stated, of every year, on the even path, or the end's own."""
    aim, programme = line.aim, line.item.programme
    then = line.then.get(year, aim)
    stated = then.level_of(year) if then else None
    if stated or then is None:
        return stated[0] if stated else None
    by_on = aim.by_on or programme.until_on
    if year == by_on.year:
        return aim.value
    path = on_path(aim, date(year, 12, 31), by_on)
    return round(path, 1) if path is not None and year < by_on.year else None


@require_http_methods(["GET", "POST"])
@login_required
def amend(request: HttpRequest, code: str) -> HttpResponse:
    """Điều chỉnh chỉ tiêu — by a decision, from a day."""
    actor, item = actor_of(request), the_item(request, code)
    version = item.versions.prefetch_related("years").order_by("from_on", "id").last()
    first = boxes.aim_values(version) if version else {}
    form = boxes.AmendForm(request.POST or None, actor=actor, programme=item.programme, initial=first)

    def run(said_: dict[str, Any]) -> None:
        aiming.amend_target(item=item, aim=form.aim(), paper=said_["paper"], from_on=said_["from_on"],
                            weigh_by=said_["weigh_by"], named=said_["named"], by=actor, at=now_of(request))  # fmt: skip

    return _of_item(request, item, form, run, "programmes.amend_target", template="programmes/add.html")


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút mục."""
    actor, item = actor_of(request), the_item(request, code)

    def run(said_: dict[str, Any]) -> None:
        adopting.withdraw_item(item=item, reason=said_["reason"], by=actor, at=now_of(request))

    return _of_item(request, item, ReasonForm(request.POST or None), run, "programmes.withdraw_item")


@require_http_methods(["GET", "POST"])
@login_required
def exempt(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi không áp dụng."""
    actor, item = actor_of(request), the_item(request, code)
    version = item.versions.order_by("from_on", "id").last()
    below = Unit.objects.visible_to(actor).working().below(item.programme.unit).exclude(pk=item.programme.unit_id)
    units = below if version and version.way != Way.DIRECT else None
    form = boxes.ExemptForm(request.POST or None, actor=actor, units=units)

    def run(said_: dict[str, Any]) -> None:
        exempting.set_not_applicable(item=item, by=actor, at=now_of(request), **said_)

    return _of_item(request, item, form, run, "programmes.set_not_applicable")


@require_http_methods(["GET", "POST"])
@login_required
def apply_again(request: HttpRequest, code: str) -> HttpResponse:
    """Áp dụng trở lại."""
    actor, row = actor_of(request), the_exemption(request, code)
    form = boxes.AgainForm(request.POST or None, actor=actor)

    def run(said_: dict[str, Any]) -> None:
        exempting.apply_again(exemption=row, by=actor, at=now_of(request), **said_)

    return _of_item(request, row.item, form, run, "programmes.apply_again")


@require_http_methods(["GET", "POST"])
@login_required
def make_obligation(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi thành nhiệm vụ — then it is given and followed as every obligation is."""
    actor, item = actor_of(request), the_item(request, code)
    form = boxes.DutyForm(
        request.POST or None,
        today=actor.today,
        initial={"text": item.text, "due_on": item.by_on, "due_text": item.when, "actors": str(item.preparer or "")},
    )

    def run(said_: dict[str, Any]) -> str:
        due = Due(said_.pop("due_on"), said_.pop("due_text"))
        row = carrying.make_obligation(item=item, due=due, by=actor, at=now_of(request), **said_)
        return reverse("obligation", args=[row.obligation.public_id])

    return _of_item(request, item, form, run, "programmes.make_obligation")


@require_http_methods(["GET", "POST"])
@login_required
def link_obligation(request: HttpRequest, code: str) -> HttpResponse:
    """Gắn nhiệm vụ đã có."""
    actor, item = actor_of(request), the_item(request, code)
    form = boxes.LinkForm(request.POST or None, actor=actor)

    def run(said_: dict[str, Any]) -> None:
        carrying.link_obligation(item=item, obligation=said_["number"], by=actor, at=now_of(request))

    return _of_item(request, item, form, run, "programmes.link_obligation")


@require_http_methods(["GET", "POST"])
@login_required
def unlink_obligation(request: HttpRequest, code: str) -> HttpResponse:
    """Gỡ nhiệm vụ khỏi mục."""
    actor, row = actor_of(request), the_carrying(request, code)

    def run(said_: dict[str, Any]) -> None:
        carrying.unlink_obligation(carrying=row, reason=said_["reason"], by=actor, at=now_of(request))

    return _of_item(request, row.item, ReasonForm(request.POST or None), run, "programmes.unlink_obligation")


def _of_item(
    request: HttpRequest, item: Item, form: Any, run: Any, act: str, template: str = "act.html"
) -> HttpResponse:
    """An act on an item: its right is asked at the programme's unit."""
    return act_page(request, form, run, act=act, where=item.programme.unit, about=item, template=template,
                    back=reverse("programme_item", args=[item.public_id]),
                    extra={"item": item, "programme": item.programme})  # fmt: skip
