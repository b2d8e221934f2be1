"""Dữ liệu cá nhân của chính phòng này — who looked at whom, what a person asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.personal.assessments import Assessment, AssessmentText
from dondoc.personal.breaching import BreachAccount, BreachNotice, BreachStep
from dondoc.personal.exports import Export
from dondoc.personal.holding import Erasure
from dondoc.personal.looking import still_held, told
from dondoc.personal.models import Look, Request, RequestStep
from dondoc.shared.expiring import Expiring
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
        "Breach": "closed_because", "BreachStep": _WHO, "LegalHold": "person ground ended_because", "Erasure": _WHO,
        "AssessmentText": f"text {_WHO}", "Assessment": f"sheet {_WHO}", "Export": f"why sealed_key {_WHO}",
    },
}  # fmt: skip
NOT_PERSONAL = {
    "Purpose": ("paper_number paper_on ground withdrawn_at withdrawn_because key basis words from_on", "a choice of the office, and its ground"),
    "Look": ("door under_kind held_until", "by which door, for which case, until when it is withheld"),
    "Request": ("reply_on reply_by reply_calendar due_on first_due_on due_by due_calendar", "days, and by which rule they were counted"),
    "Breach": ("found_at due_at rule notified_at", "hours, and by which rule they were counted"),
    "BreachAccount": ("found_at purposes", "an hour, and keys of the register"),
    "LegalHold": ("over purpose paper_number paper_on from_on until_on ended_at", "what is kept, by which paper, when"),
    "Erasure": ("keys counts held done_at", "kinds and counts"),
    "AssessmentText": ("part", "which part"),
    "Export": ("form across rule paper_number paper_on", "which table, by which paper"),
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
    About("personal.erasure", "protection", _("Lần xóa dữ liệu hết hạn"), acted(Erasure), (("at", _("Lúc")),)),
    About("personal.assessmenttext", "protection", _("Phần đã viết của hồ sơ đánh giá tác động"), acted(AssessmentText),
          (("at", _("Lúc")), ("part", _("Phần")), ("text", _("Nội dung")))),
    About("personal.assessment", "protection", _("Hồ sơ đánh giá tác động đã lập"), acted(Assessment), (("at", _("Lúc")), ("number", _("Số")))),
    About("personal.export", "protection", _("Lần xuất số liệu về người"), acted(Export), (("at", _("Lúc")), ("form", _("Loại")), ("why", _("Để làm gì")))),
    About("personal.look", "looks", _("Lượt người khác xem dữ liệu của người này"),
          lambda who: told(Look.objects.filter(whose=who.person_id)),
          (("at", _("Lúc")), ("viewer", _("Người xem")), ("what", _("Ở đâu")), ("names", _("Số người cùng trang")), ("reason", _("Lý do")))),
    About("personal.look_by", "looks", _("Lượt người này xem dữ liệu của người khác"),
          lambda who: Look.objects.filter(person_id=who.person_id),
          (("at", _("Lúc")), ("what", _("Ở đâu")), ("names", _("Số người cùng trang")))),
)  # fmt: skip


def _told_looks(before: datetime) -> models.QuerySet[Look]:
    """Looks that were told already; what is withheld is kept."""
    rows = Look.objects.filter(at__lt=before)
    return rows.exclude(still_held(rows))


def _drop_looks(ids: Collection[int]) -> int:
    gone = Look.objects.filter(pk__in=ids)
    count = gone.count()
    gone._raw_delete(gone.db)
    return count


ERASE = (
    Expiring("personal.look", "looks", _("Lượt xem dữ liệu"), _told_looks, _drop_looks,
             {"person": lambda people: models.Q(whose__in=people) | models.Q(person_id__in=people)}),
)  # fmt: skip
