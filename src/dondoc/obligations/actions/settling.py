"""Xử lý nhiệm vụ còn mở — of a paper that a newer one replaces, amends or repeals. Nothing ends by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import NotAllowed, require
from dondoc.documents.models import Entry, Paper
from dondoc.journal.actions import write
from dondoc.obligations.actions.confirming import amend, carry_over, end
from dondoc.obligations.models import Kept, Obligation
from dondoc.obligations.queries import unsettled
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, or_refuse


class How(models.TextChoices):
    """Cách xử lý một nhiệm vụ còn mở."""

    KEEP = "keep", gettext_lazy("để nguyên")
    CARRY = "carry", gettext_lazy("chuyển tiếp")
    AMEND = "amend", gettext_lazy("sửa đổi")
    END = "end", gettext_lazy("kết thúc")


@dataclass(frozen=True, slots=True)
class Decision:
    """Cách xử lý đã chọn — `changes` for an amendment, `reason` for an end."""

    obligation: Obligation
    how: str
    changes: dict[str, Any]
    reason: str = ""


@act("obligations.keep", gettext_lazy("Để nguyên nhiệm vụ"))
def keep(*, obligation: Obligation, paper: Paper, by: Actor, at: datetime) -> Kept:
    """Để nguyên — it goes on as it is although `paper` touches its own; said by who may end it, and remembered."""
    require(by, "obligations.end", obligation.unit)
    with or_refuse(_("Nhiệm vụ này đã được để nguyên theo văn bản ấy.")):
        row = Kept.objects.create(obligation=obligation, paper=paper, at=at)
    write("obligations.keep", obligation, by=by, at=at, unit=obligation.unit, paper=paper.pk)
    return row


@act("obligations.settle", gettext_lazy("Xử lý nhiệm vụ còn mở"))
def settle(*, entry: Entry, decisions: Sequence[Decision], from_on: date, by: Actor, at: datetime) -> None:
    """Xử lý nhiệm vụ còn mở — many at once under the newer paper, from a day; all or none, each by its own act and right."""
    if not decisions:
        raise Refused(_("Chọn cách xử lý cho ít nhất một nhiệm vụ."))
    waiting = _waiting(entry, decisions, by)
    for decision in decisions:
        duty = waiting.pop(decision.obligation.pk, None)
        try:
            if duty is None:
                raise Refused(_("đã được xử lý theo văn bản này. Tải lại trang để xem."))
            _decide(entry, duty, decision, from_on, by, at)
        except NotAllowed:
            raise
        except Refused as why:
            raise Refused(_("%(nv)s: %(why)s") % {"nv": decision.obligation.nv, "why": why}) from why


def _waiting(entry: Entry, decisions: Sequence[Decision], by: Actor) -> dict[int, Obligation]:
    """Those still unsettled, locked, so that two people cannot settle one twice."""
    ids = [decision.obligation.pk for decision in decisions]
    locked = {o.pk: o for o in Obligation.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    still = unsettled(entry, by).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: locked[pk] for pk in still}


def _decide(entry: Entry, duty: Obligation, decision: Decision, from_on: date, by: Actor, at: datetime) -> None:
    if decision.how == How.KEEP:
        keep(obligation=duty, paper=entry.paper, by=by, at=at)
    elif decision.how == How.CARRY:
        carry_over(obligation=duty, entry=entry, by=by, at=at)
    elif decision.how == How.AMEND:
        amend(obligation=duty, paper=entry.paper, from_on=from_on, by=by, at=at, **decision.changes)
    elif decision.how == How.END:
        end(obligation=duty, reason=decision.reason, paper=entry.paper, on=from_on, by=by, at=at)
    else:
        raise Refused(_("chọn để nguyên, chuyển tiếp, sửa đổi hoặc kết thúc."))
