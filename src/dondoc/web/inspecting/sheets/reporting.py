"""Báo cáo — of the inspected by its outline, of the team by what it found; every figure as it stands on the page."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.inspecting.drawing import told
from dondoc.inspecting.drawing.asked import Asked as Counting
from dondoc.inspecting.findings import Answer, Finding
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.words import Role
from dondoc.printing.model import Column, Line, Table
from dondoc.web.inspecting.figures import Block, blocks
from dondoc.web.inspecting.sheets.made import (
    Asked,
    Made,
    day,
    examined,
    heading,
    items,
    named,
    scope,
    seats,
    team_name,
    verb,
)
from dondoc.web.personal.looking import in_file


def self_report(asked: Asked) -> Made:
    """Báo cáo theo đề cương — one part a row of the outline: its words, its figures with the rows behind, or that there is none (§3.4)."""
    case, part = asked.case, asked.part
    assert part is not None  # of one of the inspected: `PAPERS`
    lines: list[Line | Table] = [
        Line(f"Thực hiện {named(case.plan)}, {part.unit.name} báo cáo theo đề cương như sau, mốc thời gian {examined(case)}:")
    ]  # fmt: skip
    said = {answer.row_id: answer for answer in part.answers.select_related("row")}
    shown = blocks(told(Counting(part, asked.actor, asked.at), said.values()), asked.actor)
    for row in case.outline.order_by("number"):
        lines += [heading(f"{row.number}. {row.text}"), *_answer(said.get(row.pk), shown)]
    return Made("BÁO CÁO", f"phục vụ {verb(case)}: {case.content}", tuple(lines), addressees=(case.body.name,),
                recipients=(f"Đoàn {verb(case)}", "Lưu hồ sơ"))  # fmt: skip


def _answer(answer: Answer | None, shown: dict[str, Block]) -> Iterator[Line | Table]:
    if answer is None:
        yield Line("(chưa trả lời)")
        return
    if answer.is_none:
        yield Line("Không có.")
    for paragraph in answer.text.splitlines():
        if paragraph.strip():
            yield Line(paragraph.strip())
    for key in answer.taken:
        block = shown.get(key)
        if block is None:
            continue
        yield Line(f"{block.label}: {block.sentence}.")
        rows = tuple(tuple(cell.words for cell in row) for row in block.rows)
        if rows:
            heads = tuple(Column(str(title), _width(str(title), (row[place] for row in rows)), "right" if is_number else "left")
                          for place, (title, is_number) in enumerate(block.heads))  # fmt: skip
            yield Table(heads, rows)


def _width(title: str, cells: Iterator[str]) -> int:
    """By what stands in a column: a work's words need more room than a day."""
    return min(max(len(title), *map(len, cells), 8), 40)


def team_report(asked: Asked) -> Made:
    """Báo cáo kết quả của đoàn — what was looked at and how long, strengths, defects with their explanations, what is asked (§3.6)."""
    case = asked.case
    body: list[Line | Table] = [
        Line(f"Thực hiện {named(case.decision)}, {named(case.plan)}, Đoàn {verb(case)} báo cáo kết quả như sau:"),
        Line(f"Đối tượng: {'; '.join(one.unit.name for one in _parts(case))}. Mốc thời gian: {examined(case)}. Triển khai ngày {day(case.deployed_on)}."),
        *(Line(f"Gia hạn {one.more} theo {named(one.paper)}: {one.reason}.") for one in case.extensions.select_related("paper").order_by("id")),
        Line("Văn bản trong phạm vi:"), *(Line(f"- {one}", "item") for one in scope(asked)),
        heading("I. ƯU ĐIỂM"), *items(strengths(case)),
        heading("II. HẠN CHẾ, KHUYẾT ĐIỂM"), *items(_found(one) for one in defects(case)),
        heading("III. Ý KIẾN CỦA ĐỐI TƯỢNG VÀ XỬ LÝ"), *items(_explained(one) for one in case.findings.exclude(explained_on=None).order_by("id")),
        heading("IV. KIẾN NGHỊ"), Line("…"),
    ]  # fmt: skip
    head = next((seat for seat in seats(case) if seat.role == Role.HEAD), None)
    return Made("BÁO CÁO", f"kết quả {verb(case)} {case.content}", tuple(body), ("Lưu hồ sơ",), None,
                f"TRƯỞNG ĐOÀN {verb(case).upper()}", in_file(head.holding.person) if head else "", (case.body.name,), (head.holding.person_id,) if head else (), team_name(case))  # fmt: skip


def _parts(case: Case) -> list[Body]:
    return list(case.bodies.select_related("unit").order_by("id"))


def strengths(case: Case) -> list[str]:
    """Ưu điểm còn giữ, của đơn vị nào."""
    rows = case.strengths.filter(withdrawn_at__isnull=True).select_related("body__unit").order_by("id")
    return [f"{one.body.unit.name}: {one.text}" for one in rows]


def defects(case: Case) -> list[Finding]:
    """Khuyết điểm còn giữ."""
    rows = (
        case.findings.standing().select_related("body__unit", "owner").prefetch_related("papers__paper", "cited__paper")
    )
    return list(rows.order_by("id"))


def _found(one: Finding) -> str:
    against = "; ".join(named(row.paper) for row in one.papers.all())
    return f"{one.body.unit.name}: {one.text}" + (f" (theo {against})" if against else "")


def _explained(one: Finding) -> str:
    said = "không giải trình" if one.declines else one.explanation
    answer = f" Đoàn {one.get_answered_display()}: {one.answer}" if one.answered else ""
    return f"{one.heard_as or one.text} Giải trình ngày {day(one.explained_on)}: {said}.{answer}"
