"""Hồ sơ đánh giá tác động để in — a frozen version as a Sheet: DOCX, XLSX."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dondoc.personal.assessments import Assessment, Part
from dondoc.personal.breaching import said
from dondoc.printing.model import Cell, Column, Line, Sheet, Table


def sheet(row: Assessment, *, sample: bool = False) -> Sheet:
    """Hồ sơ — the parts that people wrote, then what was measured."""
    told = row.sheet
    return Sheet(
        kind=_("HỒ SƠ"), subject=_("đánh giá tác động xử lý dữ liệu cá nhân, lần %(n)s") % {"n": row.number},
        issuer=row.house.name, body=(*_texts(told), *_tables(told)), sample=sample,
        foot=(_("Đo lúc %(at)s (giờ Hà Nội).") % {"at": said(row.at)}, _("Mã băm: %(hash)s") % {"hash": row.hash}),
    )  # fmt: skip


def _texts(told: dict[str, Any]) -> list[Line]:
    found = []
    for number, (part, label) in enumerate(Part.choices, 1):
        found.append(Line(f"{number}. {label}", "heading"))
        found += [Line(text) for text in told["texts"].get(part, "").splitlines() if text.strip()]
    return found


def _tables(told: dict[str, Any]) -> list[Table]:
    return [_purposes(told), _columns(told), _rights(told), _measures(told)]


def _table(caption: str, heads: list[tuple[str, int, str]], rows: list[tuple[Cell, ...]]) -> Table:
    return Table(tuple(Column(title, width, align) for title, width, align in heads), tuple(rows), caption=caption)


def _purposes(told: dict[str, Any]) -> Table:
    heads = [
        (_("Mục đích"), 34, "left"),
        (_("Căn cứ"), 26, "left"),
        (_("Ai xem được"), 34, "left"),
        (_("Giữ bao lâu"), 24, "left"),
    ]
    return _table(_("Mục đích xử lý"), heads, [
        (one["words"], one["basis"] or None, one["sees"], one["kept"] or _("chưa đặt, còn giữ")) for one in told["purposes"]
    ])  # fmt: skip


def _columns(told: dict[str, Any]) -> Table:
    heads = [
        (_("Mục đích"), 34, "left"),
        (_("Bảng"), 28, "left"),
        (_("Trường"), 50, "left"),
        (_("Số dòng"), 12, "right"),
    ]
    return _table(_("Dữ liệu đang giữ"), heads, [
        (one["words"], table["label"], ", ".join(table["columns"]), table["rows"]) for one in told["purposes"] for table in one["tables"]
    ])  # fmt: skip


def _rights(told: dict[str, Any]) -> Table:
    heads = [(_("Quyền"), 50, "left"), (_("Số người"), 12, "right"), (_("Số đơn vị"), 12, "right")]
    return _table(
        _("Ai xem, ai làm được"), heads, [(one["label"], one["persons"], one["units"]) for one in told["rights"]]
    )


def _measures(told: dict[str, Any]) -> Table:
    words = {True: _("có"), False: _("không"), None: None}
    heads = [(_("Biện pháp"), 44, "left"), (_("Đang có"), 16, "left"), (_("Đo được"), 50, "left")]
    return _table(
        _("Biện pháp bảo vệ"), heads, [(one["label"], words[one["holds"]], one["words"]) for one in told["measures"]]
    )
