"""Ghi số liệu — of a whole year or as of a day, with its proof; corrected and withdrawn by new facts, never overwritten."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, sees
from dondoc.implementation.models import Evidence
from dondoc.implementation.proving import Proof, evidence_of
from dondoc.journal.actions import write
from dondoc.programmes import rules
from dondoc.programmes.actions.adopting import check_item_stands
from dondoc.programmes.members import counted, owner_on
from dondoc.programmes.models import Item, Value, Version
from dondoc.programmes.queries import version_on
from dondoc.programmes.words import MEASURED, Way
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason, or_refuse
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands, is_for_other


@act("programmes.record_value", gettext_lazy("Ghi số liệu"))
def record_value(
    *, item: Item, on: date, proof: Proof, by: Actor, at: datetime, unit: Unit | None = None, year: int | None = None,
    value: Decimal | None = None, judgement: str = "",
) -> Value:  # fmt: skip
    """Ghi số liệu — a unit's figure of a whole year, or as of a day; of what is not measured, the judgement of who answers."""
    unit = unit or item.programme.unit
    require(by, "programmes.record_value", unit)
    check_item_stands(item)
    _check(item, unit, on, year, at)
    rules.check_value(_version(item, on, at).direction, value, judgement)
    row = _new(item, unit, at, by, on=on, year=year, value=value, judgement=judgement,
               evidence=_proof(proof, unit, on, by, at))  # fmt: skip
    check_stands(unit)
    write("programmes.record_value", row, by=by, at=at, on=on, unit=unit, item=item.pk)
    return row


@act("programmes.correct_value", gettext_lazy("Đính chính số liệu"))
def correct_value(
    *, row: Value, reason: str, proof: Proof, by: Actor, at: datetime, value: Decimal | None = None, judgement: str = ""
) -> Value:
    """Đính chính số liệu — the wrong row stays, with the reason and what took its place."""
    require(by, "programmes.correct_value", row.unit)
    check_item_stands(row.item)
    rules.check_value(_version(row.item, row.on, at).direction, value, judgement)
    evidence = _proof(proof, row.unit, row.on, by, at)
    _replace(row, reason, at)
    new = _new(row.item, row.unit, at, by, on=row.on, year=row.year, value=value, judgement=judgement, corrects=row,
               evidence=evidence)  # fmt: skip
    write("programmes.correct_value", new, by=by, at=at, on=row.on, unit=row.unit, item=row.item_id, corrects=row.pk)
    return new


@act("programmes.withdraw_value", gettext_lazy("Rút số liệu"))
def withdraw_value(*, row: Value, reason: str, by: Actor, at: datetime) -> None:
    """Rút số liệu — it counts as never so; the row, its proof and the reason stay."""
    require(by, "programmes.withdraw_value", row.unit)
    _replace(row, reason, at)
    write("programmes.withdraw_value", row, by=by, at=at, on=row.on, unit=row.unit, item=row.item_id)


def _proof(proof: Proof, unit: Unit, on: date, by: Actor, at: datetime) -> Evidence:
    """One of the unit's own, new or standing already; or one the recorder sees, where he records for a unit above it."""
    none = _("Số liệu cần minh chứng: tệp, văn bản đã vào sổ, buổi đã ghi, hoặc bản giấy và nơi giữ.")
    if proof.again is not None and not (proof.again.unit.is_inside(unit) and sees(by, proof.again)):
        raise Refused(_("Chỉ dùng lại minh chứng của đơn vị này, hoặc của đơn vị bên dưới."))
    return evidence_of(proof, none, unit=unit, on=on, by=by, at=at)


def _check(item: Item, unit: Unit, on: date, year: int | None, at: datetime) -> None:
    programme = item.programme
    if item.kind not in MEASURED:
        raise Refused(_("Mục này không ghi số liệu. Việc của nó theo dõi ở nhiệm vụ."))
    rules.check_when(on, year, from_on=programme.from_on, until_on=programme.until_on, today=hanoi_day(at))
    version = _version(item, on, at)
    day = min(on, date(year, 12, 31)) if year else on
    if version.way == Way.DIRECT and unit.pk != programme.unit_id:
        raise Refused(_("Chỉ tiêu này do đơn vị của chương trình ghi số."))
    if version.way != Way.DIRECT and unit.pk not in counted(owner_on(programme, day), version, day):
        raise Refused(_("Đơn vị này không thuộc những đơn vị được tổng hợp vào ngày ấy."))


def _version(item: Item, on: date, at: datetime) -> Version:
    found = version_on(item, on, at)
    if found is None:
        raise Refused(_("Mục này không phải chỉ tiêu."))
    return found


def _new(item: Item, unit: Unit, at: datetime, by: Actor, **facts: Any) -> Value:
    with or_refuse(_("Đã có số liệu của lần này. Ghi sai thì đính chính số đã ghi.")):
        return Value.objects.create(
            item=item, unit=unit, at=at, **by.who, for_other=is_for_other(by, unit.pk), **facts,
        )  # fmt: skip


def _replace(row: Value, reason: str, at: datetime) -> None:
    check_reason(reason)
    rows = Value.objects.filter(pk=row.pk, replaced_at__isnull=True)
    if not rows.update(replaced_at=at, replaced_because=reason.strip()[:300]):
        raise Refused(_("Số liệu này đã được đính chính hoặc rút. Tải lại trang để xem."))
