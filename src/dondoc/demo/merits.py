"""Thi đua, khen thưởng ở cơ quan mẫu — registered by three units; of those proposed on what they have shown one is decided."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dondoc.commending.actions import grant, propose, register
from dondoc.documents.actions.registering import issue
from dondoc.documents.actions.registers import open_register
from dondoc.documents.models import Paper
from dondoc.documents.rules import Fields
from dondoc.implementation.models import Evidence
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit

if TYPE_CHECKING:
    from dondoc.demo.load import House

FORMS = ("Giấy khen của Đảng ủy Tổng cục", "Tập thể Lao động tiên tiến", "Tập thể Lao động xuất sắc")
UNITS = 3
GROUND = "Đủ kỳ sinh hoạt theo quy định; việc được giao xong đúng hạn, có minh chứng."


def load_merits(house: House, today: date) -> None:
    """Nạp đăng ký thi đua của năm — where there are cells to register."""
    from dondoc.demo.load import moment

    by, day = house.actors["chanhvanphong"], max(date(today.year, 2, 1), today - timedelta(days=200))
    units = Unit.objects.working().filter(kind__startswith="CHI_BO", merits__isnull=True).order_by("path", "id")
    shown = Evidence.objects.filter(withdrawn_on__isnull=True, level="", on__lte=today)
    ready = [unit for unit in units if shown.filter(unit=unit).exists()]
    chosen = [*ready, *(unit for unit in units if unit not in ready)][:UNITS]
    for turn, (form, unit) in enumerate(zip(FORMS, chosen, strict=False)):
        row = register(unit=unit, year=day.year, form=form, by=by, at=moment(day))
        proofs = list(shown.filter(unit=unit).order_by("id")[:2])
        if turn == len(FORMS) - 1 or not proofs:
            continue
        propose(merit=row, ground=GROUND, evidence=proofs, by=by, at=moment(today - timedelta(days=20)))
        if turn == 0:
            grant(
                merit=row,
                paper=_decision(house, form, today - timedelta(days=8)),
                by=house.actors["bithu"],
                at=moment(today - timedelta(days=7)),
            )


def _decision(house: House, form: str, on: date) -> Paper:
    """Of the committee itself; whom it names stands in the paper alone."""
    from dondoc.demo.load import moment

    root, by = house.units["du"], house.actors["vanthu"]
    book = open_register(unit=root, direction="OUT", name="Sổ đi: khen thưởng", series=f"{on.year}", suffix="-KTh/ĐU", starts_at=41,
                         from_on=date(on.year, 1, 1), by=Actor.setup(on), at=moment(on))  # fmt: skip
    said = Fields(kind="Quyết định", title=f"Về việc tặng {form} (văn bản mẫu)", issued_on=on, series=f"{on.year}")
    return issue(register=book, fields=said, by=by, at=moment(on), on=on).paper
