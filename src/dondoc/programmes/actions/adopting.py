"""Ghi chương trình — from a registered paper; its breakthroughs, tasks and what is to be done in the period."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, share
from dondoc.documents.lifecycle import EntryState
from dondoc.documents.models import Entry, Paper, Reading
from dondoc.journal.actions import write
from dondoc.programmes import rules
from dondoc.programmes.models import Item, Programme
from dondoc.programmes.words import ADOPTED, DEEDS
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason, or_refuse
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands


@act("programmes.adopt", gettext_lazy("Ghi chương trình"))
def adopt(
    *, entry: Entry, kind: str, name: str, from_on: date, until_on: date, by: Actor, at: datetime,
    unit: Unit | None = None, is_open: bool = False,
) -> Programme:  # fmt: skip
    """Ghi chương trình — what a registered paper gives to the unit that holds it, or to one below, for a term or a year."""
    unit = unit or entry.unit
    require(by, "programmes.adopt", unit)
    if kind not in ADOPTED:
        raise Refused(_("Chương trình kiểm tra, giám sát năm ghi ở Kiểm tra, giám sát: có dòng, đối tượng, cuộc."))
    rules.check_text(name)
    rules.check_period(from_on, until_on)
    rules.check_paper(is_stub=entry.paper.is_stub, is_secret=bool(entry.paper.secrecy), is_open=is_open)
    if entry.state == EntryState.WITHDRAWN or not unit.is_inside(entry.unit):
        raise Refused(_("Chương trình là của đơn vị giữ văn bản, hoặc của một đơn vị bên dưới."))
    with or_refuse(_("Chương trình này đã được ghi.")):
        row = Programme.objects.create(
            unit=unit, paper=entry.paper, kind=kind, name=name.strip()[:300], from_on=from_on, until_on=until_on,
            is_open=is_open, at=at,
        )  # fmt: skip
    check_stands(unit)
    if unit.pk != entry.unit_id:
        share(entry.paper, unit, because="programmes.adopt", at=at)
    write("programmes.adopt", row, by=by, at=at, unit=unit, paper=entry.paper_id)
    return row


@act("programmes.withdraw", gettext_lazy("Rút chương trình"))
def withdraw(*, programme: Programme, reason: str, by: Actor, at: datetime) -> None:
    """Rút chương trình — recorded wrongly; it stays in the record with the reason, its obligations go on by themselves."""
    require(by, "programmes.withdraw", programme.unit)
    check_reason(reason)
    rows = Programme.objects.filter(pk=programme.pk, withdrawn_at__isnull=True)
    if not rows.update(withdrawn_at=at, withdrawn_because=reason.strip()[:300]):
        raise Refused(_("Chương trình này đã được rút."))
    write("programmes.withdraw", programme, by=by, at=at, unit=programme.unit)


@act("programmes.add_item", gettext_lazy("Ghi mục của chương trình"))
def add_item(
    *, programme: Programme, kind: str, text: str, by: Actor, at: datetime, provision: str = "",
    reading: Reading | None = None, start: int | None = None, end: int | None = None, on: date | None = None,
    precision: str = "", preparer: Unit | None = None, meeting: str = "",
) -> Item:  # fmt: skip
    """Ghi mục — a breakthrough, a task, a thing of the period; what must be done of it becomes an obligation.

    A working programme says when (a month, a quarter: its last day), who prepares it, and which meeting considers it.
    """
    require(by, "programmes.add_item", programme.unit)
    if kind not in DEEDS:
        raise Refused(_("Chỉ tiêu được ghi ở trang ghi chỉ tiêu."))
    rules.check_time(on, precision, from_on=programme.from_on, until_on=programme.until_on)
    if preparer is not None and not preparer.is_inside(programme.unit):
        raise Refused(_("Đơn vị chuẩn bị là đơn vị của chương trình, hoặc một đơn vị bên dưới."))
    row = new_item(programme, kind, text, at, provision=provision, reading=reading, start=start, end=end, by_on=on,
                   precision=precision, preparer=preparer, meeting=meeting.strip()[:200])  # fmt: skip
    write("programmes.add_item", row, by=by, at=at, unit=programme.unit, programme=programme.pk)
    return row


@act("programmes.withdraw_item", gettext_lazy("Rút mục của chương trình"))
def withdraw_item(*, item: Item, reason: str, by: Actor, at: datetime, paper: Paper | None = None) -> None:
    """Rút mục — recorded wrongly, or dropped by a paper; its figures and its past stay."""
    programme = item.programme
    require(by, "programmes.withdraw_item", programme.unit)
    check_reason(reason)
    if paper is not None:
        check_decision(paper, programme)
    rows = Item.objects.filter(pk=item.pk, withdrawn_at__isnull=True)
    if not rows.update(withdrawn_at=at, withdrawn_because=reason.strip()[:300]):
        raise Refused(_("Mục này đã được rút."))
    write("programmes.withdraw_item", item, by=by, at=at, unit=programme.unit, paper=paper.pk if paper else None)


def new_item(
    programme: Programme, kind: str, text: str, at: datetime, *, provision: str, reading: Reading | None,
    start: int | None, end: int | None, **more: Any,
) -> Item:  # fmt: skip
    """A row of a standing programme; one passage is recorded once, whoever presses first."""
    rules.check_text(text)
    check_standing(programme)
    with or_refuse(_("Đoạn này đã được ghi. Tải lại trang để xem.")):
        return Item.objects.create(
            programme=programme, kind=kind, text=text.strip(), provision=provision[:60], reading=reading,
            start=start, end=end, at=at, **more,
        )  # fmt: skip


def check_decision(paper: Paper, programme: Programme) -> None:
    """Văn bản điều chỉnh — what it says is kept and read as the programme's own is: the rule of its paper is its rule too."""
    rules.check_paper(is_stub=paper.is_stub, is_secret=bool(paper.secrecy), is_open=programme.is_open)


def check_standing(programme: Programme) -> None:
    """Raises Refused of a programme that was withdrawn."""
    if not Programme.objects.standing().filter(pk=programme.pk).exists():
        raise Refused(_("Chương trình này đã được rút."))


def check_item_stands(item: Item) -> None:
    """Raises Refused of an item that was withdrawn, alone or with its programme."""
    check_standing(item.programme)
    if not Item.objects.standing().filter(pk=item.pk).exists():
        raise Refused(_("Mục này đã được rút."))
