"""Cột của các dòng — for each kind of row what is shown of it, on the page and in the file alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.inspecting.findings import Finding
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.programmes import Line
from dondoc.mirror import pledges, rules, studies, urges, visits
from dondoc.mirror.words import CLASSES
from dondoc.obligations.models import Assignment, Obligation
from dondoc.planning.models import VersionItem
from dondoc.programmes.models import Item
from dondoc.reminding.models import Occurrence
from dondoc.studying.models import Asking, Sitting
from dondoc.units.models import Unit
from dondoc.urging.models import Urged
from dondoc.web.asof import Look
from dondoc.web.lists import Column
from dondoc.web.mirror.asking import Asked
from dondoc.web.studying.coverage import SIGNS as STUDY_SIGNS

SIGNS = {
    rules.IN_TIME: "xong", rules.DONE_LATE: "xong_muon", rules.IN_TERM: "dang_lam", rules.OPEN_LATE: "qua_han",
    rules.UNCONFIRMED: "cho_xac_nhan", rules.UNDATED: "", rules.DONE_UNDATED: "xong_khong_han",
    rules.RECURRING: "dang_lam",
}  # fmt: skip
ANSWERS = {
    urges.IN_TIME: gettext_lazy("trả lời đúng hạn"), urges.LATE: gettext_lazy("trả lời muộn"),
    urges.NEVER: gettext_lazy("chưa trả lời"), urges.UNDATED: gettext_lazy("không nêu hạn trả lời"),
}  # fmt: skip
ANSWERED = {urges.IN_TIME: "xong", urges.LATE: "xong_muon", urges.NEVER: "qua_han", urges.UNDATED: ""}


SHORT = 16  # letters that stand on one line


def _nothing(_row: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Table:
    """Bảng của một loại dòng — its columns, the address of a row, its second line, the sign of its last cell."""

    columns: Sequence[Column[Any]]
    url: Callable[[Any], str]
    sub: Callable[[Any], str] = _nothing
    sign: Callable[[Any], str] | None = None
    level: Callable[[Any], str] = lambda row: row.secrecy


@dataclass(frozen=True, slots=True)
class Drawn:
    """Một dòng trên trang."""

    url: str
    head: str
    sub: str
    cells: Sequence[tuple[str, Any, str]]  # heading, what stands there, how it stands
    sign: str | None
    secrecy: str


def drawn(table: Table, rows: Iterable[Any]) -> list[Drawn]:
    """The rows as the page shows them."""
    return [
        Drawn(table.url(row), str(table.columns[0].cell(row)), table.sub(row), _cells(table, row),
             table.sign(row) if table.sign else None, table.level(row))
        for row in rows
    ]  # fmt: skip


def _cells(table: Table, row: Any) -> list[tuple[str, Any, str]]:
    return [_cell(str(column.title), column.cell(row)) for column in table.columns[1:]]


def _cell(title: str, value: Any) -> tuple[str, Any, str]:
    if isinstance(value, int):
        return title, value, "num"
    said = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
    return title, said, "nowrap" if len(said) < SHORT else "words"


def table_of(
    model: type[models.Model], key: str, side: str, asking: studies.Study | None, said: Asked, look: Look
) -> Table:
    """Bảng của một con số."""
    if asking is not None:
        return _units(asking, said, look, key, side)
    if model is Asking:
        return _askings(key, side, said, look)
    if model is Item:
        return _targets(said)
    if model is VersionItem:
        return _items(said)
    if model is Unit:
        return _months(said, look) if key == "I6" else _cells_pledged(key, said)
    if model is Case:
        return _timed(said) if key == "I19" else _cases(said)
    if model is Body:
        return _visits(key, said)
    if model is Assignment:
        return _works(key, side, said, look)
    return {
        Occurrence: _periods,
        Obligation: _duties,
        Sitting: _sessions,
        Urged: _urged,
        Finding: _findings,
        Line: _lines,
    }[model](look)  # type: ignore[index]


DUTY: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Nhiệm vụ"), 14, lambda row: row.nv),
    Column(gettext_lazy("Văn bản"), 24, lambda row: str(row.paper)),
    Column(gettext_lazy("Đơn vị"), 36, lambda row: row.unit.listed),
)
WORK: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Nhiệm vụ"), 14, lambda row: row.obligation.nv),
    Column(gettext_lazy("Văn bản"), 24, lambda row: str(row.obligation.paper)),
    Column(gettext_lazy("Đơn vị"), 36, lambda row: row.unit.listed),
    Column(gettext_lazy("Giao ngày"), 12, lambda row: row.on),
    Column(gettext_lazy("Hạn"), 12, lambda row: row.due_then or _("chưa có hạn")),
    Column(gettext_lazy("Loại"), 30, lambda row: str(CLASSES[row.klass])),
)
LAG: Column[Any] = Column(gettext_lazy("Giao sau, ngày"), 14, lambda row: (row.on - row.start_on).days)
PERIOD: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Việc định kỳ"), 14, lambda row: row.assignment.obligation.nv),
    Column(gettext_lazy("Đơn vị"), 36, lambda row: row.assignment.unit.listed),
    Column(gettext_lazy("Kỳ đến hạn"), 12, lambda row: row.due_on),
    Column(gettext_lazy("Báo cáo ngày"), 16, lambda row: _("chưa báo cáo") if row.state_then == "DUE" else row.told_on),
)
URGED: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Nhiệm vụ"), 14, lambda row: row.assignment.obligation.nv),
    Column(gettext_lazy("Văn bản đôn đốc"), 24, lambda row: str(row.urge.paper or "")),
    Column(gettext_lazy("Đơn vị"), 36, lambda row: row.unit.listed),
    Column(gettext_lazy("Đôn đốc ngày"), 12, lambda row: row.urge.on),
    Column(gettext_lazy("Hạn trả lời"), 12, lambda row: row.by_on or _("không nêu")),
    Column(gettext_lazy("Trả lời ngày"), 12, lambda row: row.said_on or ""),
    Column(gettext_lazy("Tình trạng"), 24, lambda row: str(ANSWERS.get(row.answered, ""))),
)


def _works(key: str, side: str, said: Asked, look: Look) -> Table:
    has_plan = key in ("I1", rules.OVER) and side != "unasked"
    also = (LAG,) if key == "I3" else _plan(said) if has_plan else ()
    columns = (*WORK[:4], *also, *WORK[4:])
    return Table(columns, lambda row: look.url("assignment", row.public_id), lambda row: row.obligation.text,
                 lambda row: SIGNS[row.klass])  # fmt: skip


def _plan(said: Asked) -> tuple[Column[Any], ...]:
    """Kế hoạch mà việc ấy nói đến."""
    day, found = said.mirror.scope.day, {plan.work: plan for plan in said.mirror.plans.values()}

    def lag(row: Any) -> Any:
        days = found[row.pk].lag(day)
        return _("chưa tính được") if days is None else days

    return (
        Column(gettext_lazy("Kế hoạch ngày"), 14, lambda row: found[row.pk].issued_on or _("chưa ban hành")),
        Column(gettext_lazy("Hạn của kế hoạch"), 24, lambda row: _plan_due(found[row.pk])),
        Column(gettext_lazy("Sau khi nhận, ngày"), 14, lag),
    )


def _plan_due(plan: rules.Plan) -> str:
    if plan.due_on is None:
        return _("chưa có hạn")
    return (
        _("%(day)s, đơn vị tự đặt") % {"day": f"{plan.due_on:%d/%m/%Y}"}
        if plan.is_by_office
        else f"{plan.due_on:%d/%m/%Y}"
    )


def _periods(look: Look) -> Table:
    return Table(
        PERIOD, lambda row: look.url("assignment", row.assignment.public_id), lambda row: row.assignment.obligation.text
    )


def _duties(look: Look) -> Table:
    return Table(DUTY, lambda row: look.url("obligation", row.public_id), lambda row: row.text)


def _urged(look: Look) -> Table:
    return Table(URGED, lambda row: reverse("urge", args=[row.urge.public_id]), lambda row: row.assignment.obligation.text,
                 lambda row: ANSWERED.get(row.answered, ""))  # fmt: skip


def _sessions(look: Look) -> Table:
    columns: tuple[Column[Any], ...] = (
        Column(gettext_lazy("Đơn vị"), 36, lambda row: row.meeting.unit.listed),
        Column(gettext_lazy("Ngày tổ chức"), 12, lambda row: row.on),
        Column(gettext_lazy("Có mặt, kể cả học bù"), 16, lambda row: _count(row, row.came)),
        Column(gettext_lazy("Phải dự"), 16, lambda row: _count(row, row.total)),
    )
    return Table(columns, lambda row: reverse("study_meeting", args=[row.meeting.public_id]))


def _count(row: Any, number: int | None) -> Any:
    """Of few members no count is shown; not told is not nought."""
    if row.total is not None and row.total < rules.FEW:
        return _("dưới 5 đảng viên, không nêu")
    return _("chưa có số") if number is None or row.total is None else number


def _askings(key: str, side: str, said: Asked, look: Look) -> Table:
    found = {one.asking.pk: one for one in said.mirror.studies}
    columns: tuple[Column[Any], ...] = (
        Column(gettext_lazy("Văn bản"), 24, lambda row: str(row.paper)),
        Column(gettext_lazy("Đơn vị yêu cầu"), 36, lambda row: row.unit.listed),
        Column(gettext_lazy("Yêu cầu ngày"), 12, lambda row: row.on),
        Column(gettext_lazy("Hạn theo văn bản"), 16, lambda row: row.due_on or _("văn bản không nêu")),
        Column(gettext_lazy("Số đơn vị"), 12, lambda row: studies.counts(found[row.pk], key, side)),
        Column(gettext_lazy("Trong số được hỏi"), 12, lambda row: found[row.pk].of),
    )
    return Table(
        columns, lambda row: said.url(look, of=key, side=side, asking=row.public_id), lambda row: row.paper.title
    )


def _units(asking: studies.Study, said: Asked, look: Look, key: str, side: str) -> Table:
    mirror = said.mirror
    lines = {line.unit_id: line for line in studies.lines(asking.asking, mirror.actor, mirror.scope, key, side)}
    columns: tuple[Column[Any], ...] = (
        Column(gettext_lazy("Đơn vị"), 36, lambda row: row.listed),
        Column(gettext_lazy("Ngày tổ chức"), 12, lambda row: lines[row.pk].done_on or ""),
        Column(gettext_lazy("Lý do"), 40, lambda row: lines[row.pk].reason),
        Column(gettext_lazy("Tình trạng"), 26, lambda row: str(lines[row.pk].standing.label)),
    )
    return Table(columns, lambda row: look.url("study", asking.asking.public_id, under=row.public_id) + "#units",
                 sign=lambda row: STUDY_SIGNS[lines[row.pk].standing], level=lambda _row: asking.asking.secrecy)  # fmt: skip


def _targets(said: Asked) -> Table:
    found = {line.item.pk: line for line in said.mirror.targets}
    columns: tuple[Column[Any], ...] = (
        Column(gettext_lazy("Chỉ tiêu"), 50, lambda row: found[row.pk].version.measure),
        Column(gettext_lazy("Chương trình"), 40, lambda row: row.programme.name),
        Column(gettext_lazy("Mức phải đạt"), 24, lambda row: found[row.pk].asked),
        Column(gettext_lazy("Số mới nhất"), 16, lambda row: found[row.pk].newest),
        Column(gettext_lazy("Vì sao"), 50, lambda row: found[row.pk].judged.reason),
        Column(gettext_lazy("Đánh giá"), 20, lambda row: str(found[row.pk].judgement.label)),
    )
    return Table(
        columns,
        lambda row: reverse("programme_item", args=[row.public_id]),
        sign=lambda row: found[row.pk].judgement.value,
    )


def _items(said: Asked) -> Table:
    """Mục của kế hoạch, so với việc và hoạt động của đơn vị."""
    done = {one.item: one.is_done for one in said.mirror.own_due}
    kept = {day.replace(day=1) for day in said.mirror.months.days}
    columns: tuple[Column[Any], ...] = (
        Column(gettext_lazy("Kế hoạch"), 24, lambda row: str(row.version.plan)),
        Column(gettext_lazy("Hạn của mục"), 12, lambda row: row.due_on),
        Column(gettext_lazy("Trong tháng"), 24, lambda row: _("có hoạt động") if row.due_on.replace(day=1) in kept else _("không có hoạt động nào được ghi")),
        Column(gettext_lazy("Tình trạng"), 24, lambda row: str(BY_PLAN[done[row.pk]])),
    )  # fmt: skip
    return Table(columns, lambda row: reverse("plan", args=[row.version.plan.public_id]), lambda row: row.text,
                 lambda row: {None: "", True: "xong", False: "qua_han"}[done[row.pk]], lambda row: row.version.plan.secrecy)  # fmt: skip


BY_PLAN = {
    None: gettext_lazy("không gắn với việc nào của đơn vị"), True: gettext_lazy("xong theo hạn của mục"),
    False: gettext_lazy("chưa xong, hoặc xong sau hạn của mục"),
}  # fmt: skip


def _findings(_look: Look) -> Table:
    """Known by the case's number: whoever is listed here sees the case."""
    columns: tuple[Column[Any], ...] = (
        Column(gettext_lazy("Cuộc"), 14, lambda row: str(row.case)),
        Column(gettext_lazy("Đơn vị"), 36, lambda row: row.body.unit.listed),
        Column(gettext_lazy("Loại"), 24, lambda row: row.get_sort_display()),
        Column(gettext_lazy("Công bố ngày"), 12, lambda row: row.told_then),
        Column(gettext_lazy("Thời hạn"), 12, lambda row: row.due_on or _("chưa có hạn")),
        Column(gettext_lazy("Xác nhận ngày"), 14, lambda row: row.closed_on if row.is_closed else ""),
        Column(gettext_lazy("Tình trạng"), 24, lambda row: str(REMEDIES[_remedy(row)])),
    )
    return Table(columns, lambda row: f"{reverse('inspection', args=[row.case.public_id])}#findings", lambda row: row.text,
                 _remedy, lambda row: row.case.secrecy)  # fmt: skip


