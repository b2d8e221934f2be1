"""Vòng đời của việc chuyển người có quyền."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.lifecycle import Lifecycle, Step


class HandOverState(models.TextChoices):
    """Trạng thái việc chuyển."""

    WAITING = "WAITING", _("đang chờ")
    DONE = "DONE", _("đã xử lý")
    DECLINED = "DECLINED", _("không nhận")


_H = HandOverState

HAND_OVER = Lifecycle(
    initial=_H.WAITING,
    steps=[
        Step("settle", "units.settle_hand_over", _("Đã xử lý"), frozenset({_H.WAITING}), _H.DONE),
        Step("decline", "units.decline_hand_over", _("Không nhận"), frozenset({_H.WAITING}), _H.DECLINED),
    ],
)
