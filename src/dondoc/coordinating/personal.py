"""Dữ liệu cá nhân của phòng phối hợp — words of requests and answers may name people; who asked and answered is kept."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.coordinating.models import Answer, ReplyStep, Request
from dondoc.shared.subject import About, acted

_WHO = "account_id person_id holding_id"
PERSONAL = {
    "papers": {
        "Regulation": "ended_because",
        "Line": "content authority_words responsible_words partner_words ended_because",
        "Request": "text due_reason withdrawn_because", "Answer": "text",
    },
    "acting": {"Request": _WHO, "ReplyStep": _WHO, "Answer": _WHO},
}  # fmt: skip
NOT_PERSONAL = {
    "Regulation": ("from_on until_on", "from when and until when a regulation is in force"),
    "Line": ("level time_unit counted_from provision from_on until_on", "what a regulation says of units"),
    "Request": ("kind due_by", "what is asked of units, where its day comes from"),
    "Reply": ("due_on due_from due_calendar received_on answered_on", "days of a unit's answer"),
}
ABOUT = (
    About("coordinating.request", "acting", _("Đề nghị phối hợp đã gửi"), acted(Request),
          (("at", _("Lúc")), ("unit__name", _("Đơn vị")), ("text", _("Nội dung")))),
    About("coordinating.replystep", "acting", _("Đề nghị phối hợp đã nhận, đã trả lời, đã rút"), acted(ReplyStep),
          (("at", _("Lúc")), ("step", _("Bước")), ("to_state", _("Đến")))),
    About("coordinating.answer", "acting", _("Trả lời đề nghị phối hợp đã ghi"), acted(Answer),
          (("at", _("Lúc")), ("reply__unit__name", _("Đơn vị")), ("text", _("Trả lời")))),
)  # fmt: skip
