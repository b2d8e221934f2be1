"""Chuẩn bị — members declare, the body decides on what they declared, the inspected are told; then the team deploys."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.inspecting import rules
from dondoc.inspecting.actions.stepping import check_at, put, step, trace
from dondoc.inspecting.entitled import NotSeated, require_seat, require_side, seat_in
from dondoc.inspecting.findings import Declaration
from dondoc.inspecting.lifecycle import OPENED
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.queries import overlaps
from dondoc.inspecting.rules import Doc
from dondoc.inspecting.teams import Seat
from dondoc.inspecting.words import Conflict, Ruling, Start, What
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come, or_refuse
from dondoc.shared.calendar import hanoi_day

DECLARE, RULE, PREPARE = "inspecting.declare", "inspecting.rule_conflict", "inspecting.prepare"
TELL, DEPLOY = "inspecting.tell_object", "inspecting.deploy"


@act(DECLARE, gettext_lazy("Khai xung đột lợi ích"))
def declare(*, case: Case, said: str, by: Actor, at: datetime, note: str = "") -> Declaration:
    """Khai xung đột lợi ích — each member for oneself, before working with the inspected; nobody declares for another."""
    seat = seat_in(case, by)
    if seat is None:
        raise NotSeated(DECLARE, ())
    check_at(case, OPENED)
    rules.check_word(said, Conflict)
    if said != Conflict.NONE and not note.strip():
        raise Refused(_("Ghi cụ thể điều đã khai."))
    with or_refuse(_("Đồng chí đã khai ở cuộc này.")):
        row = Declaration.objects.create(
            case=case, seat=seat, said=said, note=note.strip()[:500], on=hanoi_day(at), at=at
        )
    trace(DECLARE, case, by, at)
    return row


@act(RULE, gettext_lazy("Quyết định về điều đã khai"))
def rule_conflict(*, declaration: Declaration, ruling: str, ground: str, by: Actor, at: datetime) -> None:
    """Quyết định về điều đã khai — by the commissioning body: stays in the team, or is replaced; never one's own."""
    case = declaration.case
    require(by, RULE, case.body)
    rules.check_word(ruling, Ruling)
    if not ground.strip():
        raise Refused(_("Cần ghi căn cứ: số và ngày văn bản, hoặc ai quyết định, ở cuộc họp nào."))
    if by.person_id is not None and declaration.seat.holding.person_id == by.person_id:
        raise Refused(_("Không ai tự quyết định về điều mình đã khai."))
    ruled = {"ruling": ruling, "ground": ground.strip()[:300], "ruled_on": hanoi_day(at)}
    if not Declaration.objects.filter(pk=declaration.pk, ruling="").update(**ruled):
        raise Refused(_("Điều này đã được quyết định."))
    trace(RULE, case, by, at)


@act(PREPARE, gettext_lazy("Đoàn chuẩn bị xong"))
def prepare(*, case: Case, doc: Doc, by: Actor, at: datetime, on: date | None = None) -> None:
    """Chuẩn bị xong — schedule, rules of work, who does what."""
    require_seat(by, PREPARE, case)
    put(case, What.SCHEDULE, doc, at, on)
    step(case, "prepare", by, at, on)
    trace(PREPARE, case, by, at, on=on)


@act(TELL, gettext_lazy("Gửi quyết định, kế hoạch cho đối tượng"))
def tell_object(*, body: Body, on: date, by: Actor, at: datetime) -> None:
    """Gửi cho đối tượng — decision, plan and outline; from now on it sees what is its own of the case."""
    case = body.case
    require_side(by, TELL, case)
    check_at(case, OPENED)
    check_come(on, at)
    if case.signed_on and on < case.signed_on:
        raise Refused(_("Ngày gửi trước ngày ký quyết định."))
    if not Body.objects.filter(pk=body.pk, told_on__isnull=True).update(told_on=on):
        raise Refused(_("Đã gửi cho đối tượng này."))
    trace(TELL, case, by, at, on=on)


@act(DEPLOY, gettext_lazy("Triển khai quyết định"))
def deploy(*, case: Case, doc: Doc, on: date, by: Actor, at: datetime) -> None:
    """Triển khai — the first working day: all have declared, all inspected were told, the minutes bear both signatures."""
    require_seat(by, DEPLOY, case)
    check_ready(case, on)
    put(case, What.DEPLOYED, doc, at, on)
    changes: dict[str, Any] = {"deployed_on": on}
    if case.starts == Start.DEPLOYMENT:
        changes["started_on"] = on
    step(case, "deploy", by, at, on, **changes)
    trace(DEPLOY, case, by, at, on=on)


def check_ready(case: Case, on: date) -> None:
    """What must have been done before the first working day."""
    if Body.objects.filter(case=case).exclude(told_on__lte=on).exists():
        raise Refused(_("Còn đối tượng chưa được gửi quyết định, kế hoạch, đề cương."))
    seats = list(Seat.objects.on(on).filter(team=case.team_id).select_related("holding"))
    said = {row.seat_id: (row.said, row.ruling) for row in Declaration.objects.filter(case=case, on__lte=on)}
    rules.check_declared([seat.pk for seat in seats], said, overlaps(case, seats))