REMEDIES = {
    "xong": gettext_lazy("đã khắc phục"), "qua_han": gettext_lazy("quá hạn khắc phục"), "dang_lam": gettext_lazy("đang khắc phục"),
}  # fmt: skip


def _remedy(row: Any) -> str:
    return "xong" if row.is_closed else "qua_han" if row.is_late else "dang_lam"


def _lines(_look: Look) -> Table:
    columns: tuple[Column[Any], ...] = (
        Column(gettext_lazy("Chương trình"), 40, lambda row: str(row.programme)),
        Column(gettext_lazy("Loại"), 40, lambda row: row.sort.words),
        Column(gettext_lazy("Đơn vị chủ trì"), 36, lambda row: row.lead.listed),
        Column(gettext_lazy("Tiến hành đến"), 12, lambda row: row.by_on),
        Column(
            gettext_lazy("Tình trạng"), 24, lambda row: _("đã có kết luận") if row.is_done else _("chưa có kết luận")
        ),
    )
    return Table(columns, lambda row: reverse("inspection_programme", args=[row.programme.public_id]), lambda row: row.content,
                 lambda row: "xong" if row.is_done else "qua_han", lambda row: row.programme.secrecy)  # fmt: skip


ARCHIVED = {None: gettext_lazy("chưa có con số ngày nộp lưu"), True: gettext_lazy("nộp lưu muộn"), False: gettext_lazy("còn trong hạn, hoặc đúng hạn")}  # fmt: skip


