"""Thi đua, khen thưởng ở cơ quan mẫu — registered by three units, one of them proposed on what it has shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dondoc.commending.actions import propose, register
from dondoc.implementation.models import Evidence
from dondoc.units.models import Unit

if TYPE_CHECKING:
    from dondoc.demo.load import House

FORMS = ("Giấy khen của Đảng ủy Tổng cục", "Tập thể Lao động tiên tiến", "Tập thể Lao động xuất sắc")
UNITS = 3


def load_merits(house: House, today: date) -> None:
    """Nạp đăng ký thi đua của năm — where there are cells to register."""
    from dondoc.demo.load import moment

    by, day = house.actors["chanhvanphong"], max(date(today.year, 2, 1), today - timedelta(days=200))
    cells = Unit.objects.working().filter(kind="CHI_BO").order_by("path", "id")[:UNITS]
    for form, unit in zip(FORMS, cells, strict=False):
        row = register(unit=unit, year=day.year, form=form, by=by, at=moment(day))
        shown = Evidence.objects.filter(unit=unit, withdrawn_on__isnull=True, level="", on__lte=today).order_by("id")
        if form == FORMS[0] and shown:
            ground = "Đủ kỳ sinh hoạt theo quy định; việc được giao xong đúng hạn, có minh chứng."
            propose(merit=row, ground=ground, evidence=list(shown[:2]), by=by, at=moment(today - timedelta(days=10)))
