"""Dữ liệu cá nhân của phòng nhiệm vụ — names in the words of obligations; who took each step."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.obligations.models import AssignmentStep, Obligation, ObligationStep
from dondoc.reading.text import fold
from dondoc.shared.subject import About, acted

_WHO = "account_id person_id holding_id"
PERSONAL = {
    "papers": {
        "Obligation": "text actors partners product search ended_because",
        "Amendment": "before after", "Assignment": "asked due_reason closed_because",
    },
    "acting": {"ObligationStep": _WHO, "AssignmentStep": _WHO},
}  # fmt: skip
NOT_PERSONAL = {
    "Obligation": ("kind provision due_text due_on due_precision recurs numbered_as", "which passage, due when"),
    "Amendment": ("from_on", "since when"),
    "Assignment": ("due_on first_due_on submitted_on done_on", "days of a unit's work"),
    "DueDay": ("due_on because", "days of a unit's work"),
}
_STEP = (("at", _("Lúc")), ("step", _("Bước")), ("to_state", _("Đến")))
ABOUT = (
    About("obligations.obligation", "papers", _("Nhiệm vụ có họ tên này trong lời văn (có thể là người trùng tên)"),
          lambda who: Obligation.objects.filter(search__contains=fold(who.full_name)),
          ()),
    About("obligations.obligationstep", "acting", _("Bước của nhiệm vụ"), acted(ObligationStep), _STEP),
    About("obligations.assignmentstep", "acting", _("Bước của việc giao"), acted(AssignmentStep), _STEP),
)  # fmt: skip
