"""Dữ liệu cá nhân của phòng phân quyền — a name, an account and what signing in leaves behind, rights, drafts.

The tables of the libraries that sign people in are declared here, by their own names.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.models import Draft, Grant, Person, User
from dondoc.shared.subject import About, Subject, entered

_AXES = "user_agent ip_address username attempt_time"
PERSONAL = {
    "people": {"Person": "full_name sort_key search restricted_on erased_on"},
    "accounts": {
        "User": "password last_login username email date_joined person", "User_groups": "user",
        "User_user_permissions": "user", "sessions.Session": "session_key session_data expire_date",
        "account.EmailAddress": "user email", "mfa.Authenticator": "user type data created_at last_used_at",
        "axes.AccessAttempt": f"{_AXES} get_data post_data", "axes.AccessLog": f"{_AXES} logout_time session_hash",
        "axes.AccessFailureLog": _AXES,
    },
    "posts": {"Grant": "person act from_on until_on because"},
    "drafts": {"Draft": "account address body token"},
}  # fmt: skip
NOT_PERSONAL = {
    "Share": ("kind because", "a thing shown to a unit, by which act"),
    "auth.Permission": ("name codename", "words of the framework"),
    "auth.Group": ("name", "words of the framework; the house uses none"),
    "contenttypes.ContentType": ("app_label model", "names of tables"),
    "account.EmailConfirmation": ("created sent key", "of the library; the house sends no mail, the table stays empty"),
    "axes.AccessAttempt": ("http_accept path_info", "which page was asked, in which form"),
    "axes.AccessLog": ("http_accept path_info", "the same"),
    "axes.AccessFailureLog": ("http_accept path_info", "the same"),
    "axes.AccessAttemptExpiration": ("expires_at", "when the count of wrong passwords ends"),
}


def _of(model: type[models.Model]) -> models.QuerySet:  # type: ignore[type-arg]
    return model._base_manager.all()


def _sessions(who: Subject) -> models.QuerySet[Session]:
    """A session says whose it is only inside: each is opened."""
    mine = {str(pk) for pk in who.accounts}
    keys = [row.pk for row in Session.objects.iterator(500) if row.get_decoded().get("_auth_user_id") in mine]
    return Session.objects.filter(pk__in=keys)


def _forget_sessions(who: Subject) -> int:
    return _sessions(who).delete()[0]


def _forget_attempts(who: Subject) -> int:
    tables = (AccessAttempt, AccessLog, AccessFailureLog)
    return sum(_of(table).filter(username__in=who.usernames).delete()[0] for table in tables)


def _forget_factors(who: Subject) -> int:
    mail = _of(EmailAddress).filter(user__in=who.accounts).delete()[0]
    return mail + int(_of(Authenticator).filter(user__in=who.accounts).delete()[0])


def _blank_account(who: Subject) -> int:
    """The row stays, for the journal names it by number; what it said of the person goes."""
    blank = models.functions.Concat(models.Value("da-xoa-"), "public_id")
    return User.objects.filter(pk__in=who.accounts).update(
        username=blank, email="", password=make_password(None), last_login=None, is_active=False
    )


def _drop_drafts(who: Subject) -> int:
    return int(Draft.objects.filter(account__in=who.accounts).delete()[0])


ABOUT = (
    About("access.person", "people", _("Họ và tên"), lambda who: Person.objects.filter(pk=who.person_id),
          (("full_name", _("Họ và tên")), ("restricted_on", _("Hạn chế xử lý từ")), ("erased_on", _("Ẩn danh từ")))),
    About("access.user", "accounts", _("Tài khoản"), lambda who: User.objects.filter(pk__in=who.accounts),
          (("username", _("Tên đăng nhập")), ("email", _("Thư điện tử")), ("is_active", _("Đang dùng")),
           ("date_joined", _("Mở lúc")), ("last_login", _("Đăng nhập gần nhất"))), _blank_account),
    About("access.session", "accounts", _("Phiên đăng nhập"), _sessions, (("expire_date", _("Hết hạn lúc")),), _forget_sessions),
    About("access.factor", "accounts", _("Xác thực hai bước"), lambda who: _of(Authenticator).filter(user__in=who.accounts),
          (("type", _("Loại")), ("created_at", _("Lập lúc")), ("last_used_at", _("Dùng gần nhất"))), _forget_factors),
    About("access.attempt", "accounts", _("Lần đăng nhập sai"), lambda who: _of(AccessAttempt).filter(username__in=who.usernames),
          (("attempt_time", _("Lúc")), ("ip_address", _("Địa chỉ máy")), ("user_agent", _("Trình duyệt"))), _forget_attempts),
    About("access.log", "accounts", _("Lần đăng nhập"), lambda who: _of(AccessLog).filter(username__in=who.usernames),
          (("attempt_time", _("Lúc")), ("logout_time", _("Ra lúc")), ("ip_address", _("Địa chỉ máy")), ("user_agent", _("Trình duyệt"))), _forget_attempts),
    About("access.grant", "posts", _("Quyền được giao"), lambda who: Grant.objects.filter(person=who.person_id),
          (("act", _("Hành vi")), ("unit__name", _("Đơn vị")), ("below", _("Cả cấp dưới")), ("from_on", _("Từ ngày")), ("until_on", _("Đến ngày")))),
    About("access.draft", "drafts", _("Bản nháp"), entered(Draft),
          (("at", _("Lúc")), ("address", _("Biểu mẫu")), ("body", _("Nội dung"))), _drop_drafts),
)  # fmt: skip
