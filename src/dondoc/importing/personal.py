"""Dữ liệu cá nhân của phòng nạp — the words of an office's own sheet until they stand in the registers; who brought it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.importing.lifecycle import ImportState
from dondoc.importing.models import Import, ImportStep, Line
from dondoc.shared.expiring import Expiring
from dondoc.shared.subject import About, acted, entered

_WHO = "account_id person_id holding_id"
PERSONAL = {
    "sheets": {"Import": "file_name defaults", "Line": "cells said"},
    "acting": {"Import": "account_id", "ImportStep": _WHO},
}
NOT_PERSONAL = {
    "Import": ("kind digest heads signature columns problem job_id ended_at", "a sheet and which column is what"),
    "Line": ("verdict key outcome secrecy", "what becomes of a row"),
    "Remembered": ("kind signature heads", "which column is what"),
}
ABOUT = (
    About("importing.import", "sheets", _("Bảng đã tải lên để nạp"), entered(Import),
          (("at", _("Lúc")), ("file_name", _("Tệp")), ("state", _("Trạng thái")))),
    About("importing.importstep", "acting", _("Bước của bảng nạp"), acted(ImportStep),
          (("at", _("Lúc")), ("step", _("Bước")), ("to_state", _("Đến")))),
)  # fmt: skip


def _left(before: datetime) -> models.QuerySet[Line]:
    """Rows of sheets that ended before a moment, and still with their words."""
    ended = Import.objects.filter(state=ImportState.DONE, ended_at__lt=before)
    return Line.objects.filter(sheet__in=ended.values("pk")).exclude(cells=[], said={})


def _empty(ids: Collection[int]) -> int:
    return Line.objects.filter(pk__in=ids).update(cells=[], said={})


ERASE = (
    Expiring("importing.line", "sheets", _("Chữ của dòng không nạp được"), _left, _empty,
             {"unit": lambda units: models.Q(sheet__unit__in=units)}),
)  # fmt: skip
