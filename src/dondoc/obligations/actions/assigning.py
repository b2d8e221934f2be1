"""Giao — lay an obligation on units, cascade it, accept it, withdraw it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, share
from dondoc.documents.actions.directing import carry
from dondoc.documents.models import LeaderDirection
from dondoc.journal.actions import write
from dondoc.obligations import rules
from dondoc.obligations.lifecycle import ASSIGNMENT, OPEN, ObligationState
from dondoc.obligations.models import Assignment, DueDay, Obligation, Partner
from dondoc.obligations.queries import has_it
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, or_refuse
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Tree, Unit
from dondoc.units.queries import check_stands


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
    """Giao nhiệm vụ — lay an obligation on a unit, or cascade a share of it below `parent`.

    The top unit's own share of an outside body's paper is given by that body: its answer closes
    it. `direction` is the leader's direction the assignment carries out.
    """
    holder = parent.unit if parent else obligation.unit
    require(by, "obligations.assign", holder)
    giver = _giver(obligation, unit, parent)
    _check(obligation, unit, giver, parent)
    rules.check_cascade(
        due_on=due_on, parent_due_on=parent.due_on if parent else obligation.due_on,
        today=hanoi_day(at), reason=due_reason, extension_asked=bool(parent and parent.is_extending),
    )  # fmt: skip
    assignment = _create(
        obligation=obligation, unit=unit, giver=giver, parent=parent, direction=direction,
        due_on=due_on, first_due_on=due_on, due_reason=due_reason.strip(), asked=asked.strip(),
        on=on or hanoi_day(at), at=at,
    )  # fmt: skip
    DueDay.objects.create(assignment=assignment, due_on=due_on, because="obligations.assign", on=assignment.on, at=at)
    ASSIGNMENT.start(assignment, by=by, at=at, on=assignment.on)
    _mark_given(obligation, direction)
    _show(assignment, holder, partners, at)
    check_stands(unit, holder, *partners)
    write("obligations.assign", assignment, by=by, at=at, on=on, unit=unit, giver=giver.pk,
          obligation=obligation.pk, direction=direction.pk if direction else None)  # fmt: skip
    return assignment


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
    made = [
        assign(obligation=o, unit=u, due_on=due_on or o.due_on, by=by, at=at, parent=parent,
               direction=direction, due_reason=due_reason)
        for o in obligations
        for u in units
        if u.pk not in has[o.pk]
    ]  # fmt: skip
    if not made:
        raise Refused(_("Các đơn vị đã chọn đều đã được giao các nhiệm vụ này."))
    return made


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


def _giver(obligation: Obligation, unit: Unit, parent: Assignment | None) -> Unit:
    """Who lays it: the holder of the share above; for the top unit itself, the paper's issuer."""
    if parent is not None:
        return parent.unit
    return obligation.paper.issuer if unit.pk == obligation.unit_id else obligation.unit


def _check(obligation: Obligation, unit: Unit, giver: Unit, parent: Assignment | None) -> None:
    if obligation.state != ObligationState.CONFIRMED:
        raise Refused(_("Nhiệm vụ này đã kết thúc."))
    if parent is not None and parent.state not in OPEN:
        raise Refused(_("Phần việc của cấp trên đã kết thúc nên không giao xuống được."))
    rules.check_doer(outside=unit.tree == Tree.OUTSIDE, ended=unit.ended_on is not None,
                     kind=obligation.kind)  # fmt: skip
    rules.check_line(giver_path=giver.path, doer_path=unit.path, is_top=parent is None)


def _create(**values: object) -> Assignment:
    with or_refuse(_("%(unit)s đã được giao nhiệm vụ này.") % {"unit": values["unit"]}):
        return Assignment.objects.create(**values)


def _mark_given(obligation: Obligation, direction: LeaderDirection | None) -> None:
    """What waited to be given no longer waits on the desk."""
    Obligation.objects.filter(pk=obligation.pk, is_given=False).update(is_given=True)
    obligation.is_given = True
    if direction is not None:
        carry(direction)


def _show(assignment: Assignment, holder: Unit, partners: Sequence[Unit], at: datetime) -> None:
    """Who must see it besides those above the doer: the doer the paper, the giver and partners it."""
    name = "obligations.assign"
    share(assignment.obligation.paper, assignment.unit, because=name, at=at)
    share(assignment.obligation, assignment.unit, because=name, at=at)
    if not assignment.unit.is_inside(holder):
        share(assignment, holder, because=name, at=at)
    for partner in partners:
        Partner.objects.create(assignment=assignment, unit=partner)
        for thing in (assignment, assignment.obligation, assignment.obligation.paper):
            share(thing, partner, because=name, at=at)
