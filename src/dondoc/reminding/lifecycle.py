"""Vòng đời của một kỳ — due, reported by the unit, confirmed by who gave the duty."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.lifecycle import Lifecycle, Step


class OccurrenceState(models.TextChoices):
    """Trạng thái của một kỳ."""

    DUE = "DUE", _("chưa báo cáo")
    REPORTED = "REPORTED", _("đã báo cáo, chờ xác nhận")
    CONFIRMED = "CONFIRMED", _("đã xác nhận")


_O = OccurrenceState

OCCURRENCE = Lifecycle(
    initial=_O.DUE,
    steps=[
        Step("report", "reminding.report", _("Báo cáo kỳ"), frozenset({_O.DUE}), _O.REPORTED),
        Step("confirm", "reminding.confirm", _("Xác nhận kỳ"), frozenset({_O.REPORTED}), _O.CONFIRMED),
        Step("return", "reminding.return", _("Yêu cầu bổ sung kỳ"), frozenset({_O.REPORTED}), _O.DUE),
    ],
)  # fmt: skip
