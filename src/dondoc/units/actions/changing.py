"""Biến động của một đơn vị — establish, rename, change, move, end, restore: each from a day, by a decision."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come
from dondoc.shared.profile import is_isolated
from dondoc.units import rules
from dondoc.units.actions import placing
from dondoc.units.dated import TRAITS, What
from dondoc.units.models import Holding, Kind, Tree, Unit, UnitName
from dondoc.units.queries import find_issuer, keeper_of
from dondoc.units.rules import UNTOLD, Decision


@act("units.establish", gettext_lazy("Lập đơn vị"))
def establish(
    *,
    name: str,
    kind: str,
    by: Actor,
    at: datetime,
    on: date,
    parent: Unit | None = None,
    tree: str = Tree.PARTY,
    short: str = "",
    code: str = "",
    is_abroad: bool = False,
    region: str = "",
    country: str = "",
    hours_from_hanoi: Decimal | int = 0,
    issuer_id: str = "",
    decision: Decision = UNTOLD,
    deed: str = "",
) -> Unit:
    """Lập đơn vị — a new unit under `parent` (or a new root), named and placed from day `on`."""
    if parent is not None or not by.is_setup:
        require(by, "units.establish", parent or root())
    if not name.strip() or kind not in Kind.values:
        raise Refused(_("Cần ghi tên và chọn loại đơn vị."))
    rules.check_country(country, bool(country) and is_isolated())
    if parent is not None:
        placing.lock_tree(parent)
        placing.check_standing(parent)
        rules.check_day(on, parent.began_on, _("đơn vị cấp trên có"))
    unit = Unit.objects.create(
        name=name.strip(), short=short, code=code, kind=kind, tree=parent.tree if parent else tree, parent=parent,
        path=placing.next_path(parent), is_abroad=is_abroad, region=region, country=country,
        hours_from_hanoi=hours_from_hanoi, issuer_id_in_catalogue=issuer_id, began_on=on,
    )  # fmt: skip
    UnitName.objects.create(unit=unit, name=unit.name, short=unit.short, from_on=on)
    placing.first_placement(unit, on)
    placing.trait_of(unit, on).save()
    placing.told(unit, What.ESTABLISHED, on=on, at=at, decision=decision, deed=deed)
    write("units.establish", unit, by=by, at=at, on=on, unit=unit)
    return unit


@act("units.establish_outside", gettext_lazy("Ghi cơ quan bên ngoài"))
def establish_outside(*, name: str, by: Actor, at: datetime, on: date, short: str = "", issuer_id: str = "") -> Unit:
    """Ghi cơ quan bên ngoài — an issuer or partner: dated names, no posts, no grants, no work."""
    require(by, "units.establish_outside", root())
    if not name.strip():
        raise Refused(_("Cần ghi tên cơ quan."))
    unit = Unit.objects.create(
        name=" ".join(name.split()), short=short, kind=Kind.BEN_NGOAI, tree=Tree.OUTSIDE,
        path=placing.next_path(None), issuer_id_in_catalogue=issuer_id, began_on=on,
    )  # fmt: skip
    UnitName.objects.create(unit=unit, name=unit.name, short=short, from_on=on)
    write("units.establish_outside", unit, by=by, at=at, on=on)
    return unit


def issuer_named(*, name: str, by: Actor, at: datetime, on: date, issuer_id: str = "") -> Unit:
    """Cơ quan ban hành — the unit a printed name or catalogue id stands for; a new name is one outside."""
    return find_issuer(name, issuer_id) or establish_outside(name=name, issuer_id=issuer_id, by=by, at=at, on=on)


@act("units.rename", gettext_lazy("Đổi tên đơn vị"))
def rename(
    *, unit: Unit, name: str, by: Actor, at: datetime, on: date, short: str = "", decision: Decision = UNTOLD
) -> None:
    """Đổi tên đơn vị — from day `on`; papers of before keep the name of then."""
    require(by, "units.rename", keeper_of(unit))
    check_come(on, at)
    current = unit.names.select_for_update().filter(until_on__isnull=True).get()
    if not name.strip() or on <= current.from_on:
        raise Refused(_("Cần ghi tên mới, và ngày đổi tên phải sau ngày có tên hiện nay."))
    current.until_on = on - timedelta(days=1)
    current.save(update_fields=["until_on"])
    unit.name, unit.short = name.strip(), short
    unit.save(update_fields=["name", "short", "search", "sort_key"])
    UnitName.objects.create(unit=unit, name=unit.name, short=short, from_on=on)
    placing.told(unit, What.RENAMED, on=on, at=at, decision=decision)
    write("units.rename", unit, by=by, at=at, on=on, unit=unit, fields=["name"])


@act("units.change", gettext_lazy("Đổi loại, mã, nơi đóng"))
def change(*, unit: Unit, by: Actor, at: datetime, on: date, decision: Decision = UNTOLD, **traits: Any) -> None:
    """Đổi loại, mã, nơi đóng — from day `on`; lists and reports of before keep what it was then."""
    require(by, "units.change", unit)
    check_come(on, at)
    placing.lock_tree(unit)
    _check_traits(unit, traits)
    current = unit.traits.filter(until_on__isnull=True).get()
    changed = sorted(name for name, value in traits.items() if getattr(current, name) != value)
    if not changed:
        raise Refused(_("Không có gì thay đổi."))
    rules.check_day(on, current.from_on, _("đơn vị như hiện nay"))
    if on > current.from_on:
        current.until_on = on - timedelta(days=1)
        current.save(update_fields=["until_on"])
        current = placing.trait_of(unit, on)
    for name in changed:
        setattr(current, name, traits[name])
        setattr(unit, name, traits[name])
    current.save()
    unit.save(update_fields=[*changed, "search"])
    placing.told(unit, What.CHANGED, on=on, at=at, decision=decision)
    write("units.change", unit, by=by, at=at, on=on, unit=unit, fields=changed)


def _check_traits(unit: Unit, traits: dict[str, Any]) -> None:
    if unit.tree == Tree.OUTSIDE:
        raise Refused(_("Cơ quan bên ngoài chỉ có tên."))
    if set(traits) - set(TRAITS) or traits.get("kind", unit.kind) not in set(Kind.values) - {Kind.BEN_NGOAI}:
        raise Refused(_("Chọn loại đơn vị."))
    country = traits.get("country", "")
    rules.check_country(country, bool(country) and is_isolated())


@act("units.move", gettext_lazy("Chuyển sang cấp trên khác"))
def move(
    *, unit: Unit, parent: Unit, by: Actor, at: datetime, on: date, decision: Decision = UNTOLD, deed: str = ""
) -> None:
    """Chuyển sang cấp trên khác — the unit with all below it, from day `on`; asked at both places."""
    for place in (unit, parent):
        require(by, "units.move", place)
    check_come(on, at)
    placing.lock_tree(unit, parent)
    placing.check_standing(unit)
    if unit.parent_id is None:
        raise Refused(_("Đơn vị gốc không có cấp trên trong phần mềm."))
    if unit.parent_id == parent.pk:
        raise Refused(_("Đơn vị đang trực thuộc đơn vị ấy."))
    was = unit.parent_id
    placing.place_under(unit, parent, on)
    placing.told(unit, What.MOVED, on=on, at=at, decision=decision, deed=deed)
    write("units.move", unit, by=by, at=at, on=on, unit=unit, was=was, parent=parent.pk)


@act("units.end", gettext_lazy("Kết thúc đơn vị"))
def end(*, unit: Unit, by: Actor, at: datetime, on: date, decision: Decision = UNTOLD, deed: str = "") -> None:
    """Kết thúc đơn vị — it takes no new work; refused while units or posts below it still stand."""
    require(by, "units.end", unit)
    check_come(on, at)
    placing.lock_tree(unit)
    placing.check_standing(unit)
    if unit.children.filter(ended_on__isnull=True).exists():
        raise Refused(_("Còn đơn vị trực thuộc đang hoạt động."))
    if Holding.objects.on(on).filter(post__unit=unit).exists():
        raise Refused(_("Còn người giữ chức danh tại đơn vị này."))
    placing.stop(unit, on)
    placing.told(unit, What.ENDED, on=on, at=at, decision=decision, deed=deed)
    write("units.end", unit, by=by, at=at, on=on, unit=unit)


@act("units.restore", gettext_lazy("Lập lại đơn vị"))
def restore(*, unit: Unit, by: Actor, at: datetime, on: date, decision: Decision = UNTOLD, deed: str = "") -> None:
    """Lập lại đơn vị — the same unit stands again from day `on`; the days between stay without it."""
    require(by, "units.restore", unit)
    check_come(on, at)
    placing.lock_tree(unit)
    if unit.ended_on is None:
        raise Refused(_("Đơn vị này đang hoạt động."))
    rules.check_day(on, unit.ended_on, _("đơn vị kết thúc"))
    if unit.parent is not None:
        placing.check_standing(unit.parent)
    placing.stand_again(unit, on)
    placing.told(unit, What.RESTORED, on=on, at=at, decision=decision, deed=deed)
    write("units.restore", unit, by=by, at=at, on=on, unit=unit)


def root() -> Unit:
    """The first root of the installation's own trees."""
    found = Unit.objects.filter(parent=None).exclude(tree=Tree.OUTSIDE).order_by("id").first()
    if found is None:
        raise Refused(_("Chưa có đơn vị gốc. Chạy `dondoc init` trước."))
    return found
