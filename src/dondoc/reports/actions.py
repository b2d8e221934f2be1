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
from dondoc.units.models import Unit


@act("reports.issue", gettext_lazy("Lập báo cáo"))
def issue(*, unit: Unit, day: date, by: Actor, at: datetime) -> Issued:
    """Lập báo cáo tiến độ — as of day D by data until now; asked again it gives the same rows."""
    require(by, "reports.issue", unit)
    if day > by.today:
        raise Refused(_("Không lập báo cáo cho ngày chưa tới."))
    found = progress(by, day=day, known_by=at, unit=unit)
    row = Issued.objects.create(
        name="progress", unit=unit, as_of=day, known_by=at, hash=found.hash, at=at,
        rows=[asdict(line) for line in found.lines], account_id=by.account_id,
    )  # fmt: skip
    write("reports.issue", row, by=by, at=at, unit=unit, hash=found.hash)
    return row