def _cases(said: Asked) -> Table:
    found = said.mirror.dossiers
    columns: tuple[Column[Any], ...] = (
        Column(gettext_lazy("Cuộc"), 14, lambda row: str(row)),
        Column(gettext_lazy("Loại"), 40, lambda row: row.sort.words),
        Column(gettext_lazy("Công bố ngày"), 12, lambda row: row.announced_on),
        Column(gettext_lazy("Tài liệu đã có"), 12, lambda row: found[row.pk].held),
        Column(gettext_lazy("Phải có"), 12, lambda row: found[row.pk].of),
        Column(gettext_lazy("Nộp lưu"), 26, lambda row: str(ARCHIVED[found[row.pk].is_late])),
    )
    return Table(columns, lambda row: f"{reverse('inspection', args=[row.public_id])}#dossier",
                 sign=lambda row: {None: "", True: "qua_han", False: "xong"}[found[row.pk].is_late])  # fmt: skip


def _timed(said: Asked) -> Table:
    """Thời hạn của các cuộc theo chương trình."""
    found = said.mirror.times
    columns: tuple[Column[Any], ...] = (
        Column(gettext_lazy("Cuộc"), 14, lambda row: str(row)),
        Column(gettext_lazy("Loại"), 40, lambda row: row.sort.words),
        Column(gettext_lazy("Gia hạn, ngày"), 12, lambda row: found[row.pk].more),
        Column(gettext_lazy("Thời hạn"), 14, lambda row: found[row.pk].due or _("chưa biết")),
        Column(gettext_lazy("Tình trạng"), 24, lambda row: str(TIMED[found[row.pk].is_past])),
    )
    return Table(columns, lambda row: reverse("inspection", args=[row.public_id]),
                 sign=lambda row: {None: "", True: "qua_han", False: "xong"}[found[row.pk].is_past])  # fmt: skip


