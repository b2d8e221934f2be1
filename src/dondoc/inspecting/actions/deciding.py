"""Quyết định của cơ quan quyết định — opens cases, changes their scope, extends them: nobody else does, and by a paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Paper
from dondoc.inspecting import rules
from dondoc.inspecting.actions.stepping import check_at, put, signed_on_day, step, trace
from dondoc.inspecting.findings import OutlineRow
from dondoc.inspecting.kinds import rule_on
from dondoc.inspecting.lifecycle import OVER, State
from dondoc.inspecting.models import Body, Case, Extension, ScopeChange
from dondoc.inspecting.queries import extended
from dondoc.inspecting.rules import Doc
from dondoc.inspecting.teams import Seat, Team
from dondoc.inspecting.words import Aspect, Role, Start, What
from dondoc.regulations.queries import by_id, figure
from dondoc.regulations.rules import check_extension
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason, or_refuse
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands

DECIDE, CHANGE, EXTEND = "inspecting.decide", "inspecting.change_scope", "inspecting.extend"


@act(DECIDE, gettext_lazy("Ghi quyết định, kế hoạch"))
def decide(
    *, cases: Sequence[Case], decision: Paper, plan: Paper, team: Team, by: Actor, at: datetime, starts: str = "",
    report_due_on: date | None = None,
) -> None:  # fmt: skip
    """Ghi quyết định — one paper opens one or more cases; each keeps the version and the figure in force on the signing day."""
    if not cases:
        raise Refused(_("Chọn ít nhất một cuộc đã trình."))
    body = cases[0].body
    require(by, DECIDE, body)
    if any(case.body_id != body.pk for case in cases) or team.body_id != body.pk:
        raise Refused(_("Một quyết định chỉ mở các cuộc của cùng một cơ quan, với đoàn của cơ quan ấy."))
    signed_on = signed_on_day(decision, body, at)
    if not Seat.objects.on(max(signed_on, team.from_on)).filter(team=team, role=Role.HEAD).exists():
        raise Refused(_("Đoàn chưa có trưởng đoàn."))
    if team.from_on > signed_on or (team.until_on is not None and team.until_on < signed_on):
        raise Refused(_("Ngày ký quyết định nằm ngoài thời gian hoạt động của đoàn."))
    for case in cases:
        rules.check_outline(OutlineRow.objects.filter(case=case).count())
        opened = _bound(case, signed_on, starts)
        for what, paper in ((What.DECISION, decision), (What.OUTLINE, plan)):
            put(case, what, Doc(paper), at, signed_on)
        step(case, "decide", by, at, decision=decision, plan=plan, team=team, signed_on=signed_on, because="",
             report_due_on=report_due_on, **opened)  # fmt: skip
        trace(DECIDE, case, by, at, paper=decision.pk)


def _bound(case: Case, signed_on: date, starts: str) -> dict[str, Any]:
    """Which version of the process, which figure, and from when it counts: fixed here, for good."""
    sort = case.sort
    rule = rule_on(sort, case.level, signed_on)
    if sort.examined:
        years = figure(sort.examined, on=signed_on, level=case.level)
        rules.check_examined(years.amount if years.is_known else None, case.examined_from, case.examined_until)
    found = figure(sort.period, on=signed_on, level=case.level)
    start = rules.start_of(found.given.subject.clock if found.given else None, starts)
    return {
        "rule": rule.id if rule else "", "period_rule": found.id if found.is_known else "", "starts": start,
        "started_on": signed_on if start == Start.SIGNING else None,
    }  # fmt: skip


@act(CHANGE, gettext_lazy("Ghi quyết định thay đổi phạm vi"))
def change_scope(
    *, case: Case, aspect: str, paper: Paper, by: Actor, at: datetime, content: str = "", examined_from: date | None = None,
    examined_until: date | None = None, unit: Unit | None = None,
) -> None:  # fmt: skip
    """Thay đổi nội dung, mốc thời gian hoặc đối tượng — by the commissioning body's decision; what stood before is kept."""
    require(by, CHANGE, case.body)
    check_at(case, tuple(state for state in State if state not in (State.PROPOSED, *OVER)))
    on = signed_on_day(paper, case.body, at)
    before = _CHANGES[Aspect(aspect)](case, _Change(content, examined_from, examined_until, unit))
    ScopeChange.objects.create(case=case, aspect=aspect, before=before, paper=paper, on=on, at=at)
    trace(CHANGE, case, by, at, on=on, paper=paper.pk, aspect=aspect)


@dataclass(frozen=True, slots=True)
class _Change:
    content: str
    examined_from: date | None
    examined_until: date | None
    unit: Unit | None


def _content(case: Case, new: _Change) -> str:
    rules.check_text(new.content)
    before, case.content = case.content, new.content.strip()
    case.save(update_fields=["content"])
    return before


def _period(case: Case, new: _Change) -> str:
    before = f"{case.examined_from:%d/%m/%Y} – {case.examined_until:%d/%m/%Y}"
    case.examined_from, case.examined_until = (
        new.examined_from or case.examined_from,
        new.examined_until or case.examined_until,
    )
    rules.check_dates(case.examined_from, case.examined_until)
    case.save(update_fields=["examined_from", "examined_until"])
    return before


def _object(case: Case, new: _Change) -> str:
    """One more; who was inspected until now stays: what it said and signed is in the dossier."""
    unit = new.unit
    rules.check_objects([unit] if unit else [], case.body, case.lead)
    assert unit is not None
    before = "; ".join(body.unit.listed for body in case.bodies.select_related("unit").order_by("id"))
    with or_refuse(_("Đơn vị này đã là đối tượng.")):
        Body.objects.create(case=case, unit=unit)
    check_stands(unit)
    return before


_CHANGES: dict[str, Callable[[Case, _Change], str]] = {
    Aspect.CONTENT: _content,
    Aspect.PERIOD: _period,
    Aspect.OBJECT: _object,
}


@act(EXTEND, gettext_lazy("Ghi quyết định gia hạn"))
def extend(*, case: Case, more: int, paper: Paper, reason: str, by: Actor, at: datetime) -> None:
    """Gia hạn — by a signed decision, all of them together never above the cap of the case's own rule."""
    require(by, EXTEND, case.body)
    check_reason(reason)
    check_at(case, tuple(state for state in State if state not in (State.PROPOSED, State.SUBMITTED, *OVER)))
    on = signed_on_day(paper, case.body, at)
    found = by_id(case.period_rule) if case.period_rule else None
    if found is None:
        raise Refused(
            _("Cuộc này chưa có thời hạn nào để gia hạn: con số của quy định chưa được xác nhận khi ký quyết định.")
        )
    if more < 1:
        raise Refused(_("Ghi số ngày gia hạn."))
    check_extension(found, extended(case) + more)
    with or_refuse(_("Quyết định này đã được ghi.")):
        Extension.objects.create(case=case, more=more, paper=paper, reason=reason.strip()[:500], on=on, at=at)
    trace(EXTEND, case, by, at, on=hanoi_day(at), paper=paper.pk)
