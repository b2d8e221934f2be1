"""Vòng đời của một đề nghị tại một đơn vị phối hợp — sent, received, answered; withdrawn by who asked."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.lifecycle import Lifecycle, Step


class ReplyState(models.TextChoices):
    """Trạng thái tại một đơn vị phối hợp."""

    SENT = "SENT", _("đã gửi, chưa trả lời")
    RECEIVED = "RECEIVED", _("đã nhận, chưa trả lời")
    ANSWERED = "ANSWERED", _("đã trả lời")
    WITHDRAWN = "WITHDRAWN", _("đã rút")


_R = ReplyState
WAITING = (_R.SENT, _R.RECEIVED)

REPLY = Lifecycle(
    initial=_R.SENT,
    steps=[
        Step("receive", "coordinating.receive", _("Nhận đề nghị phối hợp"), frozenset({_R.SENT}), _R.RECEIVED),
        Step("answer", "coordinating.answer", _("Trả lời đề nghị phối hợp"), frozenset(WAITING), _R.ANSWERED),
        Step("withdraw", "coordinating.withdraw", _("Rút đề nghị phối hợp"), frozenset(WAITING), _R.WITHDRAWN),
    ],
)  # fmt: skip
