"""Chuyển người có quyền — asked by whoever sees a thing, answered by the post that may; no right goes with it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import NotAllowed, may, sees
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason, or_refuse
from dondoc.shared.calendar import hanoi_day
from dondoc.units import rules
from dondoc.units.lifecycle import HAND_OVER
from dondoc.units.models import HandOver, Holding, Post, Unit
from dondoc.units.queries import receivers


@act("units.hand_over", gettext_lazy("Chuyển người có quyền"))
def hand_over(
    *, thing: models.Model, asked: str, unit: Unit, post: Post, address: str, label: str, by: Actor, at: datetime,
    note: str = "", right: str = "",
) -> HandOver:  # fmt: skip
    """Chuyển người có quyền — `asked` at `unit`, done at `address`; who sees a thing may hand it, no grant needed.

    `right` is the right to the act where it is not the act's own name. Refused where the receiver
    sees nothing of the thing: being asked shows nothing and permits nothing.
    """
    sender = _held_by(by)
    _check_sender(by, thing, right or asked, unit)
    _check_receiver(by, post, thing, right or asked, unit)
    rules.check_address(address)
    said = {"asked": asked, "kind": thing._meta.label_lower, "thing_id": thing.pk}
    with or_refuse(_("Việc này đã được chuyển tới chức danh ấy và đang chờ, không phải chuyển nữa.")):
        row = HandOver.objects.create(
            sender=sender, post=post, unit=unit, label=label[:80], address=address,
            note=rules.one_line(note), at=at, **said,
        )  # fmt: skip
    HAND_OVER.start(row, by=by, at=at, on=hanoi_day(at))
    write("units.hand_over", row, by=by, at=at, unit=unit, post=post.pk, **said)
    return row


@act("units.settle_hand_over", gettext_lazy("Đã xử lý việc được chuyển"))
def settle_hand_over(*, handed: HandOver, by: Actor, at: datetime) -> None:
    """Đã xử lý — said by the post that received it; the act itself was done, or not, on its own page."""
    _require_receiver(by, "units.settle_hand_over", handed)
    HAND_OVER.take(handed, "settle", by=by, at=at, on=hanoi_day(at), answered_at=at)
    write("units.settle_hand_over", handed, by=by, at=at, unit=handed.unit)


@act("units.decline_hand_over", gettext_lazy("Không nhận việc được chuyển"))
def decline_hand_over(*, handed: HandOver, reason: str, by: Actor, at: datetime) -> None:
    """Không nhận — by the post that received it, with a reason that the sender reads."""
    _require_receiver(by, "units.decline_hand_over", handed)
    check_reason(reason)
    HAND_OVER.take(handed, "decline", by=by, at=at, on=hanoi_day(at), answered_at=at, answer=reason.strip()[:300])
    write("units.decline_hand_over", handed, by=by, at=at, unit=handed.unit)


def _held_by(by: Actor) -> Holding:
    """The holding one acts under: inboxes and answers belong to posts."""
    held = Holding.objects.on(by.today).filter(person_id=by.person_id or 0)
    chosen = held if by.holding_id is None else held.filter(pk=by.holding_id)
    found = chosen.order_by("post__kind__rank", "id").first()
    if found is None:
        raise Refused(_("Đồng chí chưa giữ chức danh nào nên chưa chuyển được."))
    return found


def _check_sender(by: Actor, thing: models.Model, right: str, unit: Unit) -> None:
    if not sees(by, thing):
        raise Refused(_("Không có việc này, hoặc đồng chí không được xem."))
    if may(by, right, unit):
        raise Refused(_("Đồng chí có quyền làm việc này, không phải chuyển."))


def _check_receiver(by: Actor, post: Post, thing: models.Model, right: str, unit: Unit) -> None:
    held = receivers(post, by)
    if any(other.person_id == by.person_id for other in held):
        raise Refused(_("Đồng chí đang giữ chức danh ấy. Chọn chức danh ấy ở đầu trang rồi làm."))
    able = [other for other in held if may(other, right, unit)]
    if not able:
        raise Refused(_("Chức danh ấy hôm nay không có người giữ, hoặc cũng chưa được giao việc này."))
    if not any(sees(other, thing) for other in able):
        raise Refused(_("Chức danh ấy không được xem việc này nên không chuyển tới được."))


def _require_receiver(by: Actor, act: str, handed: HandOver) -> None:
    """By whoever acts in the post that received it; a step already taken is told as such."""
    if by.delegation_id is not None:
        received = HandOver.objects.received(by).filter(pk=handed.pk).exists()
    else:
        received = any(other.person_id == by.person_id and by.holding_id in (None, other.holding_id)
                       for other in receivers(handed.post, by))  # fmt: skip
    if not received:
        raise NotAllowed(act, handed.post.unit, [handed.post])
