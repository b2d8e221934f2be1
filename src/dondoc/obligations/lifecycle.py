"""Vòng đời nhiệm vụ và giao nhiệm vụ."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.lifecycle import Lifecycle, Step


class ObligationState(models.TextChoices):
    """Trạng thái nhiệm vụ."""

    CONFIRMED = "CONFIRMED", _("đã xác nhận")
    ENDED = "ENDED", _("đã kết thúc")


class State(models.TextChoices):
    """Trạng thái giao nhiệm vụ."""

    ISSUED = "ISSUED", _("đã giao")
    ACCEPTED = "ACCEPTED", _("đang thực hiện")
    SUBMITTED = "SUBMITTED", _("chờ xác nhận")
    REPORTED = "REPORTED", _("đã báo cáo, chưa có xác nhận")
    DONE = "DONE", _("đã hoàn thành")
    UNANSWERED = "UNANSWERED", _("đã báo cáo, hết hạn chờ trả lời")
    HANDED_BACK = "HANDED_BACK", _("đã trả lại")
    WITHDRAWN = "WITHDRAWN", _("đã rút")


class Phase(models.TextChoices):
    """Giai đoạn — the states a list shows together; one value, so that an index follows the list's order."""

    OPEN = "OPEN", _("đang mở")
    REPORTED = "REPORTED", _("đã báo cáo, chưa có xác nhận")
    DONE = "DONE", _("đã xong")
    CLOSED = "CLOSED", _("đã rút hoặc trả lại")


_S = State
WORKING = (_S.ISSUED, _S.ACCEPTED)  # still to be done
REPORTING = (_S.SUBMITTED, _S.REPORTED)  # steps by which the doer says it is done
OPEN = (_S.ISSUED, _S.ACCEPTED, _S.SUBMITTED)  # still asks something of somebody here
PHASES = {
    Phase.OPEN: OPEN,
    Phase.REPORTED: (_S.REPORTED, _S.UNANSWERED),
    Phase.DONE: (_S.DONE,),
    Phase.CLOSED: (_S.HANDED_BACK, _S.WITHDRAWN),
}

OBLIGATION = Lifecycle(
    initial=ObligationState.CONFIRMED,
    steps=[
        Step("end", "obligations.end", _("Kết thúc nhiệm vụ"),
             frozenset({ObligationState.CONFIRMED}), ObligationState.ENDED),
    ],
)  # fmt: skip

ASSIGNMENT = Lifecycle(
    initial=_S.ISSUED,
    steps=[
        Step("accept", "obligations.accept", _("Tiếp nhận"), frozenset({_S.ISSUED}), _S.ACCEPTED),
        Step("submit", "implementation.submit", _("Báo cáo hoàn thành"), frozenset(WORKING), _S.SUBMITTED),
        Step("approve", "implementation.approve", _("Xác nhận hoàn thành"),
             frozenset({_S.SUBMITTED}), _S.DONE),
        Step("send_back", "implementation.send_back", _("Yêu cầu bổ sung"),
             frozenset({_S.SUBMITTED}), _S.ACCEPTED),
        Step("hand_back", "implementation.hand_back", _("Trả lại"), frozenset(WORKING), _S.HANDED_BACK),
        Step("report_up", "implementation.report_up", _("Báo cáo cấp trên"), frozenset(WORKING), _S.REPORTED),
        Step("close_by_answer", "implementation.close_by_answer", _("Ghi xác nhận của cấp trên"),
             frozenset({_S.REPORTED, _S.UNANSWERED}), _S.DONE),
        Step("close_unanswered", "implementation.close_unanswered", _("Thôi chờ trả lời"),
             frozenset({_S.REPORTED}), _S.UNANSWERED),
        Step("withdraw", "obligations.withdraw_assignment", _("Rút việc giao"),
             frozenset({_S.ISSUED, _S.ACCEPTED, _S.SUBMITTED, _S.HANDED_BACK}), _S.WITHDRAWN),
    ],
)  # fmt: skip
