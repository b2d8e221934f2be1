"""Dữ liệu cá nhân của phòng kế hoạch — words of plans and comments may name people; who wrote and commented is kept."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.planning.models import Comment, Plan, PlanStep
from dondoc.shared.subject import About, acted

_WHO = "account_id person_id holding_id"
_SAID = "text owner_words partners product"
PERSONAL = {
    "papers": {
        "Plan": "title opening closing signer signer_post authority withdrawn_because", "Item": _SAID, "VersionItem": _SAID,
        "Version": "title opening closing asks", "Comment": "text why",
    },
    "acting": {"Plan": _WHO, "PlanStep": _WHO, "Comment": _WHO},
}  # fmt: skip
NOT_PERSONAL = {
    "Plan": ("kind issued_on place", "which kind of paper, when and where it was issued"),
    "Item": ("due_on due_precision dropped_at", "by when; whether it still stands"),
    "VersionItem": ("due_on due_precision key", "by when; the name of its words"),
    "Version": ("until_on closed_on", "until when comments were asked"),
    "Asked": ("answered_on", "when a unit answered"),
    "Comment": ("answer answered_on", "what became of a unit's comment, when"),
}
ABOUT = (
    About("planning.plan", "acting", _("Kế hoạch đã lập"), acted(Plan),
          (("at", _("Lúc")), ("unit__name", _("Đơn vị")), ("title", _("Trích yếu")))),
    About("planning.step", "acting", _("Bước của kế hoạch đã làm"), acted(PlanStep),
          (("at", _("Lúc")), ("to_state", _("Đến")))),
    About("planning.comment", "acting", _("Ý kiến góp ý đã ghi"), acted(Comment),
          (("at", _("Lúc")), ("unit__name", _("Đơn vị")))),
    About("planning.signer", "papers", _("Kế hoạch đã ký"), lambda who: Plan.objects.filter(signer__person_id=who.person_id),
          (("issued_on", _("Ngày")), ("title", _("Trích yếu")))),
)  # fmt: skip
