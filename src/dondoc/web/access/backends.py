"""Mật khẩu gõ vào là gì — a one-time code is typed where a password is: one box, one throttle."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dondoc.access.actions.codes import matches, why_not
from dondoc.access.actions.linking import name_at
from dondoc.access.models import How, Source, User
from dondoc.web.access.directory import Silent, is_right
from dondoc.web.loading import now_of


class OneTimeCodeBackend(ModelBackend):
    """Mã dùng một lần — right, unused and in time; used up when the sign-in is complete (access.sign_in)."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if request is None or not username or not password:
            return None
        user = User.objects.filter(username=username).first()
        row = matches(user, password)
        if row is None or user is None or not self.user_can_authenticate(user):
            return None
        why = why_not(row, now_of(request))
        said(request, "" if why else How.CODE, why)
        return None if why else user


class DirectoryBackend(ModelBackend):
    """Mật khẩu thư mục — of an account tied to a name there, asked after its own password was not it."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if not settings.DONDOC_LDAP_URL or request is None or not username or not password:
            return None
        user = User.objects.filter(username=username).first()
        name = name_at(user, Source.LDAP) if user else ""
        if user is None or not name or not self.user_can_authenticate(user):
            return None
        try:
            right = is_right(name, password)
        except Silent:
            said(
                request,
                "",
                _("Thư mục của cơ quan không trả lời. Ai có mật khẩu riêng thì dùng mật khẩu ấy, hoặc thử lại sau."),
            )
            return None
        if right:
            said(request, How.LDAP)
        return user if right else None


def said(request: HttpRequest, how: str, why: str = "") -> None:
    """What a backend has to tell the sign-in page: by what one came in, or why not."""
    request.came_by, request.why_not = how, why  # type: ignore[attr-defined]
