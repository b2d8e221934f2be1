"""Dữ liệu cá nhân của phòng sự cố — who found, who handled, who did by hand what the machine cannot."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.incidents.models import ByHand, IncidentStep
from dondoc.shared.subject import About, acted

_WHO = "account_id person_id holding_id"
PERSONAL = {"acting": {"Incident": "found_by", "IncidentStep": _WHO, "ByHand": _WHO}}
NOT_PERSONAL = {
    "Incident": (
        "level ground found_on papers salt looked_at decision removed_at closed_at problem", "what slipped in, how far it is removed"
    ),
    "Place": ("kind columns because", "where it lay"),
    "Content": ("mark removed_at", "a file, by a salted digest"),
    "Stage": ("name counts notes", "what the machine did"),
    "ByHand": ("what name done_on note", "what is still to be destroyed by hand"),
}  # fmt: skip
ABOUT = (
    About("incidents.incidentstep", "acting", _("Bước của sự cố"), acted(IncidentStep),
          (("at", _("Lúc")), ("step", _("Bước")), ("to_state", _("Đến")))),
    About("incidents.byhand", "acting", _("Việc làm bằng tay khi xử lý sự cố"), acted(ByHand),
          (("what", _("Việc")), ("done_on", _("Ngày làm")))),
)  # fmt: skip
