"""Hành vi báo cáo — issue a report: its rows are frozen with their hash."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.reports.models import Issued
from dondoc.reports.progress import progress
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Holding, Unit
from dondoc.units.signed import signed, unsigned


@act("reports.issue", gettext_lazy("Lập báo cáo"))
def issue(
    *, unit: Unit, day: date, by: Actor, at: datetime, signer: Holding | None = None, authority: str = "", place: str = ""
) -> Issued:  # fmt: skip
    """Lập báo cáo tiến độ — as of day D by data until now; asked again it gives the same rows.

    With who is to sign it: the line above his post follows from that post; where several may stand, or none is known,
    it is what is told.
    """
    require(by, "reports.issue", unit)
    if day > by.today:
        raise Refused(_("Không lập báo cáo cho ngày chưa tới."))
    block = signed(signer, unit, authority, by) if signer else unsigned(unit, authority, hanoi_day(at))
    found = progress(by, day=day, known_by=at, unit=unit)
    row = Issued.objects.create(
        name="progress", unit=unit, as_of=day, known_by=at, hash=found.hash, at=at,
        rows=[asdict(line) for line in found.lines], account_id=by.account_id, place=place.strip(),
        **block,
    )  # fmt: skip
    write("reports.issue", row, by=by, at=at, unit=unit, hash=found.hash)
    return row
