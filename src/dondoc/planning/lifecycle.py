"""Vòng đời của kế hoạch — drafted, sent round for comments as often as wanted, issued; withdrawn with a reason."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.lifecycle import Lifecycle, Step


class PlanState(models.TextChoices):
    """Trạng thái của kế hoạch."""

    DRAFT = "DRAFT", _("đang soạn")
    ROUND = "ROUND", _("đang xin ý kiến")
    ISSUED = "ISSUED", _("đã ban hành")
    WITHDRAWN = "WITHDRAWN", _("đã rút")


_P = PlanState
OPEN = (_P.DRAFT, _P.ROUND)

PLAN = Lifecycle(
    initial=_P.DRAFT,
    steps=[
        Step("ask_comments", "planning.ask_comments", _("Gửi xin ý kiến"), frozenset({_P.DRAFT}), _P.ROUND),
        Step("close_round", "planning.close_round", _("Kết thúc lấy ý kiến"), frozenset({_P.ROUND}), _P.DRAFT),
        Step("issue", "planning.issue", _("Ban hành kế hoạch"), frozenset({_P.DRAFT}), _P.ISSUED),
        Step("withdraw", "planning.withdraw", _("Rút kế hoạch"), frozenset({_P.DRAFT, _P.ROUND, _P.ISSUED}), _P.WITHDRAWN),
    ],
)  # fmt: skip
