"""Đăng nhập — allauth's adapters: no self sign-up, no mail; each way in and out is an act."""

from __future__ import annotations

from time import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dondoc.access.actions.factors import untold, use_recovery_code
from dondoc.access.actions.signing import sign_in, sign_out
from dondoc.access.models import How, User
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import HANOI
from dondoc.web.access.devices import address_of, device_of
from dondoc.web.loading import now_of
from dondoc.web.middleware import KEPT, actor_for
from dondoc.web.pages import refusal

CAME_BY = "came_by"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by an act, never by the visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is sent: an installation may have no mail."""

    def add_message(
        self, request: HttpRequest, level: int, *args: Any, message: str | None = None, **kwargs: Any
    ) -> None:
        """The page one arrives at says enough; what went wrong is said."""
        if message:
            messages.add_message(request, level, message)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """By what one came in is kept until a second step is done."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and not request.user.is_authenticated:
            request.session[CAME_BY] = getattr(request, "came_by", "") or How.PASSWORD
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        """Đăng nhập — the session and its act, both or neither."""
        how, factor = _came(request, user)
        try:
            with transaction.atomic():
                super().login(request, user)
                _entered(request, user, how, factor)
        except Refused:
            request.session.flush()
            raise

    def logout(self, request: HttpRequest) -> None:
        """Đăng xuất."""
        user, key = request.user, request.session.session_key or ""
        if isinstance(user, User):
            sign_out(user=user, key=key, by=actor_for(request, user), at=now_of(request))
        super().logout(request)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return refusal(request, Refused(_("Tài khoản này đang khóa. Hỏi quản trị của đơn vị.")), 403)


class MFA(DefaultMFAAdapter):  # type: ignore[misc]
    """The name shown in the authenticator's list."""

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return _("Khóa %(n)s") % {"n": Authenticator.objects.filter(user=user, type=type).count() + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Đôn Đốc"}


def _came(request: HttpRequest, user: User) -> tuple[str, str]:
    """By what this account came in, and by which second step; from the steps allauth kept of this session."""
    steps = get_authentication_records(request, user)
    last = max((i for i, step in enumerate(steps) if _is_first(step)), default=0)
    first, rest = steps[last] if steps else {}, steps[last + 1 :]
    how = {"mfa": How.PASSKEY, "socialaccount": How.OIDC}.get(first.get("method", ""), "")
    factor = rest[-1].get("type", "") if rest else ""
    return how or request.session.pop(CAME_BY, How.PASSWORD), factor


def _is_first(step: dict[str, Any]) -> bool:
    return step["method"] != "mfa" or bool(step.get("passwordless"))


def _entered(request: HttpRequest, user: User, how: str, factor: str) -> None:
    by, at = actor_for(request, user), now_of(request)
    key = request.session.session_key or ""
    request.session[KEPT] = [time(), time()]
    sign_in(user=user, key=key, how=how, factor=factor, device=device_of(request), address=address_of(request),
            by=by, at=at)  # fmt: skip
    if factor == "recovery_codes":
        use_recovery_code(user=user, by=by, at=at)
    for reset in untold(user, at):
        said = {"day": f"{reset.at.astimezone(HANOI):%d/%m/%Y}", "reason": reset.reason, "who": reset.by or "—"}
        messages.warning(request, _("Ngày %(day)s %(who)s đã gỡ xác thực hai bước của tài khoản này: %(reason)s. "
                                    "Không phải đồng chí nhờ thì báo ngay cho đơn vị.") % said)  # fmt: skip
