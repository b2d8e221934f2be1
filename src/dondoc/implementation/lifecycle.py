"""Vòng đời của đề nghị gia hạn."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.lifecycle import Lifecycle, Step


class ExtensionState(models.TextChoices):
    """Trạng thái đề nghị gia hạn."""

    ASKED = "ASKED", _("đang xin gia hạn")
    GRANTED = "GRANTED", _("được gia hạn")
    REFUSED = "REFUSED", _("không được gia hạn")


_E = ExtensionState

EXTENSION = Lifecycle(
    initial=_E.ASKED,
    steps=[
        Step("grant", "implementation.decide_extension", _("Gia hạn"), frozenset({_E.ASKED}), _E.GRANTED),
        Step("refuse", "implementation.decide_extension", _("Không gia hạn"), frozenset({_E.ASKED}), _E.REFUSED),
    ],
)  # fmt: skip
