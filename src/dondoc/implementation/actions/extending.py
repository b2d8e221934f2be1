"""Gia hạn — asked by the doer, granted or refused by the giver."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.implementation import rules
from dondoc.implementation.actions.doing import doer_facts
from dondoc.implementation.lifecycle import EXTENSION
from dondoc.implementation.models import Extension
from dondoc.implementation.queries import decider
from dondoc.journal.actions import write
from dondoc.obligations.actions.assigning import set_due, set_extending
from dondoc.obligations.lifecycle import OPEN, WORKING
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason, or_refuse
from dondoc.shared.calendar import hanoi_day


@act("implementation.ask_extension", gettext_lazy("Xin gia hạn"))
def ask_extension(*, assignment: Assignment, due_on: date, reason: str, by: Actor, at: datetime) -> Extension:
    """Xin gia hạn — one at a time, for open work, with a reason."""
    require(by, "implementation.ask_extension", assignment.unit)
    check_reason(reason)
    rules.check_extension(due_on, assignment.due_on, hanoi_day(at))
    if assignment.state not in WORKING:
        raise Refused(_("Việc này không còn ở bước thực hiện."))
    with or_refuse(_("Đã có một đề nghị gia hạn đang chờ trả lời.")):
        row = Extension.objects.create(
            assignment=assignment, due_on=due_on, reason=reason.strip(), on=hanoi_day(at),
            at=at, **doer_facts(assignment, by),
        )  # fmt: skip
    EXTENSION.start(row, by=by, at=at, on=row.on)
    set_extending(assignment, True)
    write("implementation.ask_extension", row, by=by, at=at, unit=assignment.unit,
          assignment=assignment.pk)  # fmt: skip
    return row


@act("implementation.decide_extension", gettext_lazy("Trả lời gia hạn"))
def decide_extension(*, extension: Extension, granted: bool, by: Actor, at: datetime, answer: str = "") -> None:
    """Trả lời gia hạn — by the giver; a refusal says why. The due day gets a new row, never a new past."""
    assignment = extension.assignment
    require(by, "implementation.decide_extension", decider(assignment))
    if assignment.state not in OPEN:
        raise Refused(_("Việc này đã kết thúc."))
    if not granted:
        check_reason(answer)
    step = "grant" if granted else "refuse"
    EXTENSION.take(extension, step, by=by, at=at, on=hanoi_day(at), answer=answer.strip())
    set_extending(assignment, False)
    if granted:
        set_due(assignment, extension.due_on, because="implementation.decide_extension",
                on=hanoi_day(at), at=at)  # fmt: skip
    write("implementation.decide_extension", extension, by=by, at=at, unit=assignment.unit,
          assignment=assignment.pk, granted=granted)  # fmt: skip
