"""Bảng nhiệm vụ gửi hệ thống trung ương — one row an assignment, columns with names that do not change; docs/central-tasks.md.

Quy chế 08-QC/TW says which matters are followed; no description of its file was seen, so the names are ours, and said to be.
"""

from __future__ import annotations

from django.db import models

from dondoc.obligations.models import Assignment
from dondoc.obligations.queries import Standing
from dondoc.web.lists import Column

Line = tuple[Assignment, Standing]


def sendable(rows: models.QuerySet[Assignment]) -> models.QuerySet[Assignment]:
    """None of a paper that bears a level: those are handled outside the common system."""
    return (
        rows.filter(obligation__paper__secrecy="", obligation__paper__is_stub=False)
        .select_related("obligation__paper__issuer", "obligation__unit", "unit", "giver")
        .prefetch_related("partners__unit")
    )


def _partners(line: Line) -> str:
    return "; ".join(row.unit.listed for row in sorted(line[0].partners.all(), key=lambda row: row.pk))


COLUMNS: tuple[Column[Line], ...] = (
    Column("ma_giao_viec", 14, lambda line: line[0].public_id),
    Column("so_nhiem_vu", 14, lambda line: line[0].obligation.nv),
    Column("noi_dung", 60, lambda line: line[0].obligation.text),
    Column("diem_khoan", 14, lambda line: line[0].obligation.provision),
    Column("van_ban_giao", 18, lambda line: line[0].obligation.paper.so_ky_hieu),
    Column("ngay_van_ban", 12, lambda line: line[0].obligation.paper.issued_on or ""),
    Column("co_quan_ban_hanh", 32, lambda line: line[0].obligation.paper.issuer.name),
    Column("don_vi_giao", 32, lambda line: line[0].giver.name),
    Column("don_vi_chu_tri", 32, lambda line: line[0].unit.listed),
    Column("don_vi_phoi_hop", 32, _partners),
    Column("san_pham", 30, lambda line: line[0].obligation.product),
    Column("ngay_giao", 12, lambda line: line[0].on),
    Column("han", 12, lambda line: line[0].due_on or ""),
    Column("han_ghi_trong_van_ban", 20, lambda line: line[0].obligation.due_text),
    Column("trang_thai", 16, lambda line: str(line[1].value)),
    Column("ngay_hoan_thanh", 12, lambda line: line[0].done_on or ""),
)
