"""Cổng đăng nhập chung — the office's own OpenID Connect server says who one is; an account must exist and be tied."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from dondoc.access.actions.linking import account_of, link_identity
from dondoc.access.models import Source
from dondoc.shared.acts import Refused
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page, refusal


class Portal(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """What is done with a name the server vouches for: ours alone; allauth keeps nothing of it."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie it, or sign in the account it is tied to; nobody is signed up. Always answers by itself."""
        subject = str(sociallogin.account.uid)
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(_tied(request, subject))
        user = account_of(Source.OIDC, subject)
        if user is None:
            raise ImmediateHttpResponse(refusal(request, Refused(_untied()), 403))
        record_authentication(request, user, "socialaccount", provider=Source.OIDC)
        login = Login(user=user, redirect_url=sociallogin.get_redirect_url(request))
        raise ImmediateHttpResponse(perform_login(request, login))

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        raise ImmediateHttpResponse(_silent(request))


def _tied(request: HttpRequest, subject: str) -> HttpResponse:
    if not request.user.is_authenticated or not did_recently_reauthenticate(request):
        return redirect("account_login" if not request.user.is_authenticated else "account_reauthenticate")
    link_identity(user=request.user, source=Source.OIDC, subject=subject, by=actor_of(request), at=now_of(request))  # type: ignore[arg-type]
    return redirect("me")


def _untied() -> str:
    return _("Chưa tài khoản nào ở đây gắn với danh tính này. Đăng nhập bằng mật khẩu hoặc mã dùng một lần rồi gắn ở "
             "Tài khoản của tôi, hoặc nhờ quản trị gắn.")  # fmt: skip


def _silent(request: HttpRequest) -> HttpResponse:
    text = _("%(name)s không trả lời, hoặc đã thôi giữa chừng. Thử lại, hoặc đăng nhập bằng mật khẩu riêng.")
    return refusal(request, Refused(text % {"name": settings.DONDOC_OIDC_NAME}), 503)


@require_POST
def enter(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Đăng nhập bằng cổng chung — on to the server; `?process=connect` ties instead."""
    return _asked(request, openid.login, provider_id)


@require_GET
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Trở về từ cổng chung."""
    return _asked(request, openid.callback, provider_id)


def _asked(request: HttpRequest, view: Any, provider_id: str) -> HttpResponse:
    if not settings.DONDOC_OIDC_ISSUER or provider_id != "oidc":
        raise Http404
    try:
        answer: HttpResponse = view(request, provider_id)
    except RequestException:
        return _silent(request)
    return answer


@require_GET
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def tie(request: HttpRequest) -> HttpResponse:
    """Gắn với cổng chung — said first what will happen; the way there asks the password again."""
    if not settings.DONDOC_OIDC_ISSUER:
        raise Http404
    return page(request, "access/tie.html", {"name": settings.DONDOC_OIDC_NAME})