TIMED = {
    None: gettext_lazy("chưa biết thời hạn"),
    True: gettext_lazy("quá thời hạn"),
    False: gettext_lazy("trong thời hạn"),
}


def _cells_pledged(key: str, said: Asked) -> Table:
    found = said.mirror.pledged(key)
    done, of = {
        pledges.HANDED: (gettext_lazy("Nộp đúng hạn"), gettext_lazy("Phải nộp")),
        pledges.REVIEWED: (gettext_lazy("Đã xem lại"), gettext_lazy("Đã nộp")),
    }[key]
    columns: tuple[Column[Any], ...] = (
        Column(gettext_lazy("Chi bộ"), 36, lambda row: row.listed),
        Column(done, 16, lambda row: _pledged(found.cell(row.pk), found.cell(row.pk).done)),
        Column(of, 16, lambda row: _pledged(found.cell(row.pk), found.cell(row.pk).of)),
    )
    year = pledges.year_of(key, said.mirror.scope)
    return Table(columns, lambda _row: f"{reverse('pledges')}?year={year}", level=lambda _row: "")


def _months(said: Asked, look: Look) -> Table:
    """Từng đơn vị; each opens its own mirror, with its own strip."""
    found = said.mirror.months.units
    columns: tuple[Column[Any], ...] = (
        Column(gettext_lazy("Đơn vị"), 36, lambda row: row.listed),
        Column(gettext_lazy("Tháng có hoạt động"), 16, lambda row: found[row.pk][0]),
        Column(gettext_lazy("Tháng có việc"), 16, lambda row: found[row.pk][1]),
        Column(gettext_lazy("Tháng trống"), 16, lambda row: found[row.pk][1] - found[row.pk][0]),
    )
    alone = {**said.query, "level": "", "part": "own"}
    return Table(columns, lambda row: look.url("mirror", **{**alone, "unit": row.public_id}), level=lambda _row: "")


