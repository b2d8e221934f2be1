"""Quyết định, kế hoạch, đề cương — what a case is opened by; a blank where nothing is known yet."""

from __future__ import annotations

from dondoc.inspecting.models import Case
from dondoc.inspecting.words import Role
from dondoc.printing.model import Line, Table
from dondoc.web.inspecting.sheets.made import (
    Asked,
    Made,
    day,
    examined,
    heading,
    items,
    named,
    objects,
    scope,
    seats,
    verb,
)
from dondoc.web.personal.looking import in_file


def decision(asked: Asked) -> Made:
    """Quyết định thành lập đoàn — object, content, period, team, who carries it out (§3.1)."""
    case, what = asked.case, verb(asked.case)
    body: list[Line | Table] = [
        Line(f"Căn cứ {_ground(case)};", "basis"),
        Line(f"Xét đề nghị của {case.lead.name},", "basis"),
        Line(f"{case.body.name.upper()} QUYẾT ĐỊNH:", "centre"),
        Line(f"Điều 1. Tiến hành {what} đối với {'; '.join(objects(case))}.", "article"),
        Line(f"Nội dung: {case.content}"),
        *(Line(f"- {one}", "item") for one in scope(asked)),
        Line(f"Mốc thời gian {what}: {examined(case)}."),
        Line(f"Điều 2. Thành lập Đoàn {what} gồm:", "article"),
        *items(_members(case), "…"),
        Line(f"Đoàn {what} có nhiệm vụ tiến hành {what} theo đúng nội dung, đối tượng, thời gian và quy trình; được yêu cầu đối tượng báo cáo, cung cấp hồ sơ, tài liệu."),
        Line(f"Điều 3. {case.lead.name}, Đoàn {what} và {'; '.join(objects(case))} chịu trách nhiệm thi hành Quyết định này.", "article"),
    ]  # fmt: skip
    subject, people = f"{what} {'; '.join(objects(case))}", tuple(seat.holding.person_id for seat in seats(case))
    return Made("QUYẾT ĐỊNH", subject, tuple(body), _to(case), case.decision, people=people)


def plan(asked: Asked) -> Made:
    """Kế hoạch — purpose, content, object, time, method, who does what; with the outline behind it (§3.2)."""
    case, what = asked.case, verb(asked.case)
    body: list[Line | Table] = [
        Line(f"Thực hiện {named(case.decision)}, {case.body.name} lập kế hoạch {what} như sau:"),
        heading("I. MỤC ĐÍCH, YÊU CẦU"),
        Line(f"1. Đánh giá đúng ưu điểm, hạn chế, khuyết điểm, nguyên nhân; giúp đối tượng {what} phát huy ưu điểm, khắc phục khuyết điểm.", "item"),
        Line(f"2. Việc {what} bảo đảm khách quan, dân chủ, đúng nguyên tắc, quy trình, thời gian.", "item"),
        heading("II. NỘI DUNG, ĐỐI TƯỢNG, THỜI GIAN"),
        Line(f"1. Nội dung: {case.content}", "item"),
        *(Line(f"- {one}", "item") for one in scope(asked)),
        Line(f"2. Đối tượng: {'; '.join(objects(case))}.", "item"),
        Line(f"3. Mốc thời gian {what}: {examined(case)}.", "item"),
        Line(f"4. Hạn gửi báo cáo theo đề cương: {day(case.report_due_on)}.", "item"),
        heading("III. TỔ CHỨC THỰC HIỆN"),
        Line(f"1. Đoàn {what}: xây dựng lịch làm việc, phân công thành viên; tiến hành theo các bước của quy trình; báo cáo {case.body.name} kết quả.", "item"),
        Line(f"2. {'; '.join(objects(case))}: chuẩn bị báo cáo bằng văn bản theo đề cương; cung cấp đầy đủ, kịp thời hồ sơ, tài liệu; cử người làm việc với Đoàn.", "item"),
        Line(f"3. {case.lead.name}: theo dõi, đôn đốc việc thực hiện Kế hoạch này.", "item"),
        heading("ĐỀ CƯƠNG BÁO CÁO"),
        *items(_rows(case), "…"),
    ]  # fmt: skip
    return Made("KẾ HOẠCH", f"{what} {'; '.join(objects(case))}", tuple(body), _to(case), case.plan)


def outline(asked: Asked) -> Made:
    """Đề cương — each row a number that answers and findings point at (§3.3)."""
    case = asked.case
    lines = [Line(f"Kèm theo {named(case.plan)}. Mốc thời gian báo cáo: {examined(case)}."), *items(_rows(case), "…")]
    return Made("ĐỀ CƯƠNG", f"báo cáo phục vụ {verb(case)}", tuple(lines))


def _rows(case: Case) -> list[str]:
    return [row.text for row in case.outline.order_by("number")]


def _ground(case: Case) -> str:
    if case.line is None:
        return f"ý kiến chỉ đạo: {case.basis}"
    programme = case.line.programme
    return f"{named(programme.paper)} ({programme.name})"


def _members(case: Case) -> list[str]:
    """By role, as they sit; the head first."""
    order = {role: place for place, role in enumerate((Role.HEAD, Role.DEPUTY, Role.MEMBER, Role.SECRETARY))}
    said = sorted(seats(case), key=lambda seat: (order[Role(seat.role)], seat.pk))
    return [
        f"Đồng chí {in_file(seat.holding.person)}, {seat.holding.called}, {seat.get_role_display()};" for seat in said
    ]


def _to(case: Case) -> tuple[str, ...]:
    return (*(f"{name} (để thực hiện)" for name in objects(case)), f"{case.lead.name}", "Lưu hồ sơ")
