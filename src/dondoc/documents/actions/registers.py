"""Sổ văn bản — open a series, take, reserve and void numbers; every number is accounted for."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Direction, NumberState, Register, RegisterNumber
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands


@act("documents.open_register", gettext_lazy("Mở sổ"))
def open_register(
    *,
    unit: Unit,
    direction: str,
    name: str,
    series: str,
    by: Actor,
    at: datetime,
    from_on: date,
    kinds: list[str] | None = None,
    suffix: str = "",
    starts_at: int = 1,
    until_on: date | None = None,
) -> Register:
    """Mở sổ — a series of numbers, from where the office stands: earlier ones are *trước khi dùng phần mềm*."""
    require(by, "documents.open_register", unit)
    if direction not in Direction.values or not name.strip() or starts_at < 1:
        raise Refused(_("Cần chọn sổ đến hay sổ đi, ghi tên sổ, và số bắt đầu từ 1 trở lên."))
    if Register.objects.filter(unit=unit, direction=direction, name=name, series=series).exists():
        raise Refused(_("Sổ này đã được mở."))
    register = Register.objects.create(
        unit=unit, direction=direction, name=name.strip(), series=series.strip(),
        kinds=kinds or [], suffix=suffix, starts_at=starts_at, next_number=starts_at,
        from_on=from_on, until_on=until_on,
    )  # fmt: skip
    check_stands(unit)
    write("documents.open_register", register, by=by, at=at, on=from_on, unit=unit)
    return register


@act("documents.reserve_number", gettext_lazy("Để dành số"))
def reserve_number(*, register: Register, reason: str, by: Actor, at: datetime) -> RegisterNumber:
    """Để dành số — taken from the series now, used or voided later."""
    require(by, "documents.reserve_number", register.unit)
    check_reason(reason)
    number = take_number(register, at, NumberState.RESERVED, reason)
    write("documents.reserve_number", register, by=by, at=at, unit=register.unit, number=number.number)
    return number


@act("documents.void_number", gettext_lazy("Bỏ số"))
def void_number(*, number: RegisterNumber, reason: str, by: Actor, at: datetime) -> None:
    """Bỏ số — a reserved number that will not be used; it stays in the register with its reason."""
    require(by, "documents.void_number", number.register.unit)
    check_reason(reason)
    changed = RegisterNumber.objects.filter(pk=number.pk, state=NumberState.RESERVED).update(
        state=NumberState.VOID, reason=reason.strip()
    )
    if not changed:
        raise Refused(_("Chỉ bỏ được số đang để dành."))
    write("documents.void_number", number.register, by=by, at=at, unit=number.register.unit,
          number=number.number)  # fmt: skip


@act("documents.pass_over", gettext_lazy("Ghi các số trước khi dùng phần mềm"))
def pass_over(*, register: Register, until: int, reason: str, by: Actor, at: datetime) -> int:
    """Ghi các số trước khi dùng phần mềm — numbers used outside it, up to `until`; returns how many."""
    require(by, "documents.pass_over", register.unit)
    check_reason(reason)
    locked = Register.objects.select_for_update().get(pk=register.pk)
    passed = range(locked.next_number, until + 1)
    RegisterNumber.objects.bulk_create(
        RegisterNumber(register=register, number=n, state=NumberState.BEFORE,
                       reason=reason.strip(), at=at)
        for n in passed
    )  # fmt: skip
    if passed:
        Register.objects.filter(pk=register.pk).update(next_number=until + 1)
    write("documents.pass_over", register, by=by, at=at, unit=register.unit, until=until)
    return len(passed)


def take_number(register: Register, at: datetime, state: str = NumberState.ISSUED, reason: str = "") -> RegisterNumber:
    """Lấy số tiếp theo — under the lock of the register's row, in the act that issues."""
    locked = Register.objects.select_for_update().get(pk=register.pk)
    taken = locked.next_number
    Register.objects.filter(pk=register.pk).update(next_number=taken + 1)
    return RegisterNumber.objects.create(register=register, number=taken, state=state, reason=reason.strip(), at=at)


def use_reserved(number: RegisterNumber) -> RegisterNumber:
    """Dùng số để dành — guarded, so that two cannot use the same one."""
    changed = RegisterNumber.objects.filter(pk=number.pk, state=NumberState.RESERVED).update(state=NumberState.ISSUED)
    if not changed:
        raise Refused(_("Số này không còn để dành."))
    return number


def take_number_of_before(register: Register, number: int, at: datetime) -> RegisterNumber:
    """Lấy số đã dùng trong sổ cũ — the number a line had before the software; those between are told as such.

    Under the lock of the register's row. Raises Refused where the number stands for something else.
    """
    locked = Register.objects.select_for_update().get(pk=register.pk)
    RegisterNumber.objects.bulk_create(
        RegisterNumber(
            register=register, number=n, state=NumberState.BEFORE, reason=_("sổ cũ, chưa nạp dòng này"), at=at
        )
        for n in range(locked.next_number, number)
    )
    if number >= locked.next_number:
        Register.objects.filter(pk=register.pk).update(next_number=number + 1)
    row, __ = RegisterNumber.objects.get_or_create(
        register=register, number=number, defaults={"state": NumberState.BEFORE, "at": at}
    )
    if row.state != NumberState.BEFORE or hasattr(row, "entry"):
        raise Refused(_("Số này của sổ đã dùng cho dòng khác, đang để dành hoặc đã bỏ."))
    if row.reason:
        RegisterNumber.objects.filter(pk=row.pk).update(reason="")
    return row
