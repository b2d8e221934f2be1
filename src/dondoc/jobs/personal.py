"""Dữ liệu cá nhân của việc nền — who asked for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.jobs.models import Job, State
from dondoc.shared.expiring import Expiring
from dondoc.shared.subject import About, acted

PERSONAL = {"acting": {"Job": "account_id person_id holding_id delegation_id"}}
NOT_PERSONAL = {
    "Job": ("kind payload asked_at run_at lease_until progress result error", "what the machine does, by ids"),
}
ABOUT = (
    About("jobs.job", "acting", _("Việc nền đã yêu cầu"), acted(Job), (("asked_at", _("Lúc")), ("kind", _("Loại")))),
)


def _spent(before: datetime) -> models.QuerySet[Job]:
    """Ended before a moment, and still with what it was told or found."""
    rows = Job.objects.filter(state__in=[State.DONE, State.FAILED], asked_at__lt=before)
    return rows.exclude(payload={}, result={}, error="", progress="")


def _empty(ids: Collection[int]) -> int:
    return Job.objects.filter(pk__in=ids).update(payload={}, result={}, error="", progress="")


ERASE = (
    Expiring("jobs.job", "acting", _("Nội dung việc nền đã xong"), _spent, _empty,
             {"person": lambda people: models.Q(person_id__in=people)}),
)  # fmt: skip