def _pledged(cell: pledges.Cell, n: int | None) -> Any:
    if cell.is_unsized:
        return _("chưa biết số đảng viên, không nêu")
    if cell.is_few:
        return _("dưới 5 đảng viên, không nêu")
    return _("chưa có số") if n is None else n


def _visits(key: str, said: Asked) -> Table:
    found = said.mirror.visits(key)
    hit, of = {
        visits.CAMPAIGN: (gettext_lazy("Trong 30 ngày trước"), gettext_lazy("Trong 365 ngày trước")),
        visits.REPORTED: (gettext_lazy("Dòng có số liệu, tài liệu"), gettext_lazy("Dòng đề cương")),
        visits.SUPPLIED: (gettext_lazy("Đã cung cấp, hoặc báo không có"), gettext_lazy("Đã trả lời hoặc quá hạn")),
    }[key]
    columns: tuple[Column[Any], ...] = (
        Column(gettext_lazy("Cuộc"), 14, lambda row: str(row.case)),
        Column(gettext_lazy("Đơn vị"), 36, lambda row: row.unit.listed),
        Column(gettext_lazy("Triển khai ngày"), 12, lambda row: row.case.deployed_on),
        Column(hit, 16, lambda row: found[row.pk].hit if found[row.pk].is_told else _("chưa có số")),
        Column(of, 16, lambda row: found[row.pk].of if found[row.pk].is_told else _("chưa có số")),
    )
    if key == visits.REPORTED:
        columns += (Column(gettext_lazy("Dòng chỉ bằng lời"), 16, lambda row: found[row.pk].in_words),)
    return Table(
        columns, lambda row: reverse("inspection", args=[row.case.public_id]), level=lambda row: row.case.secrecy
    )
