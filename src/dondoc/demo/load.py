"""Nạp dữ liệu mẫu — units, people, papers and what was done with them, all through the acts.

Every paper is printed in the official form, uploaded and read like any other; its obligations
are confirmed by the demo's văn thư as the reader found them. Nothing is inserted behind its back.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from dondoc.access import actions as access
from dondoc.access.models import Person
from dondoc.demo.papers import Meta, load_paper
from dondoc.documents.actions.registers import open_register
from dondoc.documents.models import Register
from dondoc.printing.docx import render_docx
from dondoc.printing.model import Sheet
from dondoc.printing.pdf import render_pdf
from dondoc.printing.scan import render_scan
from dondoc.regulations.actions import set_figure
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import HANOI
from dondoc.units import actions as units
from dondoc.units.models import Holding, PostKind, Tree, Unit

BEGAN = date(2015, 1, 1)
PASSWORD = "co-quan-mau-2026"  # noqa: S105 - printed when the demo starts; its data are fictional
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class House:
    """Nhà mẫu — what was loaded, by key."""

    units: dict[str, Unit]
    actors: dict[str, Actor]


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A working hour of a day in Hà Nội."""
    return datetime.combine(day, time(hour, minute), HANOI)


def load(today: date, tell: Tell, papers: int | None = None) -> House:
    """Nạp — the whole demo as it stands on `today`; `papers` bounds how many are read (tests)."""
    tell("Lập đơn vị và chức danh…")
    house = House(_units(today), {})
    _people(house, today)
    registers = _registers(house)
    _terms(house, today)
    for meta, sheet, name in _papers(papers):
        if meta.received_on <= today:
            tell(f"Đọc và vào sổ {sheet.number or sheet.subject[:50]}…")
            _enter(house, registers, meta, sheet, name)
    from dondoc.demo.coordinating import load_coordination
    from dondoc.demo.informing import load_news, load_urgings
    from dondoc.demo.inspections import load_inspections
    from dondoc.demo.merits import load_merits
    from dondoc.demo.planning import load_plans
    from dondoc.demo.pledging import load_pledges
    from dondoc.demo.practices import load_practices
    from dondoc.demo.programmes import load_programmes
    from dondoc.demo.proving import load_proofs
    from dondoc.demo.recurring import load_periods
    from dondoc.demo.story import play
    from dondoc.demo.studying import load_studying
    from dondoc.demo.thresholds import load_thresholds

    tell("Giao việc, thực hiện, xác nhận…")
    play(house, today)
    tell("Ghi chương trình, chỉ tiêu, số liệu…")
    load_programmes(house, today)
    load_studying(house, today)
    load_proofs(house, today)
    load_news(house, today)
    load_periods(house, today)
    load_practices(house, today)
    load_pledges(house, today)
    load_merits(house, today)
    load_plans(house, today)
    load_coordination(house, today)
    load_inspections(house, today)
    load_urgings(house, today)
    load_thresholds(house)
    return house


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((files("dondoc.demo") / name).read_text("utf-8"))


def _units(today: date) -> dict[str, Unit]:
    made: dict[str, Unit] = {}
    by, at = Actor.setup(today), moment(BEGAN)
    if not PostKind.objects.exists():
        units.load_post_kinds(by=by, at=at)
    for row in _data("units.toml")["unit"]:
        made[row["key"]] = _unit(row, made, by, at)
    return made


def _unit(row: dict[str, Any], made: dict[str, Unit], by: Actor, at: datetime) -> Unit:
    if row["tree"] == Tree.OUTSIDE:
        return _outside(row, by, at)
    return units.establish(
        name=row["name"], short=row.get("short", ""), code=row.get("code", ""), kind=row["kind"],
        tree=row["tree"], parent=made.get(row.get("parent", "")), is_abroad=row.get("abroad", False),
        region=row.get("region", ""), hours_from_hanoi=row.get("hours", 0), by=by, at=at, on=BEGAN,
    )  # fmt: skip


def _outside(row: dict[str, Any], by: Actor, at: datetime) -> Unit:
    names = row.get("names") or [{"name": row["name"]}]
    first = names[0]
    unit = units.establish_outside(
        name=first["name"], short=row.get("short", ""), by=by, at=at, on=first.get("from", BEGAN)
    )
    for later in names[1:]:
        units.rename(unit=unit, name=later["name"], short=row.get("short", ""), by=by,
                     at=moment(later["from"]), on=later["from"])  # fmt: skip
    return unit


