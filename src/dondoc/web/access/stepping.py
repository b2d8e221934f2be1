"""Bước hai — allauth's page, told which ways this account has, so that it offers no other."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator


class SecondStep(AuthenticateView):  # type: ignore[misc]
    """Mã xác thực, hoặc khóa truy cập."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True)
        return {**super().get_context_data(**kwargs), "has": dict.fromkeys(kinds, True)}
