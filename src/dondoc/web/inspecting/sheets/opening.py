"""Quyết định, kế hoạch, đề cương — what a case is opened by; a blank where nothing is known yet. And what every paper may say."""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.inspecting.models import Case
from dondoc.inspecting.teams import Seat
from dondoc.inspecting.words import Role
from dondoc.web.inspecting.sheets.made import Asked, Slot, Slots, day, examined, named, objects, scope, seats, verb
from dondoc.web.personal.looking import in_file

BLANK = "…"


def _ground(case: Case) -> str:
    if case.line is None:
        return f"ý kiến chỉ đạo: {case.basis}"
    programme = case.line.programme
    return f"{named(programme.paper)} ({programme.name})"


def _members(asked: Asked) -> tuple[str, ...]:
    """By role, as they sit; the head first."""
    order = {role: place for place, role in enumerate((Role.HEAD, Role.DEPUTY, Role.MEMBER, Role.SECRETARY))}
    said = sorted(seats(asked.case), key=lambda seat: (order[Role(seat.role)], seat.pk))
    return tuple(map(member, said)) or (BLANK,)


def member(seat: Seat) -> str:
    """Thành viên đoàn — named, with the post and the role."""
    return f"Đồng chí {in_file(seat.holding.person)}, {seat.holding.called}, {seat.get_role_display()}"


def of_role(role: Role) -> Slot:
    """Ai giữ vai ấy trong đoàn."""

    def sitting(asked: Asked) -> list[Seat]:
        return [seat for seat in seats(asked.case) if seat.role == role]

    def name(asked: Asked) -> str:
        return next((in_file(seat.holding.person) for seat in sitting(asked)), BLANK)

    return Slot(name, named=lambda asked: [seat.holding.person_id for seat in sitting(asked)])


def everyone(asked: Asked) -> Iterable[int]:
    """Mọi thành viên — as persons looked at."""
    return (seat.holding.person_id for seat in seats(asked.case))


def _rows(asked: Asked) -> tuple[str, ...]:
    return tuple(row.text for row in asked.case.outline.order_by("number")) or (BLANK,)


def _monitor(asked: Asked) -> str:
    return asked.case.monitor.name if asked.case.monitor else BLANK


COMMON: Slots = {
    "việc": Slot(lambda asked: verb(asked.case)),
    "nội dung": Slot(lambda asked: asked.case.content.rstrip(" .")),
    "mốc thời gian": Slot(lambda asked: examined(asked.case)),
    "các đối tượng": Slot(lambda asked: "; ".join(objects(asked.case))),
    "từng đối tượng": Slot(lambda asked: objects(asked.case), "several"),
    "cơ quan ra quyết định": Slot(lambda asked: asked.case.body.name),
    "cơ quan tham mưu": Slot(lambda asked: asked.case.lead.name),
    "cơ quan theo dõi": Slot(_monitor),
    "quyết định": Slot(lambda asked: named(asked.case.decision)),
    "kế hoạch": Slot(lambda asked: named(asked.case.plan)),
    "hạn gửi báo cáo": Slot(lambda asked: day(asked.case.report_due_on)),
    "văn bản trong phạm vi": Slot(scope, "several"),
    "mục đề cương": Slot(_rows, "several"),
    "số mục đề cương": Slot(lambda asked: str(asked.case.outline.count())),
}
TEAM: Slots = {
    "trưởng đoàn": of_role(Role.HEAD),
    "thư ký": of_role(Role.SECRETARY),
    "thành viên đoàn": Slot(_members, "several", named=everyone),
}
DECISION: Slots = {**COMMON, **TEAM, "căn cứ": Slot(lambda asked: _ground(asked.case))}
