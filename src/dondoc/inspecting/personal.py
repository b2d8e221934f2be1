"""Dữ liệu cá nhân của kiểm tra, giám sát — who sits in a team, what each declared, who took which step. The inspected are units."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.inspecting.findings import Declaration
from dondoc.inspecting.models import CaseStep
from dondoc.inspecting.teams import Seat
from dondoc.inspecting.watching import Watch
from dondoc.shared.subject import About, acted

PERSONAL = {
    "papers": {
        "InspectionProgramme": "name withdrawn_because", "Line": "content withdrawn_because", "Team": "name",
        "Case": "content basis because notice_despite", "Body": "returned_because", "Extension": "reason", "ScopeChange": "before",
        "OutlineRow": "text", "Answer": "text", "Document": "words keeper unsigned_because absent_because",
        "Strength": "text", "Finding": "text heard_as explanation answer ask product cites measure evidence opinion",
        "DocumentRequest": "text absent_because withdrawn_because", "TeamEntry": "text", "Remark": "text answer", "Watch": "ended_because", "StatisticsReport": "because",
    },
    "posts": {"Seat": "holding role from_on until_on ended_because", "Watch": "holding from_on until_on"},
    "conflicts": {"Declaration": "said note ruling ground ruled_on"},
    "acting": {"CaseStep": "account_id person_id holding_id", "Finding": "person_id"},
}  # fmt: skip
NOT_PERSONAL = {
    "InspectionProgramme": ("level from_on until_on told_on withdrawn_at", "which programme, for which time"),
    "Line": ("kind examined_from examined_until when_from when_until withdrawn_at", "what is inspected, when"),
    "Team": ("from_on until_on", "how long a team stands"),
    "Case": (
        "level kind examined_from examined_until signed_on rule period_rule starts started_on report_due_on deployed_on completed_on"
        " announced_on archived_on archived_at remedy_report_on suspended_from notice_hash", "how far a case is, by which rule"
    ),
    "Body": ("told_on reported_on accepted_on planned_on", "days of a unit"),
    "ScopeChange": ("aspect", "what of the scope changed"),
    "Answer": ("takes drawn drawn_on first_at shown_at", "ids, days and counts of a unit's own work"), "Document": ("what returned_at", "which document, and whether it was sent back"),
    "Strength": ("withdrawn_at", "when it was taken back"),
    "DocumentRequest": ("asked_on due_on supplied_on withdrawn_on settled_at", "days of what a unit supplies"),
    "TeamEntry": ("is_diary on", "which book, which day"),
    "StatisticsReport": ("form from_on until_on number figures behind declares_zero hash", "counts of a body for a period, and ids of the rows counted"),
    "OfficeForm": ("what sha256 file_name size withdrawn_at", "a form, before anything is written in it"),
    "Remark": ("is_reminder on due_on answered_on", "days of what a unit is told and answers"),
    "Finding": ("sort told_on explained_on answered due_on reported_on closed_on closed_at", "days of what a unit owes"),
}  # fmt: skip
ABOUT = (
    About("inspecting.seat", "posts", _("Tham gia đoàn kiểm tra, giám sát"),
          lambda who: Seat.objects.filter(holding__person=who.person_id),
          (("team__name", _("Đoàn")), ("role", _("Vai trong đoàn")), ("from_on", _("Từ ngày")), ("until_on", _("Đến ngày")))),
    About("inspecting.watch", "posts", _("Theo dõi địa bàn"),
          lambda who: Watch.objects.filter(holding__person=who.person_id),
          (("unit__name", _("Đơn vị")), ("from_on", _("Từ ngày")), ("until_on", _("Đến ngày")))),
    About("inspecting.declaration", "conflicts", _("Khai xung đột lợi ích"),
          lambda who: Declaration.objects.filter(seat__holding__person=who.person_id),
          (("on", _("Ngày")), ("said", _("Đã khai")), ("note", _("Cụ thể")), ("ruling", _("Quyết định")))),
    About("inspecting.casestep", "acting", _("Bước của cuộc kiểm tra, giám sát đã ghi"), acted(CaseStep),
          (("at", _("Lúc")), ("step", _("Bước")), ("to_state", _("Đến")))),
)  # fmt: skip
