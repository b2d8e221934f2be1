"""Bảng sổ của đoàn — TeamEntry: the diary, which the body that ordered the case reads too, and the team's own notes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.inspecting.teams import Seat
from dondoc.shared.models import Row


class TeamEntry(Row):
    """Dòng trong sổ của đoàn — written once: no act changes a word of it, a mistake is put right by a line that names it.

    Nhật ký đoàn: 02-QĐ/UBKTTW, 11/5/2018 (`inspection.md` §2).
    """

    case = models.ForeignKey("inspecting.Case", models.PROTECT, related_name="entries")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    is_diary = models.BooleanField(_("nhật ký"), default=True)
    on = models.DateField(_("ngày"))
    text = models.TextField(_("nội dung"))
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "on", "id"], name="inspecting_entry_in")]

    def __str__(self) -> str:
        return self.text
