"""Dữ liệu cá nhân của việc nền — who asked for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.jobs.models import Job
from dondoc.shared.subject import About, acted

PERSONAL = {"acting": {"Job": "account_id person_id holding_id"}}
NOT_PERSONAL = {
    "Job": ("kind payload asked_at run_at lease_until progress result error", "what the machine does, by ids"),
}
ABOUT = (
    About("jobs.job", "acting", _("Việc nền đã yêu cầu"), acted(Job), (("asked_at", _("Lúc")), ("kind", _("Loại")))),
)
