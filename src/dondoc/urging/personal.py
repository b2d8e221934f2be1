"""Dữ liệu cá nhân của phòng đôn đốc — words of urging and of answers, who signed, who did it. It speaks of works, not of persons."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.shared.subject import About, acted
from dondoc.urging.models import Silence, Urge, UrgedStep

_WHO = "account_id person_id holding_id"
PERSONAL = {
    "papers": {
        "Urge": "text reason signer signer_post authority withdrawn_because", "Urged": "text answer",
        "Silence": "reason lifted_because",
    },
    "acting": {"Urge": _WHO, "UrgedStep": _WHO, "Silence": _WHO},
}  # fmt: skip
NOT_PERSONAL = {
    "Urge": ("rung answer_on place", "which rung, until when, where the paper was dated"),
    "Urged": ("due_on moment received_on answered_on", "days of a unit's work"),
    "Silence": ("until_on lifted_on", "until when"),
}
ABOUT = (
    About("urging.urge", "acting", _("Lần đôn đốc đã làm"), acted(Urge),
          (("at", _("Lúc")), ("rung", _("Nấc")), ("by_unit__name", _("Đơn vị")), ("text", _("Nội dung")))),
    About("urging.urgedstep", "acting", _("Việc đôn đốc đã nhận, đã trả lời, đã rút"), acted(UrgedStep),
          (("at", _("Lúc")), ("step", _("Bước")), ("to_state", _("Đến")))),
    About("urging.silence", "acting", _("Việc đã cho thôi đôn đốc"), acted(Silence),
          (("at", _("Lúc")), ("assignment__unit__name", _("Đơn vị")), ("reason", _("Lý do")))),
    About("urging.signer", "papers", _("Văn bản đôn đốc đề tên người ký"),
          lambda who: Urge.objects.filter(signer__person_id=who.person_id),
          (("on", _("Ngày")), ("rung", _("Nấc")), ("by_unit__name", _("Đơn vị")))),
)  # fmt: skip
