"""Đường đi của một cuộc — where it is, who holds it; for the inspected, what is theirs of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from dondoc.inspecting.lifecycle import CASE, EXITS, RAIL, TOLD, State
from dondoc.inspecting.models import Case, CaseStep
from dondoc.shared.acts import Label
from dondoc.shared.lifecycle import Step

S = State


PHASES: tuple[tuple[Label, tuple[State, ...]], ...] = (
    (gettext_lazy("Chuẩn bị"), RAIL[:4]), (gettext_lazy("Tiến hành"), RAIL[4:10]),
    (gettext_lazy("Kết thúc"), RAIL[10:14]), (gettext_lazy("Khắc phục"), RAIL[14:]),
)  # fmt: skip


TEAM, BODY, LEAD, MONITOR, OBJECT = "TEAM", "BODY", "LEAD", "MONITOR", "OBJECT"


HOLDS: dict[str, str] = {
    S.PROPOSED: LEAD, S.SUBMITTED: BODY, S.DECIDED: TEAM, S.PREPARED: TEAM, S.DEPLOYED: OBJECT, S.REPORTED: TEAM, S.VERIFYING: TEAM,
    S.DRAFTED: TEAM, S.HEARD: TEAM, S.COMPLETED: BODY, S.CONSIDERED: LEAD, S.NOTICE_DRAFTED: BODY, S.NOTICE_SIGNED: TEAM,
    S.ANNOUNCED: OBJECT, S.REMEDY_PLANNED: MONITOR, S.REMEDYING: OBJECT, S.REMEDY_REPORTED: MONITOR, S.VERIFIED: MONITOR,
    S.SUSPENDED: BODY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stage:
    """Một bước trên đường — its words, the day it was last reached, whether the case is there."""

    label: str
    on: date | None
    is_now: bool


@dataclass(frozen=True, slots=True)
class Phase:
    """Một giai đoạn — its steps, and how many of them are behind or now."""

    label: str
    stages: tuple[Stage, ...]

    @property
    def reached(self) -> int:
        return sum(stage.on is not None for stage in self.stages)


def reached(case: Case, *, is_inside: bool) -> list[Phase]:
    """By phase; the inspected are shown the steps they take part in, and no more."""
    shown = RAIL if is_inside else TOLD
    now = state_of(case, is_inside=is_inside)
    days = dict(case.steps.filter(to_state__in=shown).order_by("id").values_list("to_state", "on"))
    now = case.suspended_from if now == S.SUSPENDED and is_inside else now  # where it will go on from
    at = RAIL.index(State(now)) if now in RAIL else len(RAIL)
    phases = (
        Phase(
            str(label),
            tuple(_stage(state, days if RAIL.index(state) <= at else {}, now) for state in states if state in shown),
        )
        for label, states in PHASES
    )
    return [phase for phase in phases if phase.stages]


def _stage(state: State, days: dict[str, date], now: str) -> Stage:
    """A step that was left again by a loop is not reached any more."""
    return Stage(str(state.label), days.get(state), state == now)


def state_of(case: Case, *, is_inside: bool) -> str:
    """Where it is; for the inspected, the last step they were told of: "" before the first."""
    return case.state if is_inside else told_states([case]).get(case.pk, "")


def told_states(cases: Iterable[Case]) -> dict[int, str]:
    """Of each, the last step the inspected were told of. One query."""
    rows = CaseStep.objects.filter(thing__in=[case.pk for case in cases], to_state__in=[*TOLD, S.SUSPENDED, *EXITS])
    return dict(rows.order_by("id").values_list("thing_id", "to_state"))


def holder(case: Case, objects: list[str]) -> str:
    """Ai đang giữ — whose turn it is; "" when it is over. `objects` are the names of the inspected."""
    side = whose(case)
    if side == OBJECT:
        return "; ".join(objects)
    unit = {BODY: case.body, LEAD: case.lead, MONITOR: case.monitor}.get(side)
    return unit.listed if unit else str(case.team) if side == TEAM and case.team else ""


def whose(case: Case) -> str:
    """Đến lượt bên nào — by the state; at the end the dossier comes first, and then who follows it up."""
    if case.state == S.DEPLOYED and not case.bodies.filter(reported_on__isnull=True).exists():
        return TEAM  # each has sent its report, and it waits to be taken
    if not is_ending(case):
        return HOLDS.get(case.state, "")
    return TEAM if case.archived_on is None else MONITOR


def is_ending(case: Case) -> bool:
    """Chỉ còn kết thúc theo dõi — all was verified, or nothing was found that has to be put right."""
    if case.state == S.ANNOUNCED:
        return not case.findings.standing().exists()
    return case.state == S.VERIFIED


def coming(case: Case) -> Step | None:
    """Bước kế tiếp — the nearest step forward on the way; none once it is over."""
    if case.state == S.SUSPENDED:
        return CASE.offered_from(case.state)[0]
    if case.state not in RAIL:
        return None
    at = RAIL.index(State(case.state))
    on = [step for step in CASE.offered_from(case.state) if step.target in RAIL[at + 1 :]]
    pick = max if is_ending(case) else min  # nothing to put right: what lies between is passed over
    return pick(on, key=lambda step: RAIL.index(State(step.target)), default=None)
