"""Dữ liệu cá nhân của phòng thực hiện — what a person wrote of the work of a unit, and names in it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.implementation.models import Evidence, Extension, ExtensionStep, Note, Plan, Proving, Report
from dondoc.shared.subject import About, acted

_WHO = "account_id person_id holding_id"
PERSONAL = {
    "papers": {
        "Plan": "text", "Note": "text", "Evidence": "text file_name keeper withdrawn_because",
        "Extension": "reason answer", "Report": "text", "Proving": "withdrawn_because",
    },
    "acting": dict.fromkeys(("Plan", "Note", "Evidence", "Proving", "Extension", "ExtensionStep", "Report"), _WHO),
}  # fmt: skip
NOT_PERSONAL = {
    "Evidence": (
        "kind page level thing_kind thing_id withdrawn_on",
        "of what kind, which page, which session of a unit",
    ),
    "Proving": ("withdrawn_on", "until when it proved a work"),
    "Extension": ("due_on", "a due day of work"),
    "Report": ("paper_number paper_on", "which paper"),
}
_WORK = (("at", _("Lúc")), ("on", _("Ngày")), ("assignment__unit__name", _("Đơn vị")))
_TEXT = (*_WORK, ("text", _("Nội dung")))
ABOUT = (
    About("implementation.plan", "acting", _("Kế hoạch đã ghi"), acted(Plan), _TEXT),
    About("implementation.note", "acting", _("Tiến độ đã ghi"), acted(Note), _TEXT),
    About("implementation.evidence", "acting", _("Minh chứng đã ghi"), acted(Evidence),
          (("at", _("Lúc")), ("on", _("Ngày")), ("unit__name", _("Đơn vị")), ("text", _("Nội dung")))),
    About("implementation.proving", "acting", _("Việc đã đính minh chứng"), acted(Proving), _WORK),
    About("implementation.extension", "acting", _("Đề nghị gia hạn"), acted(Extension), (*_WORK, ("reason", _("Lý do")))),
    About("implementation.extensionstep", "acting", _("Bước của đề nghị gia hạn"), acted(ExtensionStep),
          (("at", _("Lúc")), ("step", _("Bước")), ("to_state", _("Đến")))),
    About("implementation.report", "acting", _("Báo cáo, xác nhận đã ghi"), acted(Report), _TEXT),
)  # fmt: skip
