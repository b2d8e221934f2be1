"""Biên bản — the five types, with what is known already; what is said at the meeting is written in by hand or in Word (§3.5).

Every one ends as the notes of the field want it: what is reserved, read back and agreed, the secretary, the chair and
the inspected side sign.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dondoc.inspecting.findings import Finding
from dondoc.inspecting.models import Case
from dondoc.inspecting.requests import DocumentRequest
from dondoc.inspecting.words import What
from dondoc.printing.model import Line, Table
from dondoc.web.inspecting.sheets.ending import REQUESTS, asked_of, remedy_due
from dondoc.web.inspecting.sheets.made import Asked, Slot, Slots, day, named, seats, table, team_name
from dondoc.web.inspecting.sheets.opening import COMMON, TEAM, everyone, member
from dondoc.web.inspecting.sheets.reporting import defects

PAPERS_ASKED = (("TT", 6), ("Tài liệu", 50), ("Hạn cung cấp", 16), ("Đã trả lời", 30))


def _other(asked: Asked) -> str:
    return asked.part.unit.name if asked.part else "Tổ chức, cá nhân liên quan"


def _attending(asked: Asked) -> tuple[str, ...] | None:
    return tuple(member(seat) for seat in seats(asked.case)) or None


def _asked_for(asked: Asked) -> Table:
    """What it was asked for, by when, what it answered."""
    rows = asked.case.requests.standing().filter(body=asked.part).order_by("id")
    return table("", PAPERS_ASKED, (_request(one) for one in rows))


def _request(one: DocumentRequest) -> tuple[str | None, ...]:
    said = f"{day(one.supplied_on)}: {one.absent_because or 'đã cung cấp'}" if one.supplied_on else ""
    return one.text, day(one.due_on), said


def _points(asked: Asked) -> tuple[Line | Table, ...]:
    """Defect by defect what the inspected say of it, as far as it is known."""
    return tuple(line for place, one in enumerate(_defects(asked), 1) for line in _point(place, one))


def _point(place: int, one: Finding) -> list[Line]:
    said = "không giải trình" if one.declines else one.explanation
    opinion = Line(f"Ý kiến: {said}") if said else Line("Ý kiến:", "blank")
    return [Line(f"2.{place}. {one.text}", "item"), opinion]


def _defects(asked: Asked) -> list[Finding]:
    """Of the inspected whose minutes they are."""
    return [one for one in defects(asked.case) if asked.part is None or one.body_id == asked.part.pk]


def _asked_of_it(asked: Asked) -> Table:
    return table("", REQUESTS, (asked_of(one) for one in _defects(asked)))


def _heard_on(case: Case) -> date | None:
    held = case.dossier.filter(what=What.HEARD, absent_because="").order_by("-id").first()
    return held.on if held else None


def _on(tell: Callable[[Case], date | None]) -> Slots:
    """The slots of every type; the day of the sitting where it is known."""
    return {
        **COMMON,
        **TEAM,
        "tên đoàn": Slot(lambda asked: team_name(asked.case)),
        "bên kia": Slot(_other),
        "thành viên dự": Slot(_attending, "several", named=everyone),
        "ngày họp": Slot(lambda asked: day(tell(asked.case))),
    }


DEPLOYED = _on(lambda case: case.deployed_on)
WORKED = {**_on(lambda _: None), "tài liệu yêu cầu": Slot(_asked_for, "table", PAPERS_ASKED)}
VERIFIED = _on(lambda _: None)  # with an organisation or a person outside the case: whom, is written in
HEARD = {**_on(_heard_on), "từng khuyết điểm và ý kiến": Slot(_points, "part")}
ANNOUNCED = {
    **_on(lambda case: case.announced_on),
    "thông báo kết luận": Slot(lambda asked: named(asked.case.notice)),
    "yêu cầu với đối tượng": Slot(_asked_of_it, "table", REQUESTS),
    "hạn báo cáo khắc phục": remedy_due,
}
