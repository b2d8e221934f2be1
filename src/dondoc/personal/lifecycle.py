"""Vòng đời yêu cầu của chủ thể dữ liệu."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.lifecycle import Lifecycle, Step


class State(models.TextChoices):
    """Trạng thái yêu cầu."""

    RECEIVED = "RECEIVED", _("chờ trả lời")
    ANSWERED = "ANSWERED", _("đã trả lời, đang thực hiện")
    DONE = "DONE", _("đã thực hiện")
    REFUSED = "REFUSED", _("không thực hiện")


_S = State
OPEN = (_S.RECEIVED, _S.ANSWERED)

REQUEST = Lifecycle(
    initial=_S.RECEIVED,
    steps=[
        Step("answer", "personal.answer", _("Trả lời"), frozenset({_S.RECEIVED}), _S.ANSWERED),
        Step("extend", "personal.extend", _("Gia hạn"), frozenset({_S.ANSWERED}), _S.ANSWERED),
        Step("fulfil", "personal.fulfil", _("Thực hiện"), frozenset({_S.ANSWERED}), _S.DONE),
        Step("refuse", "personal.refuse", _("Không thực hiện"), frozenset(OPEN), _S.REFUSED),
    ],
)
