"""Một văn bản mẫu của Đảng và một của Nhà nước, bodies that do not exist."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dondoc.printing.model import Column, Line, Sheet, Table

TASKS = Table(
    columns=(
        Column("TT", 5, "center"),
        Column("Nhiệm vụ", 40),
        Column("Số buổi", 10, "right"),
    ),
    rows=((1, "Tổ chức học tập", 1200), (2, "Báo cáo kết quả", None)),
    caption="Phân công nhiệm vụ",
    total=("", "Cộng", 1200),
)


@pytest.fixture
def plan() -> Sheet:
    return Sheet(
        kind="KẾ HOẠCH",
        subject="thực hiện Nghị quyết số 07-NQ/ĐUTĐ",
        issuer="ĐẢNG ỦY VIỆN MẪU PHƯƠNG NAM",
        parent_issuer="ĐẢNG ỦY TRÊN MẪU",
        number="12-KH/ĐU",
        place="Hà Nội",
        issued_on="2026-02-05",
        body=(
            Line("Căn cứ Nghị quyết số 07-NQ/ĐUTĐ,", "basis"),
            Line("I. MỤC ĐÍCH", "heading"),
            Line("a) Việc thứ nhất;", "item", numbering=True),
            Line("b) Việc thứ hai.", "item", numbering=True),
            TASKS,
        ),
        authority="T/M BAN THƯỜNG VỤ",
        signer_post="Phó Bí thư",
        signer="Lương Khắc Tịnh",
        recipients=("Các chi bộ", "Lưu Văn phòng Đảng ủy"),
        urgency="Khẩn",
        sample=True,
        foot=("Số liệu tính đến ngày 24/11/2026.",),
    )


@pytest.fixture
def letter(plan: Sheet) -> Sheet:
    return replace(
        plan, kind="", system="state", form="30/2020/NĐ-CP", number="45/TCPN-VP", body=(),
        subject="đôn đốc báo cáo", addressees=("Vụ Mẫu Một", "Vụ Mẫu Hai"), authority="TL. VIỆN TRƯỞNG",
    )  # fmt: skip
