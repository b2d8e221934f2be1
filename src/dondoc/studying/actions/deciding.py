"""Quyết định của đơn vị về một văn bản — quán triệt, phổ biến, or no action with a reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, sees
from dondoc.documents.models import Paper
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, or_refuse
from dondoc.shared.calendar import hanoi_day
from dondoc.studying import rules
from dondoc.studying.models import Asking, Decision
from dondoc.studying.queries import decision_of, is_held
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands, is_for_other


@act("studying.decide_study", gettext_lazy("Quyết định việc quán triệt"))
def decide_study(*, unit: Unit, paper: Paper, way: str, by: Actor, at: datetime, reason: str = "") -> Decision:
    """Quyết định việc quán triệt — one word a paper; another word later needs a reason, and the first stays readable."""
    require(by, "studying.decide_study", unit)
    check_known(paper, by)
    before = decision_of(unit, paper)
    rules.check_way(way, reason, before=before.way if before else "", is_held=is_held(unit, paper))
    if before is not None:
        Decision.objects.filter(pk=before.pk, replaced_at__isnull=True).update(replaced_at=at)
    row = decided(unit, paper, way, reason, by, at)
    check_stands(unit)
    write("studying.decide_study", row, by=by, at=at, unit=unit, paper=paper.pk)
    return row


def decided(
    unit: Unit, paper: Paper, way: str, reason: str, by: Actor, at: datetime, on: date | None = None
) -> Decision:
    """A row; whoever is second finds the first."""
    with or_refuse(_("Đơn vị vừa quyết định về văn bản này. Tải lại trang để xem.")):
        return Decision.objects.create(
            unit=unit,
            paper=paper,
            way=way,
            reason=reason.strip()[:500],
            on=on or hanoi_day(at),
            at=at,
            **who(by, unit),
        )


def check_known(paper: Paper, by: Actor) -> None:
    """Raises Refused of a paper that one neither sees nor is asked to study."""
    if not sees(by, paper) and not Asking.objects.visible_to(by).standing().filter(paper=paper).exists():
        raise Refused(_("Không thấy văn bản này trong sổ. Vào sổ trước."))


def who(by: Actor, unit: Unit) -> dict[str, Any]:
    """Who entered it, and whether for another unit than one's own."""
    return {**by.who, "for_other": is_for_other(by, unit.pk)}
