"""Giao — lay an obligation on units, cascade it, accept it, withdraw it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, share_each
from dondoc.documents.actions.directing import carry
from dondoc.documents.models import LeaderDirection
from dondoc.journal.actions import Told, write, write_each
from dondoc.obligations import rules
from dondoc.obligations.lifecycle import ASSIGNMENT, OPEN, ObligationState
from dondoc.obligations.models import Assignment, DueDay, Obligation, Partner
from dondoc.obligations.queries import has_it
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Tree, Unit
from dondoc.units.queries import check_stands


@dataclass(frozen=True, slots=True)
class Gift:
    """Một phần việc để giao — what, to which unit, until when; below `parent` where a share is cascaded.

    The top unit's own share of an outside body's paper is given by that body: its answer closes it. `direction` is the
    leader's direction it carries out.
    """

    obligation: Obligation
    unit: Unit
    due_on: date | None
    parent: Assignment | None = None
    direction: LeaderDirection | None = None
    partners: Sequence[Unit] = ()
    asked: str = ""
    due_reason: str = ""

    @property
    def holder(self) -> Unit:
        return self.parent.unit if self.parent else self.obligation.unit

    @property
    def giver(self) -> Unit:
        """Who lays it: the holder of the share above; for the top unit itself, the paper's issuer."""
        is_own = self.parent is None and self.unit.pk == self.obligation.unit_id
        return self.obligation.paper.issuer if is_own else self.holder


@act("obligations.assign", gettext_lazy("Giao nhiệm vụ"))
def assign(
    *,
    obligation: Obligation,
    unit: Unit,
    due_on: date | None,
    by: Actor,
    at: datetime,
    on: date | None = None,
    parent: Assignment | None = None,
    direction: LeaderDirection | None = None,
    partners: Sequence[Unit] = (),
    asked: str = "",
    due_reason: str = "",
) -> Assignment:
    """Giao nhiệm vụ — lay an obligation on a unit, or cascade a share of it below `parent`."""
    gift = Gift(obligation, unit, due_on, parent, direction, partners, asked, due_reason)
    return give_each(gifts=[gift], by=by, at=at, on=on)[0]


@act("obligations.give_each", gettext_lazy("Giao từng phần việc"))
def give_each(
    *, gifts: Sequence[Gift], by: Actor, at: datetime, on: date | None = None
) -> list[Assignment]:  # fmt: skip
    """Giao từng phần việc — each to its own unit until its own day, all or none; each as if given by itself."""
    for gift in gifts:
        require(by, "obligations.assign", gift.holder)
        check_gift(gift, hanoi_day(at))
    made = _create(gifts, on or hanoi_day(at), at)
    _mark_given(gifts)
    share_each(_shown(gifts, made), because="obligations.assign", at=at)
    check_stands(*(unit for gift in gifts for unit in (gift.unit, gift.holder, *gift.partners)))
    ASSIGNMENT.start_each(made, by=by, at=at, on=on or hanoi_day(at))
    told = [Told(row, row.unit, on, _facts(gift)) for row, gift in zip(made, gifts, strict=True)]
    write_each("obligations.assign", told, by=by, at=at)
    return made


@act("obligations.assign_many", gettext_lazy("Giao cho nhiều đơn vị"))
def assign_many(
    *, obligations: Sequence[Obligation], units: Sequence[Unit], due_on: date | None, by: Actor,
    at: datetime, parent: Assignment | None = None, direction: LeaderDirection | None = None,
    due_reason: str = "", leaves_given: bool = False,
) -> list[Assignment]:  # fmt: skip
    """Giao cho nhiều đơn vị — one paper's obligations to many units at once, all or none.

    `leaves_given` where a whole group was named: who has it already keeps it as it is.
    """
    if not obligations or not units:
        raise Refused(_("Chọn ít nhất một nhiệm vụ và một đơn vị."))
    has = {o.pk: has_it(o, parent) if leaves_given else set() for o in obligations}
    gifts = [
        Gift(o, u, due_on or o.due_on, parent, direction, due_reason=due_reason)
        for o in obligations
        for u in units
        if u.pk not in has[o.pk]
    ]  # fmt: skip
    if not gifts:
        raise Refused(_("Các đơn vị đã chọn đều đã được giao các nhiệm vụ này."))
    return give_each(gifts=gifts, by=by, at=at)


@act("obligations.accept", gettext_lazy("Tiếp nhận"))
def accept(*, assignment: Assignment, by: Actor, at: datetime, for_other: bool = False) -> None:
    """Tiếp nhận — the unit takes the work on."""
    require(by, "obligations.accept", assignment.unit)
    ASSIGNMENT.take(assignment, "accept", by=by, at=at, on=hanoi_day(at), for_other=for_other)
    write("obligations.accept", assignment, by=by, at=at, unit=assignment.unit)


