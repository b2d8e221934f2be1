"""Dữ liệu cá nhân của phòng báo cáo — who issued; its rows count the work of units, never people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.reports.models import Issued
from dondoc.shared.subject import About, entered

PERSONAL = {"acting": {"Issued": "account_id"}, "papers": {"Issued": "rows signer authority signer_post"}}
NOT_PERSONAL = {"Issued": ("name as_of known_by place", "which report, as of when, where it was dated")}
ABOUT = (
    About("reports.issued", "acting", _("Báo cáo đã lập"), entered(Issued), (("at", _("Lúc")), ("name", _("Báo cáo")), ("as_of", _("Tính đến")))),
)  # fmt: skip
