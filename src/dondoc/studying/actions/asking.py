"""Yêu cầu quán triệt — asked of the units below by who holds the paper; withdrawn where it was asked by mistake."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.models import Share
from dondoc.access.rights import require
from dondoc.documents.lifecycle import EntryState
from dondoc.documents.models import Entry, Paper
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason, or_refuse
from dondoc.shared.calendar import hanoi_day
from dondoc.studying import rules
from dondoc.studying.models import Asking
from dondoc.studying.queries import asked
from dondoc.studying.words import Across
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands

ASK = "studying.ask"


@act(ASK, gettext_lazy("Yêu cầu quán triệt"))
def ask(
    *, entry: Entry, by: Actor, at: datetime, across: str = Across.CELLS, due_on: date | None = None,
    due_source: str = "", unit: Unit | None = None,
) -> Asking:  # fmt: skip
    """Yêu cầu quán triệt — each unit asked reads the paper and says what it does; the day is the paper's own, or none."""
    unit = unit or entry.unit
    require(by, ASK, unit)
    rules.check_openable(is_stub=entry.paper.is_stub, secrecy=entry.paper.secrecy)
    if entry.state == EntryState.WITHDRAWN or not unit.is_inside(entry.unit):
        raise Refused(_("Người yêu cầu là đơn vị giữ văn bản, hoặc một đơn vị bên dưới."))
    if due_on is not None and not due_source.strip():
        raise Refused(_("Ghi hạn ấy ở đâu: điểm, khoản của văn bản, hoặc kế hoạch của cấp trên."))
    row = _new(unit, entry.paper, across, due_on, due_source, at)
    check_stands(unit)
    _show(row, at)
    write(ASK, row, by=by, at=at, unit=unit, paper=entry.paper_id)
    return row


@act("studying.withdraw_asking", gettext_lazy("Rút yêu cầu quán triệt"))
def withdraw_asking(*, asking: Asking, reason: str, by: Actor, at: datetime) -> None:
    """Rút yêu cầu — asked by mistake, or by another day than the paper's; what units held and decided stays theirs."""
    require(by, "studying.withdraw_asking", asking.unit)
    check_reason(reason)
    rows = Asking.objects.standing().filter(pk=asking.pk)
    if not rows.update(withdrawn_at=at, withdrawn_because=reason.strip()[:300]):
        raise Refused(_("Yêu cầu này đã được rút."))
    write("studying.withdraw_asking", asking, by=by, at=at, unit=asking.unit)


def _new(unit: Unit, paper: Paper, across: str, due_on: date | None, source: str, at: datetime) -> Asking:
    with or_refuse(_("Đơn vị đã yêu cầu quán triệt văn bản này.")):
        return Asking.objects.create(
            unit=unit, paper=paper, across=across, due_on=due_on, on=hanoi_day(at), at=at,
            due_source=source.strip()[:300] if due_on else "",
        )  # fmt: skip


def _show(asking: Asking, at: datetime) -> None:
    """Who is asked reads the paper."""
    ids = asked(asking, asking.on).order_by("path", "id").values_list("unit_id", flat=True)
    kind = Paper._meta.label_lower
    rows = [Share(kind=kind, thing_id=asking.paper_id, unit_id=pk, because=ASK, at=at) for pk in ids]
    Share.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
