"""Hành vi áp dụng bộ quyền — what an office or a new release changed in a bundle reaches those who hold the post already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.actions import grant
from dondoc.access.models import Grant
from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day
from dondoc.units.actions.changing import root
from dondoc.units.models import PostKind
from dondoc.units.opening import Pending, pending, reaching

DEFINE = "units.define_post_kind"


@dataclass(frozen=True, slots=True)
class Applied:
    """Đã áp dụng — how many holders, grants opened, grants closed."""

    holders: int
    opened: int
    closed: int


@act("units.apply_post_kind", gettext_lazy("Áp dụng bộ quyền cho người đang giữ"))
def apply_post_kind(*, kind: PostKind, by: Actor, at: datetime) -> Applied:
    """Áp dụng bộ quyền — from today present and coming holders have what the bundle says, no more and no less.

    Asked by the right to set bundles. What was given before stays in the record, with its days.
    """
    house = root()
    if not by.is_setup:
        require(by, DEFINE, house)
    today = hanoi_day(at)
    found = pending(kind, {right.act: right.below for right in kind.rights.all()}, today)
    surplus = [pk for row in found for pk in row.surplus]
    Grant.objects.filter(pk__in=surplus).update(until_on=today - timedelta(days=1))
    done = Applied(len(found), sum(_open(row, today) for row in found), len(surplus))
    if not by.is_setup and not reaching(house, today).filter(act=DEFINE).exists():
        raise Refused(
            _("Làm thế thì không còn ai đặt được quyền cho chức danh. Giao quyền ấy cho chức danh khác trước.")
        )
    write("units.apply_post_kind", None, by=by, at=at, kind_key=kind.key, holders=done.holders,
          opened=done.opened, closed=done.closed)  # fmt: skip
    return done


def _open(row: Pending, today: date) -> int:
    """What is missing, for as long as the post is held."""
    held = row.holding
    for name, below in row.missing:
        grant(
            person=held.person, act=name, unit=held.post.unit, below=below, from_on=max(today, held.from_on),
            until_on=held.until_on, because=held,
        )  # fmt: skip
    return len(row.missing)
