"""Biên bản sự cố — what, when, who, each place with what was done and how often, what is left to hands. Nothing of the secret."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.incidents.hands import WHAT
from dondoc.incidents.models import ByHand, Incident, Level, PlaceState
from dondoc.incidents.stages import STAGES
from dondoc.journal.chain import canonical
from dondoc.journal.queries import head_value
from dondoc.printing.model import Column, Line, Sheet, Table
from dondoc.shared.acts import Label
from dondoc.shared.calendar import HANOI
from dondoc.units.models import Holding

STEPS = {
    "start": gettext_lazy("mở sự cố, nội dung được ẩn ngay"),
    "remove": gettext_lazy("yêu cầu xóa hẳn"),
    "stop": gettext_lazy("dừng lại vì có chỗ mới tìm thấy hoặc còn sót"),
    "finish": gettext_lazy("xóa xong"),
    "lift": gettext_lazy("gỡ ẩn, không phải nội dung mật"),
    "close": gettext_lazy("đóng sự cố"),
}


COLUMNS: dict[str, Label] = {
    "text": gettext_lazy("nội dung"), "title": gettext_lazy("trích yếu"), "kind": gettext_lazy("loại văn bản"),
    "issuer_id": gettext_lazy("cơ quan ban hành"), "series": gettext_lazy("khóa hoặc năm"), "number": gettext_lazy("số"),
    "so_ky_hieu": gettext_lazy("số, ký hiệu"), "canonical": gettext_lazy("số đầy đủ"), "urgency": gettext_lazy("độ khẩn"),
    "secrecy": gettext_lazy("độ mật"), "sha256": gettext_lazy("tệp"), "file_name": gettext_lazy("tên tệp"),
    "body": gettext_lazy("các trường đọc được"), "value": gettext_lazy("giá trị đã rà soát"), "surface": gettext_lazy("chữ viện dẫn"),
    "withdrawn_because": gettext_lazy("lý do rút"), "reason": gettext_lazy("lý do"), "answer": gettext_lazy("trả lời"),
    "note": gettext_lazy("lời nhắn"), "label": gettext_lazy("số"), "problem": gettext_lazy("thông báo"),
    "provision": gettext_lazy("điểm, khoản"), "actors": gettext_lazy("ai thực hiện"), "partners": gettext_lazy("phối hợp"),
    "product": gettext_lazy("sản phẩm"), "due_text": gettext_lazy("thời hạn ghi trong văn bản"), "recurs": gettext_lazy("định kỳ"),
    "ended_because": gettext_lazy("lý do kết thúc"), "search": gettext_lazy("chữ để tìm"), "before": gettext_lazy("trước khi sửa đổi"),
    "after": gettext_lazy("sau khi sửa đổi"), "asked": gettext_lazy("yêu cầu thêm"), "due_reason": gettext_lazy("lý do của hạn"),
    "closed_because": gettext_lazy("lý do đóng"), "page": gettext_lazy("trang, mục"), "keeper": gettext_lazy("nơi giữ"),
    "paper_number": gettext_lazy("số văn bản"), "rows": gettext_lazy("các dòng"), "name": gettext_lazy("tên"),
    "ground": gettext_lazy("căn cứ"), "found_by": gettext_lazy("người phát hiện"), "decision": gettext_lazy("căn cứ xóa"),
}  # fmt: skip


def columns_said(names: Iterable[str]) -> str:
    """Tên cột — in words; a column of others by its own name."""
    return ", ".join(str(COLUMNS.get(name, name)) for name in names)


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Một loại chỗ — of which table, which columns, how many rows, what became of them."""

    kind: str
    label: str
    columns: str
    rows: int
    state: str


def label_of(kind: str) -> str:
    """Tên bảng — the first words of what a model says it is; the bare name of a table of others."""
    model = apps.get_model(kind)
    own = model.__module__.startswith("dondoc.")
    return (model.__doc__ or kind).partition(" — ")[0].strip(". ") if own else kind


def place_lines(incident: Incident) -> list[PlaceLine]:
    """Các chỗ, gộp theo bảng — in the order of their names."""
    found: Counter[tuple[str, str, str, bool]] = Counter()
    for kind, columns, state, is_cut in incident.places.values_list("kind", "columns", "state", "is_cut"):
        found[kind, columns_said(columns), state, is_cut] += 1
    return [
        PlaceLine(kind, label_of(kind), columns, n, _said(state, is_cut))
        for (kind, columns, state, is_cut), n in sorted(found.items())
    ]


def _said(state: str, is_cut: bool) -> str:
    words = str(PlaceState(state).label)
    return f"{words} ({_('chỉ cụm chữ')})" if is_cut else words


def facts_of(incident: Incident) -> dict[str, Any]:
    """Dữ kiện của biên bản — what its hash covers: canonical JSON, SHA-256."""
    incident.refresh_from_db()
    return {
        "number": str(incident), "unit": incident.unit.name, "level": incident.level, "found_on": incident.found_on,
        "found_by": incident.found_by, "ground": incident.ground, "decision": incident.decision, "opened_at": incident.at,
        "removed_at": incident.removed_at,
        "steps": [[step.step, step.at, step.holding_id] for step in incident.steps.order_by("id")],
        "places": [asdict(line) for line in place_lines(incident)],
        "contents": [[one.mark, one.holders, one.removed_at] for one in incident.contents.order_by("id")],
        "stages": [[one.name, one.counts, one.notes, one.at] for one in incident.stages.order_by("id")],
        "hands": [[one.what, one.name, one.done_on, one.note, one.holding_id] for one in incident.by_hand.order_by("id")],
    }  # fmt: skip


