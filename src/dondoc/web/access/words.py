"""Chữ của quyền — acts by room, in the words of the rooms; which of them a post may be given."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from dondoc.shared.acts import Label, plate_of

ROOMS: dict[str, Label] = {
    "access": _("Người, tài khoản, quyền xem"),
    "units": _("Đơn vị, chức danh"),
    "regulations": _("Quy định"),
    "documents": _("Văn bản"),
    "obligations": _("Nhiệm vụ"),
    "implementation": _("Thực hiện"),
    "programmes": _("Chương trình, chỉ tiêu"),
    "urging": _("Đôn đốc"),
    "studying": _("Quán triệt"),
    "practices": _("Cách làm hay"),
    "commending": _("Thi đua, khen thưởng"),
    "pledging": _("Cam kết"),
    "planning": _("Kế hoạch"),
    "coordinating": _("Phối hợp"),
    "inspecting": _("Kiểm tra, giám sát"),
    "reminding": _("Lịch và nhắc việc"),
    "reorganising": _("Sắp xếp tổ chức"),
    "reports": _("Báo cáo"),
    "personal": _("Dữ liệu cá nhân"),
    "incidents": _("Sự cố"),
    "exchange": _("Gửi, nhận"),
    "importing": _("Nạp sổ sách"),
    "journal": _("Nhật ký"),
}
_ORDER = (
    "documents", "obligations", "implementation", "urging", "studying", "pledging", "planning", "coordinating", "reminding", "programmes", "practices", "commending", "inspecting", "reports", "units", "reorganising", "access", "regulations",
    "exchange", "importing", "personal", "incidents", "journal",
)  # fmt: skip


def room_of(act: str) -> str:
    return act.split(".", 1)[0]


def by_room(acts: Iterable[str]) -> list[tuple[Label, list[str]]]:
    """Theo phòng — in the order of the work; within a room by the act's word."""
    wanted = sorted(set(acts), key=lambda act: str(plate_of(act).label))
    found = [(ROOMS[room], [act for act in wanted if room_of(act) == room]) for room in _ORDER]
    return [(label, acts) for label, acts in found if acts]


def choices(acts: Iterable[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """For a list to pick from, in groups."""
    return [(str(label), [(act, str(plate_of(act).label)) for act in names]) for label, names in by_room(acts)]
