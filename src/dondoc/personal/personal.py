"""Dữ liệu cá nhân của chính phòng này — who looked at whom, what a person asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.personal.breaching import BreachAccount, BreachNotice, BreachStep
from dondoc.personal.looking import told
from dondoc.personal.models import Look, Request, RequestStep
from dondoc.shared.subject import About, acted

_WHO = "account_id person_id holding_id"
PERSONAL = {
    "looks": {"Look": f"whose {_WHO} what reason session"},
    "requests": {
        "Request": "person kind asked paper_number paper_on received_on answered_on answered_at answer outcome refused_because "
        "extended_because counts closed_on closed_at",
        "RequestStep": _WHO,
    },
    "protection": {
        "BreachAccount": f"what columns cause measures because {_WHO}", "BreachNotice": f"how {_WHO}",
        "Breach": "closed_because", "BreachStep": _WHO,
    },
}  # fmt: skip
NOT_PERSONAL = {
    "Purpose": ("paper_number paper_on ground withdrawn_at withdrawn_because key basis words from_on", "a choice of the office, and its ground"),
    "Look": ("door under_kind held_until", "by which door, for which case, until when it is withheld"),
    "Request": ("reply_on reply_by reply_calendar due_on first_due_on due_by due_calendar", "days, and by which rule they were counted"),
    "Breach": ("found_at due_at rule notified_at", "hours, and by which rule they were counted"),
    "BreachAccount": ("found_at purposes", "an hour, and keys of the register"),
    "BreachNotice": ("to whom paper_number sent_at", "which authority, by which paper, when"),
}  # fmt: skip
ABOUT = (
    About("personal.request", "requests", _("Yêu cầu về dữ liệu"), lambda who: Request.objects.filter(person=who.person_id),
          (("year", _("Năm")), ("number", _("Số")), ("kind", _("Loại")), ("received_on", _("Ngày nhận")), ("asked", _("Nội dung")),
           ("state", _("Trạng thái")), ("answer", _("Trả lời")), ("outcome", _("Đã làm gì")), ("refused_because", _("Căn cứ không thực hiện")))),
    About("personal.requeststep", "requests", _("Bước của yêu cầu đã xử lý"), acted(RequestStep),
          (("at", _("Lúc")), ("step", _("Bước")), ("to_state", _("Đến")))),
    About("personal.breachaccount", "protection", _("Lần ghi về vụ lộ, mất dữ liệu"), acted(BreachAccount), (("at", _("Lúc")),)),
    About("personal.breachnotice", "protection", _("Lần ghi việc báo vụ lộ, mất dữ liệu"), acted(BreachNotice),
          (("at", _("Lúc")), ("to", _("Báo ai")))),
    About("personal.breachstep", "protection", _("Bước của vụ lộ, mất dữ liệu"), acted(BreachStep),
          (("at", _("Lúc")), ("step", _("Bước")), ("to_state", _("Đến")))),
    About("personal.look", "looks", _("Lượt người khác xem dữ liệu của người này"),
          lambda who: told(Look.objects.filter(whose=who.person_id)),
          (("at", _("Lúc")), ("viewer", _("Người xem")), ("what", _("Ở đâu")), ("names", _("Số người cùng trang")), ("reason", _("Lý do")))),
    About("personal.look_by", "looks", _("Lượt người này xem dữ liệu của người khác"),
          lambda who: Look.objects.filter(person_id=who.person_id),
          (("at", _("Lúc")), ("what", _("Ở đâu")), ("names", _("Số người cùng trang")))),
)  # fmt: skip