def hash_of(facts: dict[str, Any]) -> str:
    """Mã băm của biên bản — printed on it, kept in the journal."""
    return hashlib.sha256(canonical(facts).encode()).hexdigest()


def who(holding: int | None) -> str:
    """Ai — by post; the software itself where there is none."""
    row = Holding.objects.select_related("person", "post__kind", "post__unit").filter(pk=holding or 0).first()
    return f"{row.person} ({row.post.kind}, {row.post.unit})" if row else _("Hệ thống")


def sheet(incident: Incident, *, sample: bool = False) -> Sheet:
    """Biên bản — in the Party's form (05-HD/VPTW)."""
    unit = incident.unit
    hands = list(incident.by_hand.order_by("id"))
    return Sheet(
        kind=_("BIÊN BẢN"),
        subject=_("xử lý sự cố lộ nội dung mật %(number)s") % {"number": incident},
        issuer=unit.name,
        parent_issuer=unit.parent.name if unit.parent else "",
        body=(*_told(incident), Line(_("I. Các chỗ có nội dung"), "heading"), _places(incident), *_contents(incident),
              Line(_("II. Các bước đã làm"), "heading"), _stages(incident), *_notes(incident),
              Line(_("III. Việc làm bằng tay"), "heading"), _hands(hands)),
        foot=(_("Mã băm của biên bản: %(hash)s") % {"hash": hash_of(facts_of(incident))},
              _("Đầu chuỗi nhật ký: %(head)s") % {"head": head_value() or _("chưa niêm phong")}),
        sample=sample,
    )  # fmt: skip


def _told(incident: Incident) -> tuple[Line, ...]:
    lines = [
        _("Độ mật: %(level)s. Phát hiện ngày %(day)s, người phát hiện: %(who)s.")
        % {"level": Level(incident.level).label, "day": f"{incident.found_on:%d/%m/%Y}", "who": incident.found_by},
        _("Căn cứ mở sự cố: %(ground)s.") % {"ground": incident.ground.rstrip(". ")},
    ]
    if incident.decision:
        lines.append(_("Căn cứ xóa: %(decision)s.") % {"decision": incident.decision.rstrip(". ")})
    lines += [
        _("%(at)s, %(who)s: %(what)s.")
        % {"at": f"{step.at.astimezone(HANOI):%H:%M %d/%m/%Y}", "who": who(step.holding_id), "what": STEPS[step.step]}
        for step in incident.steps.order_by("id") if step.step in STEPS
    ]  # fmt: skip
    return tuple(Line(text) for text in lines)


def _places(incident: Incident) -> Table:
    columns = (Column(_("Bảng"), 24), Column(_("Cột"), 30), Column(_("Số dòng"), 9, "right"), Column(_("Đã làm"), 22))
    lines = place_lines(incident)
    rows = tuple((line.label, line.columns, line.rows, line.state) for line in lines)
    return Table(columns, rows, total=(_("Cộng"), "", sum(line.rows for line in lines), ""))


def _contents(incident: Incident) -> tuple[Line | Table, ...]:
    found = list(incident.contents.order_by("id"))
    if not found:
        return ()
    said = _("Tệp: dấu của tệp là SHA-256 của mã muối cùng SHA-256 của tệp; ai giữ tệp mới đối chiếu được.")
    rows = tuple(
        (one.mark, one.holders, _("đã hủy khóa, xóa") if one.removed_at else _("chưa xóa")) for one in found
    )  # fmt: skip
    return Line(said), Table(
        (Column(_("Dấu của tệp"), 44), Column(_("Số chỗ giữ"), 12, "right"), Column(_("Đã làm"), 18)), rows
    )


def _stages(incident: Incident) -> Table:
    columns = (Column(_("Bước"), 40), Column(_("Lúc"), 18), Column(_("Số lượng"), 12, "right"))
    rows = tuple(
        (str(STAGES[one.name][0]), f"{one.at.astimezone(HANOI):%H:%M %d/%m/%Y}", next(iter(one.counts.values()), ""))
        for one in incident.stages.order_by("id")
    )
    return Table(columns, rows)


def _notes(incident: Incident) -> tuple[Line, ...]:
    return tuple(Line(note, "note") for one in incident.stages.order_by("id") for note in one.notes)


def _hands(hands: list[ByHand]) -> Table:
    columns = (Column(_("Việc"), 36), Column(_("Ở đâu"), 30), Column(_("Ngày"), 11), Column(_("Đã làm, ai làm"), 32))
    rows = tuple(
        (str(WHAT[one.what]), one.name, f"{one.done_on:%d/%m/%Y}" if one.done_on else _("chưa làm"),
         f"{one.note} · {who(one.holding_id)}" if one.done_on else "")
        for one in hands
    )  # fmt: skip
    return Table(columns, rows)
