"""Vòng đời của một đăng ký thi đua — registered, proposed, then granted or not by a decision; withdrawn."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.lifecycle import Lifecycle, Step


class State(models.TextChoices):
    """Trạng thái thi đua, khen thưởng."""

    REGISTERED = "REGISTERED", _("đã đăng ký")
    PROPOSED = "PROPOSED", _("đã đề nghị")
    GRANTED = "GRANTED", _("đã quyết định khen")
    REFUSED = "REFUSED", _("không được khen")
    WITHDRAWN = "WITHDRAWN", _("đã rút")


_S = State
OPEN = (_S.REGISTERED, _S.PROPOSED)
MERIT = Lifecycle(
    initial=_S.REGISTERED,
    steps=[
        Step("propose", "commending.propose", _("Đề nghị khen thưởng"), frozenset({_S.REGISTERED}), _S.PROPOSED),
        Step("grant", "commending.grant", _("Ghi quyết định khen thưởng"), frozenset({_S.PROPOSED}), _S.GRANTED),
        Step("refuse", "commending.refuse", _("Ghi không được khen"), frozenset({_S.PROPOSED}), _S.REFUSED),
        Step("withdraw", "commending.withdraw", _("Rút"), frozenset(OPEN), _S.WITHDRAWN),
    ],
)  # fmt: skip
