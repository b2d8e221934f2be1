"""Biểu mẫu đăng nhập — allauth's forms, with our words, our throttle and the reason where one is known."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm as BaseLoginForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dondoc.reading.text import nfc
from dondoc.web.access.throttling import check_may_try, count_wrong


class LoginForm(BaseLoginForm):  # type: ignore[misc]
    """Đăng nhập — the name in any case; password or one-time code in one box."""

    def clean_login(self) -> str:
        return nfc(str(super().clean_login())).lower()

    def clean(self) -> Any:
        try:
            return super().clean()
        except ValidationError as wrong:
            raise ValidationError(_why_not() or _wrong()) from wrong


def _why_not() -> str:
    return str(getattr(context.request, "why_not", ""))


def _wrong() -> str:
    return _("Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock.")


class _Counted:
    """Mã bước hai — counted with the passwords: eight wrong ones and one waits."""

    user: Any
    fields: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update({"placeholder": "", "inputmode": "numeric"})

    def clean_code(self) -> str:
        check_may_try(context.request, self.user)
        return str(super().clean_code())  # type: ignore[misc]

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        count_wrong(context.request, self.user)


class FactorForm(_Counted, AuthenticateForm):  # type: ignore[misc]
    """Bước hai khi đăng nhập."""


class FactorAgainForm(_Counted, ReauthenticateForm):  # type: ignore[misc]
    """Bước hai khi xác nhận lại."""


class _CountedKey:
    """Khóa truy cập — a wrong one counts too; before it is known whose, at the address alone."""

    user: Any

    def clean_credential(self) -> Authenticator:
        check_may_try(context.request, self.user)
        try:
            return super().clean_credential()  # type: ignore[misc, no-any-return]
        except ValidationError:
            count_wrong(context.request, self.user)
            raise


class KeyForm(_CountedKey, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """Khóa làm bước hai."""


class KeyAgainForm(_CountedKey, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Khóa khi xác nhận lại."""


class KeyAloneForm(_CountedKey, LoginWebAuthnForm):  # type: ignore[misc]
    """Đăng nhập bằng riêng khóa."""
