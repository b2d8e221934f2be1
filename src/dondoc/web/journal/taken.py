"""Lấy gì ra tệp — what a line of “tải ra tệp” tells: which page, in which form, how many rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.importing.actions.exporting import ACT
from dondoc.journal.queries import Line, facts_of
from dondoc.shared.acts import Label
from dondoc.web.templatetags.words import so

# Each page that gives a file, by the name of its address; tests/web/test_taken.py finds one that is left out.
PAGES: dict[str, Label] = {
    "desk": gettext_lazy("Bàn làm việc"), "search": gettext_lazy("Tìm văn bản"),
    "registers": gettext_lazy("Các sổ văn bản"), "register_page": gettext_lazy("Sổ văn bản"), "register_numbers": gettext_lazy("Các số"),
    "obligations": gettext_lazy("Nhiệm vụ"), "urging": gettext_lazy("Đôn đốc"), "urges": gettext_lazy("Các lần đôn đốc"),
    "urge": gettext_lazy("Văn bản đôn đốc"), "evidence_list": gettext_lazy("Minh chứng"), "schedule_day": gettext_lazy("Lịch"),
    "coordinating": gettext_lazy("Phối hợp"), "coordination_map": gettext_lazy("Ai làm gì với ai"),
    "coordination_counts": gettext_lazy("Số liệu trả lời"), "coordination_regulations": gettext_lazy("Quy chế phối hợp"),
    "pledges": gettext_lazy("Cam kết"), "studying": gettext_lazy("Quán triệt"), "study": gettext_lazy("Quán triệt"),
    "study_meetings": gettext_lazy("Các đợt quán triệt"), "plans": gettext_lazy("Kế hoạch, chương trình hành động"),
    "plan": gettext_lazy("Kế hoạch"), "programmes": gettext_lazy("Chương trình, chỉ tiêu"),
    "programme_sheet": gettext_lazy("Bảng đánh giá chỉ tiêu"), "programme_item": gettext_lazy("Số liệu của các đơn vị"),
    "practices": gettext_lazy("Cách làm hay"), "practice": gettext_lazy("Đơn vị vận dụng"), "merits": gettext_lazy("Thi đua, khen thưởng"),
    "inspections": gettext_lazy("Kiểm tra, giám sát"), "inspection_programmes": gettext_lazy("Chương trình kiểm tra, giám sát"),
    "inspection_programme": gettext_lazy("Chương trình kiểm tra, giám sát"), "inspection_watches": gettext_lazy("Giám sát thường xuyên"),
    "inspection_watch": gettext_lazy("Giám sát thường xuyên"), "inspection_statistics": gettext_lazy("Thống kê kiểm tra, giám sát"),
    "inspection_report": gettext_lazy("Thống kê kiểm tra, giám sát"), "inspection_dossier": gettext_lazy("Hồ sơ"),
    "inspection_print": gettext_lazy("Văn bản in"), "mirror_rows": gettext_lazy("Soi"), "mirror_paper": gettext_lazy("Nội dung và đơn vị"),
    "progress": gettext_lazy("Tiến độ thực hiện nhiệm vụ"), "issued_report": gettext_lazy("Báo cáo đã lập"),
    "regulations": gettext_lazy("Quy định"), "calendar": gettext_lazy("Lịch làm việc"), "calendar_year": gettext_lazy("Lịch làm việc"),
    "places": gettext_lazy("Ngày nghỉ nơi đóng"), "units": gettext_lazy("Cây đơn vị"), "unit": gettext_lazy("Nhiệm vụ"),
    "unit_posts": gettext_lazy("Chức danh"), "units_compare": gettext_lazy("So cây đơn vị"), "units_import": gettext_lazy("Nạp danh sách đơn vị"),
    "takeover": gettext_lazy("Biên bản bàn giao"), "reorganisations": gettext_lazy("Các lần sắp xếp"),
    "reorganisation_rows": gettext_lazy("Các dòng đã chuyển"), "imports": gettext_lazy("Nạp sổ sách sẵn có"), "import": gettext_lazy("Bảng nạp"),
    "packages": gettext_lazy("Gói gửi, nhận"), "package": gettext_lazy("Gói"), "people": gettext_lazy("Người và tài khoản"), "rights": gettext_lazy("Ai được làm gì"),
    "rights_review": gettext_lazy("Quyền cần xem lại"), "journal": gettext_lazy("Nhật ký"), "incidents": gettext_lazy("Sự cố lộ nội dung mật"),
    "incident": gettext_lazy("Biên bản"), "incident_places": gettext_lazy("Các chỗ có nội dung"),
    "data_requests": gettext_lazy("Yêu cầu về dữ liệu cá nhân"), "breaches": gettext_lazy("Vụ lộ, mất dữ liệu cá nhân"),
    "breach": gettext_lazy("Thông báo vụ lộ, mất dữ liệu cá nhân"), "holds": gettext_lazy("Lệnh giữ dữ liệu"),
    "my_looks": gettext_lazy("Ai đã xem dữ liệu của tôi"), "exports": gettext_lazy("Xuất số liệu về người"),
    "export": gettext_lazy("Xuất số liệu về người"), "assessment_version": gettext_lazy("Hồ sơ đánh giá tác động"),
}  # fmt: skip
_PRIVATE = "inspection_"  # told only with the case they are of (web.journal.private)


@dataclass(frozen=True, slots=True)
class Taken:
    """Một lần lấy ra — the page in words, where it opens with the same filters, in which form and how many rows."""

    words: str
    url: str
    facts: str


def takings(entries: Sequence[Line]) -> dict[int, Taken]:
    """By line, for those that tell of a file taken; one query where there are any."""
    wanted = {entry.pk: entry for entry in entries if entry.act == ACT}
    told = {pk: _said(wanted[pk], body) for pk, body in facts_of(wanted).items()} if wanted else {}
    return {pk: one for pk, one in told.items() if one}


def _said(entry: Line, body: dict[str, Any]) -> Taken | None:
    page, things, filters = body.get("page", ""), body.get("things", []), body.get("filters", {})
    if things and not entry.kind and page.startswith(_PRIVATE):
        return None
    facts = [str(body.get("form", "")).upper(), _("%(n)s dòng") % {"n": so(body.get("rows"))}]
    facts += [_("đã lọc")] if filters else []
    return Taken(str(PAGES.get(page, page)), _address(page, things, filters), ", ".join(filter(None, facts)))


def _address(page: str, things: list[str], filters: dict[str, str]) -> str:
    """A list that is of no one thing opens for whoever reads the line, with what he sees himself."""
    try:
        base = reverse(page) if not things else ""
    except NoReverseMatch:
        return ""
    kept = {name: value for name, value in sorted(filters.items()) if value}
    return base + (f"?{urlencode(kept)}" if base and kept else "")
