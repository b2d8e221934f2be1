"""Đường đi của một cuộc — where it is, who holds it, what the next step still lacks; for the inspected, what is theirs of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.inspecting.findings import Answer, Declaration
from dondoc.inspecting.lifecycle import EXITS, RAIL, TOLD, State
from dondoc.inspecting.models import Body, Case, CaseStep, Seat
from dondoc.inspecting.queries import missing, overlaps, undone
from dondoc.inspecting.words import Conflict, What
from dondoc.shared.acts import Label

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


@dataclass(frozen=True, slots=True)
class Need:
    """Một điều bước sau cần — how much of it there is, of how much; done when all of it is."""

    label: str
    have: int
    of: int

    @property
    def is_done(self) -> bool:
        return self.have >= self.of


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
    whose = HOLDS.get(case.state, "")
    if whose == OBJECT:
        return "; ".join(objects)
    unit = {BODY: case.body, LEAD: case.lead, MONITOR: case.monitor}.get(whose)
    return unit.listed if unit else str(case.team) if whose == TEAM and case.team else ""


def needs(case: Case) -> list[Need]:
    """Bước sau còn thiếu gì — as the acts will ask it."""
    left = undone(case)
    asked = _NEEDS.get(case.state)
    return asked(case, left) if asked else []


Left = dict[str, int]


def _proposed(case: Case, left: Left) -> list[Need]:
    return [Need(_("Đề cương báo cáo"), min(case.outline.count(), 1), 1)]


def _submitted(case: Case, left: Left) -> list[Need]:
    return [Need(_("Quyết định, kế hoạch đã ký, có đoàn"), 0, 1)]


def _documents(*whats: What) -> Callable[[Case, Left], list[Need]]:
    return lambda _case, _left: [Need(str(what.label), 0, 1) for what in whats]


def _prepared(case: Case, left: Left) -> list[Need]:
    bodies = list(case.bodies.all())
    seats = list(Seat.objects.filter(team=case.team_id, until_on__isnull=True).select_related("holding"))
    said = {row.seat_id: row for row in Declaration.objects.filter(case=case, seat__in=seats)}
    posts = overlaps(case, seats)
    asked = [seat.pk for seat in seats if seat.pk in posts or (seat.pk in said and said[seat.pk].said != Conflict.NONE)]
    return [
        Need(_("Đối tượng đã được gửi quyết định, kế hoạch, đề cương"), sum(b.told_on is not None for b in bodies), len(bodies)),
        Need(_("Thành viên đã khai xung đột lợi ích"), len(said), len(seats)),
        Need(_("Điều đã khai, điều có trong hồ sơ chức danh đã được quyết định"), sum(pk in said and bool(said[pk].ruling) for pk in asked), len(asked)),
        Need(str(What.DEPLOYED.label), 0, 1),
    ]  # fmt: skip


def _deployed(case: Case, left: Left) -> list[Need]:
    bodies = list(case.bodies.all())
    return [
        Need(_("Đối tượng đã gửi báo cáo"), sum(b.reported_on is not None for b in bodies), len(bodies)),
        Need(_("Báo cáo đoàn đã nhận"), sum(b.accepted_on is not None for b in bodies), len(bodies)),
    ]


def _heard(case: Case, left: Left) -> list[Need]:
    return [
        Need(_("Khuyết điểm đã nêu ở hội nghị"), left["all"] - left["untold"], left["all"]),
        Need(_("Khuyết điểm đã giải trình, hoặc nói không giải trình"), left["all"] - left["unexplained"], left["all"]),
        Need(_("Giải trình đã được đoàn trả lời"), left["all"] - left["unexplained"] - left["unanswered"], left["all"]),
        Need(str(What.REPORT.label), 0, 1),
    ]


def _requested(case: Case, left: Left) -> list[Need]:
    asked = Need(_("Khuyết điểm đủ ai làm, thời hạn, sản phẩm"), left["kept"] - left["unrequested"], left["kept"])
    return [asked, Need(str(What.NOTICE.label), 0, 1)]


def _remedied(key: str, label: Label) -> Callable[[Case, Left], list[Need]]:
    return lambda case, left: [Need(str(label), left["kept"] - left[key], left["kept"]), *_archived(case)]


def _archived(case: Case) -> list[Need]:
    if case.archived_on is not None:
        return []
    total, lacking = len(What), len(missing(case))
    return [Need(_("Tài liệu hồ sơ, có hoặc ghi không có"), total - lacking, total), Need(_("Nộp lưu hồ sơ"), 0, 1)]


_NEEDS: dict[str, Callable[[Case, Left], list[Need]]] = {
    S.PROPOSED: _proposed, S.SUBMITTED: _submitted, S.DECIDED: _documents(What.SCHEDULE), S.PREPARED: _prepared, S.DEPLOYED: _deployed,
    S.REPORTED: _documents(What.DRAFT), S.VERIFYING: _documents(What.DRAFT), S.DRAFTED: _documents(What.HEARD), S.HEARD: _heard,
    S.COMPLETED: _documents(What.CONSIDERED), S.CONSIDERED: _requested, S.NOTICE_DRAFTED: _requested, S.NOTICE_SIGNED: _documents(What.ANNOUNCED),
    S.ANNOUNCED: _remedied("unplanned", gettext_lazy("Khuyết điểm đã có biện pháp")),
    S.REMEDYING: _remedied("unreported", gettext_lazy("Khuyết điểm đã báo cáo khắc phục")),
    S.REMEDY_PLANNED: _remedied("unplanned", gettext_lazy("Khuyết điểm đã có biện pháp")),
    S.REMEDY_REPORTED: _remedied("open", gettext_lazy("Khuyết điểm đã được xác nhận")),
    S.VERIFIED: _remedied("open", gettext_lazy("Khuyết điểm đã được xác nhận")),
}  # fmt: skip


def needs_of(case: Case, body: Body) -> list[Need]:
    """Đối tượng còn phải làm gì — its own part of what was told it, of no other's."""
    own = case.findings.standing().filter(body=body, told_on__isnull=False)
    total = own.count()
    if body.reported_on is None and case.state in (S.DECIDED, S.PREPARED, S.DEPLOYED):
        return [
            Need(_("Dòng đề cương đã trả lời"), Answer.objects.filter(body=body).count(), case.outline.count()),
            Need(_("Gửi báo cáo cho đoàn"), 0, 1),
        ]
    if case.state in (S.DRAFTED, S.HEARD, S.VERIFYING) and total:
        return [
            Need(
                _("Khuyết điểm đã giải trình, hoặc nói không giải trình"),
                own.filter(explained_on__isnull=False).count(),
                total,
            )
        ]
    if case.state == S.ANNOUNCED and total:
        return [
            Need(_("Khuyết điểm đã có biện pháp"), own.exclude(measure="").count(), total),
            Need(_("Gửi kế hoạch khắc phục"), int(body.planned_on is not None), 1),
        ]
    if case.state == S.REMEDYING and total:
        return [Need(_("Khuyết điểm đã báo cáo khắc phục"), own.filter(reported_on__isnull=False).count(), total)]
    return []
