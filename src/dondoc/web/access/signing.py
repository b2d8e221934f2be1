"""Đăng nhập — allauth's pages that a closed installation needs: sign in, out, a second step, passkeys, recovery codes."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import path

from dondoc.web.access import portal
from dondoc.web.access.stepping import SecondStep
from dondoc.web.access.watching import watched

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", SecondStep.as_view(), name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", watched(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", watched(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", watched(codes.generate_recovery_codes),
         name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", codes.download_recovery_codes,
         name="mfa_download_recovery_codes"),
    path("oidc/<str:provider_id>/login/", portal.enter, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", portal.callback, name="openid_connect_callback"),
    path("2fa/keys/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/keys/add/", watched(keys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/keys/<int:pk>/edit/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("2fa/keys/<int:pk>/remove/", watched(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("2fa/keys/login/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("2fa/keys/reauthenticate/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]  # fmt: skip
