"""Văn bản để thử — a directive in the official form, printed by our own printing; bodies that do not exist."""

from __future__ import annotations

from dondoc.printing.docx import render_docx
from dondoc.printing.model import Line, Sheet


def directive(number: str = "21") -> Sheet:
    """A conclusion of the outside superior that asks four things of the committee and its cells."""
    return Sheet(
        kind="KẾT LUẬN", subject="về tăng cường quản lý đảng viên đi công tác ở nước ngoài",
        issuer="ĐẢNG ỦY KHỐI THỬ NGHIỆM", number=f"{number}-KL/ĐUK", place="Hà Nội", issued_on="2026-11-10",
        authority="T/M BAN THƯỜNG VỤ", signer_post="Phó Bí thư", signer="Hoàng Mẫn Chi", sample=True,
        recipients=("Các đảng ủy trực thuộc", "Lưu Văn phòng Đảng ủy Khối"),
        body=(
            Line("Căn cứ Quy định số 12-QĐ/ĐUK ngày 14/7/2026 về chế độ thông tin, báo cáo;", "basis"),
            Line("I. NHIỆM VỤ", "heading"),
            Line("1. Giao Đảng ủy Cục Thử nghiệm chủ trì, phối hợp với Ban Tổ chức Đảng ủy Khối rà soát danh sách đảng "
                 "viên đang công tác ở nước ngoài, báo cáo Ban Thường vụ Đảng ủy Khối trước ngày 15/12/2026."),
            Line("2. Các chi bộ ngoài nước có trách nhiệm báo cáo tình hình đảng viên trước ngày 20 hằng tháng."),
            Line("3. Yêu cầu Đảng ủy bộ phận NN-A xây dựng kế hoạch tiếp nhận đảng viên trở về, hoàn thành trong quý I "
                 "năm 2027."),
            Line("4. Chi bộ NN-A03 lập danh sách đảng viên mới đến, gửi Văn phòng Đảng ủy trước ngày 10/12/2026."),
            Line("II. TỔ CHỨC THỰC HIỆN", "heading"),
            Line("Kết luận này thay thế Kết luận số 05-KL/ĐUK ngày 12/9/2022."),
        ),
    )  # fmt: skip


def directive_docx(number: str = "21") -> bytes:
    return render_docx(directive(number))
