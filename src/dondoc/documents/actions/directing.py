"""Bút phê — the leader's direction, given by the leader or entered from the paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Entry, LeaderDirection
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come
from dondoc.units.models import Holding, Unit


@act("documents.direct", gettext_lazy("Cho ý kiến chỉ đạo"))
def direct(
    *, entry: Entry, text: str, by: Actor, at: datetime, on: date, lead: Unit | None = None,
    partners: Sequence[Unit] = (), due_on: date | None = None,
) -> LeaderDirection:  # fmt: skip
    """Cho ý kiến chỉ đạo — by the leader, under the post he acts in."""
    require(by, "documents.direct", entry.unit)
    leader = _own_holding(by, entry)
    return _write("documents.direct", entry, leader, text, by=by, at=at, on=on, lead=lead,
                  partners=partners, due_on=due_on, is_entered=False)  # fmt: skip


@act("documents.enter_direction", gettext_lazy("Ghi theo bút phê"))
def enter_direction(
    *, entry: Entry, leader: Holding, text: str, by: Actor, at: datetime, on: date,
    lead: Unit | None = None, partners: Sequence[Unit] = (), due_on: date | None = None,
) -> LeaderDirection:  # fmt: skip
    """Ghi theo bút phê — what the leader wrote on the paper, entered by the office and marked so."""
    require(by, "documents.enter_direction", entry.unit)
    if not Holding.objects.on(on).filter(pk=leader.pk, post__unit=entry.unit).exists():
        raise Refused(_("Người cho ý kiến không giữ chức danh tại đơn vị này vào ngày ấy."))
    return _write("documents.enter_direction", entry, leader, text, by=by, at=at, on=on, lead=lead,
                  partners=partners, due_on=due_on, is_entered=True)  # fmt: skip


def carry(direction: LeaderDirection) -> None:
    """Đã có việc giao theo — said by the act that gives work by this direction."""
    LeaderDirection.objects.filter(pk=direction.pk).update(is_carried=True)
    direction.is_carried = True


def _own_holding(by: Actor, entry: Entry) -> Holding:
    """The post one gives it under; by delegation one's own, wherever that is."""
    rows = Holding.objects.on(by.today).filter(person_id=by.person_id or 0)
    if by.delegation_id is None:
        rows = rows.filter(post__unit=entry.unit)
    if by.holding_id is not None:
        rows = rows.filter(pk=by.holding_id)
    holding = rows.order_by("post__kind__rank", "id").first()
    if holding is None:
        raise Refused(_("Chọn chức danh của đồng chí tại đơn vị này ở đầu trang."))
    return holding


def _write(
    name: str, entry: Entry, leader: Holding, text: str, *, by: Actor, at: datetime, on: date,
    lead: Unit | None, partners: Sequence[Unit], due_on: date | None, is_entered: bool,
) -> LeaderDirection:  # fmt: skip
    if not text.strip() and lead is None:
        raise Refused(_("Cần ghi ý kiến hoặc chọn đơn vị chủ trì."))
    check_come(on, at)
    if on < entry.on:
        raise Refused(_("Ngày cho ý kiến trước ngày văn bản đến. Kiểm tra lại ngày."))
    row = LeaderDirection.objects.create(
        entry=entry, leader=leader, on=on, text=text.strip(), lead=lead, due_on=due_on,
        is_entered=is_entered, at=at,
    )  # fmt: skip
    row.partners.set(partners)
    write(name, row, by=by, at=at, on=on, unit=entry.unit, entry=entry.pk)
    return row