@act("obligations.withdraw_assignment", gettext_lazy("Rút việc giao"))
def withdraw_assignment(*, assignment: Assignment, reason: str, by: Actor, at: datetime) -> None:
    """Rút việc giao — by the giver's side, with a reason; refused while shares below are open."""
    holder = assignment.parent.unit if assignment.parent else assignment.obligation.unit
    require(by, "obligations.withdraw_assignment", holder)
    if not reason.strip():
        raise Refused(_("Cần ghi lý do rút."))
    if assignment.children.filter(state__in=OPEN).exists():
        raise Refused(_("Còn phần đã giao cho cấp dưới. Rút các phần ấy trước."))
    ASSIGNMENT.take(assignment, "withdraw", by=by, at=at, on=hanoi_day(at),
                    closed_because=reason.strip())  # fmt: skip
    write("obligations.withdraw_assignment", assignment, by=by, at=at, unit=assignment.unit)


def set_due(assignment: Assignment, due_on: date, *, because: str, on: date, at: datetime) -> None:
    """Đổi hạn — a new row; the first due day stays. Called by the acts that grant extensions."""
    Assignment.objects.filter(pk=assignment.pk).update(due_on=due_on)
    assignment.due_on = due_on
    DueDay.objects.create(assignment=assignment, due_on=due_on, because=because, on=on, at=at)


def set_extending(assignment: Assignment, asked: bool) -> None:
    """Đang xin gia hạn — said by the acts that ask for a later day and answer."""
    Assignment.objects.filter(pk=assignment.pk).update(is_extending=asked)
    assignment.is_extending = asked


def check_gift(gift: Gift, today: date) -> None:
    """Raises Refused where the obligation, the share above, the unit or the day does not allow it."""
    obligation, parent, unit = gift.obligation, gift.parent, gift.unit
    if obligation.state != ObligationState.CONFIRMED:
        raise Refused(_("Nhiệm vụ này đã kết thúc."))
    if parent is not None and parent.state not in OPEN:
        raise Refused(_("Phần việc của cấp trên đã kết thúc nên không giao xuống được."))
    rules.check_doer(outside=unit.tree == Tree.OUTSIDE, ended=unit.ended_on is not None,
                     kind=obligation.kind)  # fmt: skip
    rules.check_line(giver_path=gift.giver.path, doer_path=unit.path, is_top=parent is None)
    rules.check_cascade(
        due_on=gift.due_on, parent_due_on=parent.due_on if parent else obligation.due_on,
        today=today, reason=gift.due_reason, extension_asked=bool(parent and parent.is_extending),
    )  # fmt: skip


def _create(gifts: Sequence[Gift], on: date, at: datetime) -> list[Assignment]:
    """The shares, their first due days and who helps; of a unit that has it already none."""
    rows = [
        Assignment(
            obligation=gift.obligation, unit=gift.unit, giver=gift.giver, parent=gift.parent, direction=gift.direction,
            due_on=gift.due_on, first_due_on=gift.due_on, due_reason=gift.due_reason.strip(), asked=gift.asked.strip(),
            on=on, at=at,
        )
        for gift in gifts
    ]  # fmt: skip
    try:
        with transaction.atomic():
            made = Assignment.objects.bulk_create(rows)
    except IntegrityError as twice:
        raise Refused(_("%(unit)s đã được giao nhiệm vụ này.") % {"unit": _who_has(gifts)}) from twice
    DueDay.objects.bulk_create(
        DueDay(assignment=row, due_on=row.due_on, because="obligations.assign", on=on, at=at) for row in made
    )
    Partner.objects.bulk_create(
        Partner(assignment=row, unit=unit) for row, gift in zip(made, gifts, strict=True) for unit in gift.partners
    )
    return made


def _who_has(gifts: Sequence[Gift]) -> Unit:
    """The first of them that has it already; where nobody has, it is named twice here."""
    return next((gift.unit for gift in gifts if gift.unit.pk in has_it(gift.obligation, gift.parent)), gifts[0].unit)


def _facts(gift: Gift) -> dict[str, int | None]:
    return {"giver": gift.giver.pk, "obligation": gift.obligation.pk,
            "direction": gift.direction.pk if gift.direction else None}  # fmt: skip


def _mark_given(gifts: Sequence[Gift]) -> None:
    """What waited to be given no longer waits on the desk."""
    obligations = {gift.obligation.pk for gift in gifts}
    Obligation.objects.filter(pk__in=obligations, is_given=False).update(is_given=True)
    for gift in gifts:
        gift.obligation.is_given = True
    for direction in {gift.direction.pk: gift.direction for gift in gifts if gift.direction}.values():
        carry(direction)


def _shown(gifts: Sequence[Gift], made: Sequence[Assignment]) -> Iterator[tuple[models.Model, Unit]]:
    """Who must see it besides those above the doer: the doer the paper, the giver and partners it."""
    for gift, row in zip(gifts, made, strict=True):
        paper, obligation = gift.obligation.paper, gift.obligation
        yield paper, gift.unit
        yield obligation, gift.unit
        if not gift.unit.is_inside(gift.holder):
            yield row, gift.holder
        for partner in gift.partners:
            yield from ((thing, partner) for thing in (row, obligation, paper))