def _people(house: House, today: date) -> None:
    by, root = Actor.setup(today), house.units["du"]
    for row in _data("people.toml")["person"]:
        at = moment(min(p["from"] for p in row["posts"]))
        person = access.register_person(full_name=row["name"], unit=root, by=by, at=at)
        if row.get("username"):
            _account(house, person, row["username"], by, at)
        held = [_hold(house, person, post, by) for post in row["posts"]]
        current = next((h for h in held if h.until_on is None or h.until_on >= today), None)
        if row.get("username") and current is not None:
            house.actors[row["username"]] = Actor(person.account.pk, person.pk, current.pk, None, "web", today)


def _account(house: House, person: Person, username: str, by: Actor, at: datetime) -> None:
    access.open_account(person=person, username=username, password=PASSWORD, unit=house.units["du"],
                        by=by, at=at)  # fmt: skip


def _hold(house: House, person: Person, row: dict[str, Any], by: Actor) -> Holding:
    unit = house.units[_seat(row)]
    kind = PostKind.objects.get(pk=row["post"])
    post = unit.posts.filter(kind=kind).first() or units.create_post(
        unit=unit, kind=kind, by=by, at=moment(row["from"])
    )
    return units.fill_post(
        post=post, person=person, by=by, at=moment(row["from"]), from_on=row["from"],
        until_on=row.get("until"), is_concurrent=row.get("concurrent", False),
    )  # fmt: skip


def _seat(row: dict[str, Any]) -> str:
    """The office serves the committee: its văn thư, chief and administrator sit at the committee."""
    serves = row["post"] in ("VAN_THU", "CHANH_VAN_PHONG", "QUAN_TRI") and row["unit"] == "vp"
    return "du" if serves else str(row["unit"])


def _registers(house: House) -> dict[tuple[str, str], Register]:
    """A register a year in, and one a year out; kinds share the outgoing series."""
    found: dict[tuple[str, str], Register] = {}
    by, root = Actor.setup(BEGAN), house.units["du"]
    for year in sorted({meta.received_on.year for meta, _s, _n in _papers(None)}):
        day = date(year, 1, 1)
        for direction, name in (("IN", "Sổ văn bản đến"), ("OUT", "Sổ văn bản đi")):
            found[direction, str(year)] = open_register(
                unit=root, direction=direction, name=name, series=str(year), by=by,
                at=moment(day), from_on=day,
                until_on=None if year == 2026 else date(year, 12, 31),
            )  # fmt: skip
    return found


def _terms(house: House, today: date) -> None:
    """Quy chế làm việc của cơ quan mẫu — when the ladder of urging goes up a rung; the rest is left unset, to be seen so."""
    days_of = {"remind_before": 3, "remind_after": 3, "urge_after": 7, "explain_after": 10}
    for key, days in days_of.items():
        set_figure(key=f"urging.{key}", amount=days, unit="calendar_day", from_on=date(2026, 1, 1), ground="Quy chế làm việc (mẫu)",
                   by=house.actors["bithu"], at=moment(today, 7))  # fmt: skip


def _papers(limit: int | None) -> Iterator[tuple[Meta, Sheet, str]]:
    """The demo's papers by the day they came."""
    folder = Path(str(files("dondoc.demo") / "papers"))
    loaded = [(*load_paper(path), path.stem) for path in sorted(folder.glob("*.toml"))]
    yield from sorted(loaded, key=lambda row: (row[0].received_on, row[2]))[-limit if limit else 0 :]


def _enter(house: House, registers: dict[tuple[str, str], Register], meta: Meta, sheet: Sheet, name: str) -> None:
    from dondoc.demo.entering import enter_in, enter_out

    at = moment(meta.received_on)
    data = render_scan(sheet) if meta.scan else (
        render_pdf(sheet) if meta.format == "pdf" else render_docx(sheet)
    )  # fmt: skip
    book = registers[("IN" if meta.direction == "in" else "OUT"), str(meta.received_on.year)]
    file_name = f"{name}.{'pdf' if meta.scan else meta.format}"
    clerk = house.actors["vanthu"]
    if meta.direction == "in":
        enter_in(book, data, file_name, sheet, meta, by=clerk, at=at)
    else:
        enter_out(book, data, file_name, by=clerk, at=at)


def soon(today: date, days: int) -> date:
    """A day from today: the demo's open dates stay ahead of whoever opens it."""
    return today + timedelta(days=days)
