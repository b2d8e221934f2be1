"""Báo cáo — of the inspected by its outline, of the team by what it found; every figure as it stands on the page."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.inspecting.drawing import told
from dondoc.inspecting.drawing.asked import Asked as Counting
from dondoc.inspecting.findings import Answer, Finding
from dondoc.inspecting.models import Case
from dondoc.printing.model import Column, Line, Table
from dondoc.web.inspecting.figures import Block, blocks
from dondoc.web.inspecting.sheets.made import Asked, Slot, Slots, day, named, team_name
from dondoc.web.inspecting.sheets.opening import COMMON, TEAM


def own_name(asked: Asked) -> str:
    """Đơn vị viết báo cáo — one of the inspected."""
    assert asked.part is not None  # of one of the inspected: `PAPERS`
    return asked.part.unit.name


def _answered(asked: Asked) -> tuple[Line | Table, ...]:
    """One part a row of the outline: its words, its figures with the rows behind, or that there is none (§3.4)."""
    case, part, lines = asked.case, asked.part, list[Line | Table]()
    assert part is not None
    said = {answer.row_id: answer for answer in part.answers.select_related("row")}
    shown = blocks(told(Counting(part, asked.actor, asked.at), said.values()), asked.actor)
    for row in case.outline.order_by("number"):
        lines += [Line(f"{row.number}. {row.text}", "heading"), *_answer(said.get(row.pk), shown)]
    return tuple(lines)


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


def strengths(asked: Asked) -> tuple[str, ...]:
    """Ưu điểm còn giữ, của đơn vị nào."""
    rows = asked.case.strengths.filter(withdrawn_at__isnull=True).select_related("body__unit").order_by("id")
    return tuple(f"{one.body.unit.name}: {one.text}" for one in rows)


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


def _explanations(asked: Asked) -> tuple[str, ...]:
    return tuple(_explained(one) for one in asked.case.findings.exclude(explained_on=None).order_by("id"))


def _extended(asked: Asked) -> tuple[str, ...] | None:
    rows = asked.case.extensions.select_related("paper").order_by("id")
    return tuple(f"{one.more} theo {named(one.paper)}: {one.reason}" for one in rows) or None


SELF_REPORT: Slots = {**COMMON, "đơn vị báo cáo": Slot(own_name), "trả lời theo đề cương": Slot(_answered, "part")}
TEAM_REPORT: Slots = {
    **COMMON,
    **TEAM,
    "tên đoàn": Slot(lambda asked: team_name(asked.case)),
    "ngày triển khai": Slot(lambda asked: day(asked.case.deployed_on)),
    "các lần gia hạn": Slot(_extended, "several"),
    "ưu điểm": Slot(strengths, "several"),
    "khuyết điểm và căn cứ": Slot(lambda asked: tuple(map(_found, defects(asked.case))), "several"),
    "giải trình và trả lời": Slot(_explanations, "several"),
}
