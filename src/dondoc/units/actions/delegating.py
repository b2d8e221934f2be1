"""Ủy quyền — some rights of a post to another person, for some days, by its holder or by who keeps posts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.actions import grant
from dondoc.access.models import Grant, Person
from dondoc.access.rights import SEE, require
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.units import rules
from dondoc.units.delegations import Delegation
from dondoc.units.models import Holding
from dondoc.units.queries import check_stands, delegable


@act("units.delegate", gettext_lazy("Ủy quyền"))
def delegate(
    *, giver: Holding, person: Person, acts: Iterable[str], from_on: date, until_on: date, reason: str, by: Actor,
    at: datetime, number: str = "", decided_on: date | None = None,
) -> Delegation:  # fmt: skip
    """Ủy quyền — a part of what the post has, at its unit; sight goes with it. Never onward, never to oneself.

    By the holder of the post for himself, else by who keeps posts there.
    """
    _require_giver(by, "units.delegate", giver)
    check_reason(reason)
    rules.check_delegated(
        giver=giver.person_id, receiver=person.pk, writer=by.person_id, from_on=from_on, until_on=until_on,
        today=hanoi_day(at), held=(giver.from_on, giver.until_on),
    )  # fmt: skip
    if not Holding.objects.on(max(from_on, by.today)).filter(person=person).exists():
        raise Refused(_("Chỉ ủy quyền cho người đang giữ chức danh."))
    if decided_on is not None and not number.strip():
        raise Refused(_("Có ngày văn bản ủy quyền thì cần ghi số, ký hiệu."))
    rights = _chosen(giver, set(acts), by.today)
    row = Delegation.objects.create(
        giver=giver, person=person, from_on=from_on, until_on=until_on, reason=reason.strip()[:300],
        number=number.strip()[:80], decided_on=decided_on, at=at,
    )  # fmt: skip
    for right in rights:
        grant(person=person, act=right.act, unit=right.unit, below=right.below, from_on=from_on, until_on=until_on,
              because=giver, delegation=row)  # fmt: skip
    check_stands(giver.post.unit)
    write("units.delegate", row, by=by, at=at, on=from_on, unit=giver.post.unit, giver=giver.pk, person=person.pk,
          acts=sorted(right.act for right in rights))  # fmt: skip
    return row


@act("units.withdraw_delegation", gettext_lazy("Thu hồi ủy quyền"))
def withdraw_delegation(*, delegation: Delegation, reason: str, by: Actor, at: datetime) -> None:
    """Thu hồi ủy quyền — at once, by the giver or who keeps posts; what was done by it stays."""
    _require_giver(by, "units.withdraw_delegation", delegation.giver)
    check_reason(reason)
    today = hanoi_day(at)
    standing = Delegation.objects.filter(pk=delegation.pk, ended_on__isnull=True, until_on__gte=today)
    if not standing.update(ended_on=today, why_ended=reason.strip()[:300]):
        raise Refused(_("Ủy quyền này đã hết hiệu lực."))
    delegation.refresh_from_db()
    Grant.objects.filter(delegation=delegation).update(until_on=today - timedelta(days=1))
    write("units.withdraw_delegation", delegation, by=by, at=at, unit=delegation.giver.post.unit)


def _require_giver(by: Actor, act: str, giver: Holding) -> None:
    """His own post asks no right; another's asks that of who keeps posts. By delegation never."""
    if by.delegation_id is not None:
        raise Refused(_("Đang làm theo ủy quyền nên không ủy quyền tiếp, không thu hồi ủy quyền được."))
    own = by.person_id == giver.person_id and by.holding_id in (None, giver.pk)
    if not own or not Holding.objects.on(by.today).filter(pk=giver.pk).exists():
        require(by, act, giver.post.unit)


def _chosen(giver: Holding, acts: set[str], day: date) -> list[Grant]:
    """Of what the post has, the chosen; and sight, without which nothing can be done."""
    held = delegable(giver, day)
    if not acts - {SEE} or acts - {right.act for right in held}:
        raise Refused(_("Chọn quyền để ủy quyền, trong các quyền chức danh ấy đang có."))
    return [right for right in held if right.act in acts | {SEE}]
