"""Dữ liệu cá nhân của phòng quán triệt — who spoke, who entered it. Members are counted; no list of names is kept."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.shared.subject import About, acted
from dondoc.studying.models import Decision, Reflection, Sitting

_WHO = "account_id person_id holding_id"
PERSONAL = {
    "papers": {
        "Asking": "due_source withdrawn_because", "Decision": "reason",
        "Sitting": "speaker place keeper replaced_because",
    },
    "acting": {"Decision": _WHO, "Sitting": _WHO, "Reflection": _WHO},
}  # fmt: skip
NOT_PERSONAL = {
    "Asking": ("across due_on withdrawn_at", "which units are asked, by when"),
    "Decision": ("way replaced_at", "what a unit decided of a paper"),
    "Meeting": ("withdrawn_at", "whether it counts"),
    "Sitting": ("form replaced_at", "how a unit held it"),
}
ABOUT = (
    About("studying.decision", "acting", _("Quyết định quán triệt đã ghi"), acted(Decision),
          (("at", _("Lúc")), ("unit__name", _("Đơn vị")), ("way", _("Quyết định")))),
    About("studying.sitting", "acting", _("Buổi quán triệt đã ghi"), acted(Sitting),
          (("at", _("Lúc")), ("on", _("Ngày")), ("meeting__unit__name", _("Đơn vị")))),
    About("studying.reflection", "acting", _("Số bài thu hoạch đã ghi"), acted(Reflection),
          (("at", _("Lúc")), ("on", _("Ngày")), ("meeting__unit__name", _("Đơn vị")))),
    About("studying.speaker", "papers", _("Buổi quán triệt có họ tên này ở ô báo cáo viên (có thể là người trùng tên)"),
          lambda who: Sitting.objects.filter(speaker__icontains=who.full_name), ()),
)  # fmt: skip
