"""Vòng đời của một việc được đôn đốc — sent, received, answered; withdrawn where it was sent by mistake."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.lifecycle import Lifecycle, Step


class UrgedState(models.TextChoices):
    """Trạng thái của việc được đôn đốc."""

    SENT = "SENT", _("đã gửi, chưa nhận")
    RECEIVED = "RECEIVED", _("đã nhận, chưa trả lời")
    ANSWERED = "ANSWERED", _("đã trả lời")
    WITHDRAWN = "WITHDRAWN", _("đã rút")


_U = UrgedState
WAITING = (_U.SENT, _U.RECEIVED)

URGED = Lifecycle(
    initial=_U.SENT,
    steps=[
        Step("receive", "urging.receive", _("Nhận đôn đốc"), frozenset({_U.SENT}), _U.RECEIVED),
        Step("answer", "urging.answer", _("Trả lời đôn đốc"), frozenset(WAITING), _U.ANSWERED),
        Step("withdraw", "urging.withdraw", _("Rút đôn đốc"), frozenset(WAITING), _U.WITHDRAWN),
    ],
)  # fmt: skip
