"""Chốt số liệu thống kê — counted, what cannot be counted typed, zero said to be none; afterwards a correction is a version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.inspecting import rules
from dondoc.inspecting.counting import count
from dondoc.inspecting.statistics import Form, StatisticsReport, forms, hash_of
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come, check_reason, or_refuse
from dondoc.units.models import Unit

FREEZE = "inspecting.freeze_statistics"


@act(FREEZE, gettext_lazy("Chốt số liệu thống kê"))
def freeze_statistics(
    *, unit: Unit, form: str, from_on: date, until_on: date, typed: Mapping[str, int], by: Actor, at: datetime,
    declares_zero: bool = False, because: str = "",
) -> StatisticsReport:  # fmt: skip
    """Chốt — of a period that is over; figures stand with the rows behind them, and are counted here, not by the page."""
    require(by, FREEZE, unit)
    if form not in forms():
        raise Refused(_("Không có biểu này."))
    rules.check_dates(from_on, until_on)
    check_come(until_on, at)
    chosen = forms()[form]
    _check_typed(chosen, typed)
    behind = count(chosen, unit, from_on, until_on)
    figures = {
        field.code: len(behind[field.code]) if field.is_counted else typed[field.code] for field in chosen.fields
    }
    if 0 in figures.values() and not declares_zero:
        raise Refused(_("Có mục bằng 0. Xác nhận đó là không có, không phải chưa đếm."))
    period = {"unit": unit, "form": form, "from_on": from_on, "until_on": until_on}
    earlier = StatisticsReport.objects.filter(**period).order_by("-number").first()
    digest = hash_of(figures, behind)
    if earlier is not None:
        check_reason(because)
        if earlier.hash == digest:
            raise Refused(_("Số liệu không khác bản đã chốt."))
    number = earlier.number + 1 if earlier is not None else 1
    with or_refuse(_("Vừa có người chốt kỳ này. Tải lại trang để xem.")):
        row = StatisticsReport.objects.create(
            **period, number=number, figures=figures, behind=behind, declares_zero=declares_zero, hash=digest, at=at,
            because=because.strip()[:300] if earlier is not None else "",
        )  # fmt: skip
    write(FREEZE, row, by=by, at=at, unit=unit, on=until_on, number=number, hash=digest)
    return row


def _check_typed(form: Form, typed: Mapping[str, int]) -> None:
    """Every figure that is not counted is given, as a whole number; nothing beside them."""
    if set(typed) != {field.code for field in form.typed} or any(value < 0 for value in typed.values()):
        raise Refused(_("Ghi đủ các mục không đếm được từ phần mềm; không có thì ghi 0."))
