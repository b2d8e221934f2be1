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


class BreachState(models.TextChoices):
    """Trạng thái vụ lộ, mất dữ liệu."""

    OPEN = "OPEN", _("đang xử lý, chưa báo")
    NOTIFIED = "NOTIFIED", _("đã báo cơ quan có thẩm quyền")
    CLOSED = "CLOSED", _("đã kết thúc")


BREACH = Lifecycle(
    initial=BreachState.OPEN,
    steps=[
        Step("notify", "personal.notify_breach", _("Ghi việc báo cơ quan có thẩm quyền"),
             frozenset({BreachState.OPEN}), BreachState.NOTIFIED),
        Step("close", "personal.close_breach", _("Kết thúc xử lý vụ lộ, mất dữ liệu"),
             frozenset({BreachState.OPEN, BreachState.NOTIFIED}), BreachState.CLOSED),
    ],
)  # fmt: skip
