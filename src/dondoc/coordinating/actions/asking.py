"""Đề nghị phối hợp, xin ý kiến — of partner units, with a clock that the paper gives, a hand sets with a reason, or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, sees, share
from dondoc.coordinating import rules
from dondoc.coordinating.lifecycle import REPLY, WAITING
from dondoc.coordinating.matrix import Line
from dondoc.coordinating.models import Reply, Request
from dondoc.coordinating.queries import line_parties, work_parties
from dondoc.coordinating.words import CountedFrom, DueBy, Kind
from dondoc.documents.models import Paper
from dondoc.journal.actions import write
from dondoc.obligations.models import Assignment
from dondoc.regulations.queries import work_calendar
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Tree, Unit
from dondoc.units.queries import check_stands, is_for_other

ASK = "coordinating.ask"


@act(ASK, gettext_lazy("Đề nghị phối hợp, xin ý kiến"))
def ask(
    *, unit: Unit, kind: str, text: str, units: Sequence[Unit], by: Actor, at: datetime, on: date | None = None,
    line: Line | None = None, assignment: Assignment | None = None, paper: Paper | None = None,
    due_on: date | None = None, due_reason: str = "",
) -> Request:  # fmt: skip
    """Đề nghị — each unit asked has its row from now on: until it answers it has not answered."""
    require(by, ASK, unit)
    day = on or hanoi_day(at)
    asked = {one.pk: one for one in units}
    _check(by, unit, text, day, at, line, assignment, paper)
    rules.check_asked(unit.pk, asked, _parties(line, assignment))
    how = rules.due_by(by_hand=due_on, reason=due_reason, has_time=line is not None and line.amount is not None, on=day)
    request = Request.objects.create(
        unit=unit, kind=Kind(kind), text=text.strip(), line=line, assignment=assignment, paper=paper, due_by=how,
        due_reason=due_reason.strip() if how == DueBy.HAND else "", on=day, at=at, **by.who,
    )  # fmt: skip
    for one in asked.values():
        reply = Reply.objects.create(
            request=request, unit=one, at=at, **{"due_on": due_on, **due_fields(request, None)}
        )
        REPLY.start(reply, by=by, at=at, on=day)
    _show(request, list(asked.values()))
    check_stands(unit, *asked.values())
    write(ASK, request, by=by, at=at, on=day, unit=unit, units=sorted(asked), line=line.pk if line else None,
          assignment=assignment.pk if assignment else None)  # fmt: skip
    return request


@act("coordinating.withdraw", gettext_lazy("Rút đề nghị phối hợp"))
def withdraw(*, request: Request, reason: str, by: Actor, at: datetime) -> None:
    """Rút đề nghị — what nobody answered counts no more; what was answered stays."""
    require(by, "coordinating.withdraw", request.unit)
    check_reason(reason)
    waiting = list(request.replies.filter(state__in=WAITING).order_by("id"))
    if not waiting:
        raise Refused(_("Không còn đơn vị nào chưa trả lời để rút."))
    for reply in waiting:
        REPLY.take(reply, "withdraw", by=by, at=at, on=hanoi_day(at), for_other=is_for_other(by, request.unit_id))
    Request.objects.filter(pk=request.pk).update(withdrawn_because=reason.strip())
    write("coordinating.withdraw", request, by=by, at=at, unit=request.unit, units=[row.unit_id for row in waiting])


def due_fields(request: Request, received_on: date | None) -> dict[str, Any]:
    """The due day a line gives, with what it was counted by: at the asking or at the receipt, as the paper counts; once."""
    line = request.line
    if request.due_by != DueBy.LINE or line is None or line.amount is None:
        return {}
    if (line.counted_from == CountedFrom.SENT) != (received_on is None):
        return {}
    found = rules.due_of(line.amount, line.time_unit, line.counted_from, sent_on=request.on, received_on=received_on,
                         calendar=work_calendar(), rule_id=line.public_id)  # fmt: skip
    if found is None:
        return {}
    return {"due_on": found.day, "due_from": found.start, "due_calendar": found.calendar_id,
            "due_is_provisional": found.is_provisional}  # fmt: skip


def _check(
    by: Actor, unit: Unit, text: str, day: date, at: datetime, line: Line | None, assignment: Assignment | None,
    paper: Paper | None,
) -> None:  # fmt: skip
    if not text.strip():
        raise Refused(_("Cần ghi nội dung đề nghị."))
    if day > hanoi_day(at):
        raise Refused(_("Ngày đề nghị chưa tới."))
    if unit.tree == Tree.OUTSIDE:
        raise Refused(_("Chọn một đơn vị trong hệ thống."))
    if line is not None and assignment is not None:
        raise Refused(_("Chọn một trong hai: theo dòng quy chế, hoặc về một nhiệm vụ."))
    if any(thing is not None and not sees(by, thing) for thing in (line, assignment, paper)):
        raise Refused(_("Không thấy văn bản hoặc nhiệm vụ này."))
    if line is not None and not Line.objects.on(day).filter(pk=line.pk).exists():
        raise Refused(_("Dòng quy chế này không áp dụng vào ngày đề nghị."))


def _parties(line: Line | None, assignment: Assignment | None) -> set[int] | None:
    if line is not None:
        return line_parties(line)
    return None if assignment is None else work_parties(assignment)


def _show(request: Request, units: Sequence[Unit]) -> None:
    """Who is asked reads the paper that asks."""
    if request.paper is not None:
        for unit in units:
            if unit.tree != Tree.OUTSIDE:
                share(request.paper, unit, because=ASK, at=request.at)
