"""Dữ liệu cá nhân của phòng quán triệt — who spoke, who entered it; who came, where the unit itself called its roll."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.shared.subject import About, Subject, acted
from dondoc.studying.models import Attendance, Decision, Reflection, Sitting

_WHO = "account_id person_id holding_id"
PERSONAL = {
    "papers": {
        "Asking": "due_source withdrawn_because", "Decision": "reason",
        "Sitting": "speaker place keeper replaced_because",
    },
    "acting": {"Decision": _WHO, "Sitting": _WHO, "Reflection": _WHO},
    "rolls": {"Attendance": "person came"},
}  # fmt: skip
NOT_PERSONAL = {
    "Asking": ("across due_on withdrawn_at", "which units are asked, by when"),
    "Decision": ("way replaced_at", "what a unit decided of a paper"),
    "Meeting": ("withdrawn_at", "whether it counts"),
    "Sitting": ("form replaced_at", "how a unit held it"),
}


def _drop_roll(who: Subject) -> int:
    return Attendance.objects.filter(person=who.person_id).delete()[0]


ABOUT = (
    About("studying.attendance", "rolls", _("Điểm danh buổi quán triệt"), lambda who: Attendance.objects.filter(person=who.person_id),
          (("session__on", _("Ngày")), ("session__meeting__unit__name", _("Đơn vị")), ("came", _("Dự buổi"))), _drop_roll),
    About("studying.decision", "acting", _("Quyết định quán triệt đã ghi"), acted(Decision),
          (("at", _("Lúc")), ("unit__name", _("Đơn vị")), ("way", _("Quyết định")))),
    About("studying.sitting", "acting", _("Buổi quán triệt đã ghi"), acted(Sitting),
          (("at", _("Lúc")), ("on", _("Ngày")), ("meeting__unit__name", _("Đơn vị")))),
    About("studying.reflection", "acting", _("Số bài thu hoạch đã ghi"), acted(Reflection),
          (("at", _("Lúc")), ("on", _("Ngày")), ("meeting__unit__name", _("Đơn vị")))),
    About("studying.speaker", "papers", _("Buổi quán triệt có họ tên này ở ô báo cáo viên (có thể là người trùng tên)"),
          lambda who: Sitting.objects.filter(speaker__icontains=who.full_name), ()),
)  # fmt: skip
