"""Vòng đời của một cách làm hay — proposed, sent back or confirmed by a unit above; withdrawn where it no longer holds."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.lifecycle import Lifecycle, Step


class State(models.TextChoices):
    """Trạng thái của cách làm hay."""

    PROPOSED = "PROPOSED", _("đã đề xuất, chờ cấp trên")
    SENT_BACK = "SENT_BACK", _("cấp trên yêu cầu bổ sung")
    CONFIRMED = "CONFIRMED", _("đã xác nhận")
    WITHDRAWN = "WITHDRAWN", _("đã rút")


_S = State
PRACTICE = Lifecycle(
    initial=_S.PROPOSED,
    steps=[
        Step("confirm", "practices.confirm", _("Xác nhận"), frozenset({_S.PROPOSED}), _S.CONFIRMED),
        Step("send_back", "practices.send_back", _("Yêu cầu bổ sung"), frozenset({_S.PROPOSED}), _S.SENT_BACK),
        Step("amend", "practices.amend", _("Sửa và đề xuất lại"), frozenset({_S.PROPOSED, _S.SENT_BACK}), _S.PROPOSED),
        Step("withdraw", "practices.withdraw", _("Rút"), frozenset({_S.PROPOSED, _S.SENT_BACK, _S.CONFIRMED}), _S.WITHDRAWN),
    ],
)  # fmt: skip
