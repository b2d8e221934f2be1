"""Hành vi báo cáo — issue a report: its rows are frozen with their hash."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.reports.models import Issued
from dondoc.reports.progress import progress
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.units.models import Holding, Tree, Unit
from dondoc.units.queries import giver_of
from dondoc.units.signing import Signer, block


@act("reports.issue", gettext_lazy("Lập báo cáo"))
def issue(
    *, unit: Unit, day: date, by: Actor, at: datetime, signer: Holding | None = None, authority: str = ""
) -> Issued:
    """Lập báo cáo tiến độ — as of day D by data until now; asked again it gives the same rows.

    With who is to sign it: the line above his post follows from that post; where several may stand, or none is known,
    it is what is told.
    """
    require(by, "reports.issue", unit)
    if day > by.today:
        raise Refused(_("Không lập báo cáo cho ngày chưa tới."))
    signed = _signed(signer, unit, authority, by) if signer else {}
    found = progress(by, day=day, known_by=at, unit=unit)
    row = Issued.objects.create(
        name="progress", unit=unit, as_of=day, known_by=at, hash=found.hash, at=at,
        rows=[asdict(line) for line in found.lines], account_id=by.account_id,
        **signed,
    )  # fmt: skip
    write("reports.issue", row, by=by, at=at, unit=unit, hash=found.hash)
    return row


def _signed(signer: Holding, unit: Unit, authority: str, by: Actor) -> dict[str, Any]:
    """Khối ký — of a holder of a post at the unit, or of who prepares it by delegation."""
    giver = giver_of(by) if signer.person_id == by.person_id else None
    here = (giver or signer).post.unit_id == unit.pk
    if not here or not Holding.objects.on(by.today).filter(pk=signer.pk).exists():
        raise Refused(_("Người ký không giữ chức danh tại đơn vị này."))
    found = block(Signer(
        "state" if unit.tree == Tree.ADMIN else "party", unit.kind, signer.post.kind_id, signer.post.kind.title,
        signer.is_acting, giver.styled if giver else "",
    ))  # fmt: skip
    said = " ".join(authority.split())
    if len(found.authorities) > 1 and not said:
        raise Refused(_("Ghi thẩm quyền ký: %(lines)s.") % {"lines": "; ".join(found.authorities)})
    return {"signer": signer, "signer_post": found.post, "authority": (said or "".join(found.authorities))[:120]}
