"""Biên bản — the five types, with what is known already; what is said at the meeting is written in by hand or in Word (§3.5).

Every one ends as the notes of the field want it: what is reserved, read back and agreed, the secretary, the chair and
the inspected side sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dondoc.inspecting.findings import Finding
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.requests import DocumentRequest
from dondoc.inspecting.teams import Seat
from dondoc.inspecting.words import Role, What
from dondoc.printing.model import Line, Signature, Table
from dondoc.web.inspecting.sheets.ending import REQUESTS, asked_of
from dondoc.web.inspecting.sheets.made import (
    Asked,
    Made,
    day,
    examined,
    heading,
    named,
    scope,
    seats,
    table,
    team_name,
    verb,
)
from dondoc.web.inspecting.sheets.reporting import defects
from dondoc.web.personal.looking import in_file

PAPERS_ASKED = (("TT", 6), ("Tài liệu", 50), ("Hạn cung cấp", 16), ("Đã trả lời", 30))
Content = Sequence[Line | Table]


def deployed(asked: Asked) -> Made:
    """Biên bản triển khai quyết định."""
    case = asked.case
    content = [
        Line(f"1. Trưởng đoàn công bố {named(case.decision)} và {named(case.plan)}.", "item"),
        Line(f"2. Nội dung: {case.content.rstrip('.')}. Mốc thời gian: {examined(case)}.", "item"),
        *(Line(f"- {one}", "item") for one in scope(asked)),
        Line(f"3. Đề cương báo cáo có {case.outline.count()} mục; hạn gửi báo cáo: {day(case.report_due_on)}.", "item"),
        Line("4. Lịch làm việc của Đoàn, việc cung cấp hồ sơ, tài liệu:", "blank"),
    ]
    return _minutes(asked, f"triển khai quyết định {verb(case)}", case.deployed_on, content)


def worked(asked: Asked) -> Made:
    """Biên bản làm việc với đối tượng — what it was asked for, by when, what it answered."""
    requests = asked.case.requests.standing().filter(body=asked.part).order_by("id")
    content = [
        Line("1. Nội dung làm việc:", "blank"),
        Line("2. Tài liệu Đoàn yêu cầu cung cấp:", "item"),
        table("", PAPERS_ASKED, (_request(one) for one in requests)) if requests else Line("Không có."),
        Line("3. Nội dung cần giải trình, bổ sung, thời hạn:", "blank"),
    ]
    return _minutes(asked, f"làm việc với {_name(asked)}", None, content)


def _request(one: DocumentRequest) -> tuple[str | None, ...]:
    said = f"{day(one.supplied_on)}: {one.absent_because or 'đã cung cấp'}" if one.supplied_on else ""
    return one.text, day(one.due_on), said


def verified(asked: Asked) -> Made:
    """Biên bản thẩm tra, xác minh — with an organisation or a person outside the case: whom, is written in."""
    content = [
        Line("1. Nội dung cần thẩm tra, xác minh:", "blank"),
        Line("2. Kết quả:", "blank"),
        Line("3. Tài liệu giao cho Đoàn:", "blank"),
    ]
    return _minutes(asked, "thẩm tra, xác minh", None, content)


def heard(asked: Asked) -> Made:
    """Biên bản hội nghị thông qua dự thảo — defect by defect what the inspected say of it, as far as it is known."""
    case = asked.case
    points = [line for place, one in enumerate(_defects(asked), 1) for line in _point(place, one)]
    content = [
        Line(f"1. Đoàn trình bày dự thảo báo cáo kết quả {verb(case)}.", "item"),
        Line("2. Các hạn chế, khuyết điểm nêu trong dự thảo và ý kiến của đối tượng:", "item"),
        *(points or [Line("Không có.")]),
    ]
    return _minutes(asked, f"hội nghị thông qua dự thảo báo cáo kết quả {verb(case)}", _on(case, What.HEARD), content)


def _point(place: int, one: Finding) -> list[Line]:
    said = "không giải trình" if one.declines else one.explanation
    opinion = Line(f"Ý kiến: {said}") if said else Line("Ý kiến:", "blank")
    return [Line(f"2.{place}. {one.text}", "item"), opinion]


def _defects(asked: Asked) -> list[Finding]:
    """Of the inspected whose minutes they are."""
    return [one for one in defects(asked.case) if asked.part is None or one.body_id == asked.part.pk]


def announced(asked: Asked) -> Made:
    """Biên bản công bố kết luận — what the notice asks of the inspected, by when."""
    case = asked.case
    rows = _defects(asked)
    content = [
        Line(f"1. Công bố {named(case.notice)}.", "item"),
        Line("2. Yêu cầu đối với đối tượng:", "item"),
        table("", REQUESTS, (asked_of(one) for one in rows)) if rows else Line("Không có."),
        Line(f"3. Hạn báo cáo kết quả khắc phục: {day(case.remedy_report_on)}; {case.monitor.name if case.monitor else '…'} theo dõi.", "item"),
        Line("4. Ý kiến của đối tượng:", "blank"),
    ]  # fmt: skip
    return _minutes(asked, f"công bố kết luận {verb(case)}", case.announced_on, content)


def _minutes(asked: Asked, subject: str, on: date | None, content: Content) -> Made:
    case, sitting = asked.case, seats(asked.case)
    other = _name(asked)
    body = (
        Line(f"Thực hiện {named(case.decision)}, hồi …… giờ …… phút, ngày {day(on)}, tại ……………………, Đoàn {verb(case)} lập biên bản {subject}."),
        heading("I. THÀNH PHẦN"),
        Line(f"1. Đoàn {verb(case)}:", "item"), *(Line(f"- {_member(seat)}", "item") for seat in sitting),
        Line(f"2. {other}:", "item"), Line("", "blank"), Line("Vắng mặt:", "blank"),
        Line(f"3. Chủ trì: {_one(sitting, Role.HEAD)}. Thư ký: {_one(sitting, Role.SECRETARY)}.", "item"),
        heading("II. NỘI DUNG"), *content,
        heading("III. Ý KIẾN PHÁT BIỂU"), Line("", "blank"), Line("", "blank"),
        heading("IV. Ý KIẾN BẢO LƯU"), Line("", "blank"),
        Line("Biên bản được đọc lại cho mọi người cùng nghe, thống nhất và ký; lập thành …… bản, mỗi bên giữ một bản. Kết thúc hồi …… giờ …… phút, ngày …/…/……."),
    )  # fmt: skip
    signing = (
        Signature("THƯ KÝ", _one(sitting, Role.SECRETARY, "")), Signature("CHỦ TRÌ", _one(sitting, Role.HEAD, "")),
        Signature(f"ĐẠI DIỆN {other}"),
    )  # fmt: skip
    people = tuple(seat.holding.person_id for seat in sitting)
    return Made("BIÊN BẢN", subject, body, people=people, issuer=team_name(case), signatures=signing)


def _name(asked: Asked) -> str:
    part: Body | None = asked.part
    return part.unit.name if part else "Tổ chức, cá nhân liên quan"


def _member(seat: Seat) -> str:
    return f"Đồng chí {in_file(seat.holding.person)}, {seat.holding.called}, {seat.get_role_display()}"


def _one(sitting: Sequence[Seat], role: Role, empty: str = "…") -> str:
    return next((in_file(seat.holding.person) for seat in sitting if seat.role == role), empty)


def _on(case: Case, what: What) -> date | None:
    held = case.dossier.filter(what=what, absent_because="").order_by("-id").first()
    return held.on if held else None
