"""Dữ liệu cá nhân của thi đua, khen thưởng — words on a unit's work, who entered them; persons stand in the decision's paper alone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.commending.models import MeritStep
from dondoc.shared.subject import About, acted

PERSONAL = {
    "papers": {"Merit": "collective form ground because"},
    "acting": {"MeritStep": "account_id person_id holding_id"},
}
NOT_PERSONAL = {"Merit": ("year", "of which year")}
ABOUT = (
    About("commending.meritstep", "acting", _("Đăng ký thi đua đã ghi, đề nghị, quyết định, rút"), acted(MeritStep),
          (("at", _("Lúc")), ("thing__form", _("Danh hiệu, hình thức")), ("step", _("Bước")), ("to_state", _("Đến")))),
)  # fmt: skip
