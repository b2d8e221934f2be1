"""Đăng nhập — allauth's adapters: no self sign-up, no mail; a lockout in words."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused
from dondoc.web.pages import refusal


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by an act, never by the visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is sent: an installation may have no mail."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page one arrives at says enough."""


class MFA(DefaultMFAAdapter):  # type: ignore[misc]
    """The name shown in the authenticator's list."""

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Khóa tạm — too many wrong passwords."""
    text = _("Sai mật khẩu nhiều lần. Đợi 15 phút rồi thử lại, hoặc nhờ quản trị cấp lại mật khẩu.")
    return refusal(request, Refused(text), 429)
