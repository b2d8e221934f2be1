"""Dữ liệu cá nhân của phòng phân quyền — a name, an account and what signing in leaves behind, rights, drafts.

The tables of the libraries that sign people in are declared here, by their own names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session as WebSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.drafts import KEPT_FOR
from dondoc.access.models import (
    Draft,
    FactorReset,
    Grant,
    Identity,
    LinkedIdentity,
    OneTimeCode,
    Person,
    Session,
    User,
)
from dondoc.access.sessions import KEPT_FOR as SESSION_KEPT_FOR
from dondoc.journal.queries import story_of
from dondoc.shared.acts import Label
from dondoc.shared.expiring import Expiring, Touching
from dondoc.shared.subject import About, Subject, entered

BLANK = "da-xoa-"  # what an account is called whose person is no longer told
_AXES = "user_agent ip_address username attempt_time"
PERSONAL = {
    "people": {"Person": "full_name sort_key search restricted_on erased_on"},
    "accounts": {
        "User": "password last_login username email date_joined person", "User_groups": "user",
        "User_user_permissions": "user", "sessions.Session": "session_key session_data expire_date",
        "account.EmailAddress": "user email", "mfa.Authenticator": "user type data created_at last_used_at",
        "axes.AccessAttempt": f"{_AXES} get_data post_data", "axes.AccessLog": f"{_AXES} logout_time session_hash",
        "axes.AccessFailureLog": _AXES,
        "OneTimeCode": "account secret until used_at", "FactorReset": "account reason by told_at",
        "Session": "account key how device address began_at seen_at ended_at",
        "LinkedIdentity": "account source subject",
        "socialaccount.SocialAccount": "user provider uid last_login date_joined extra_data",
    },
    "identity": {"Identity": "person born_on id_number id_number_key card_number card_number_key phone address"},
    "posts": {"Grant": "person act from_on until_on because"},
    "drafts": {"Draft": "account address body token"},
}  # fmt: skip
NAMES = {  # what a page calls a table that has no words of the house
    "access.User_groups": _("Nhóm của tài khoản (không dùng)"), "access.User_user_permissions": _("Quyền của thư viện (không dùng)"),
    "sessions.Session": _("Phiên đăng nhập"), "account.EmailAddress": _("Thư điện tử (không dùng)"),
    "mfa.Authenticator": _("Xác thực hai bước"), "socialaccount.SocialAccount": _("Tài khoản ở cổng chung (không dùng)"), "axes.AccessAttempt": _("Lần đăng nhập sai"),
    "axes.AccessLog": _("Lần đăng nhập"), "axes.AccessFailureLog": _("Lần bị chặn đăng nhập"),
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
    "socialaccount.SocialApp": (
        "provider provider_id name client_id secret key settings",
        "of the library; the portal is a setting, the table stays empty",
    ),
    "socialaccount.SocialToken": (
        "token token_secret expires_at",
        "of the library; no token is kept, the table stays empty",
    ),
    "axes.AccessAttemptExpiration": ("expires_at", "when the count of wrong passwords ends"),
}


def _of(model: type[models.Model]) -> models.QuerySet:  # type: ignore[type-arg]
    return model._base_manager.all()


def _web_sessions(accounts: Collection[int]) -> models.QuerySet[WebSession]:
    """A web session says whose it is only inside: each is opened."""
    mine = {str(pk) for pk in accounts}
    keys = [row.pk for row in WebSession.objects.iterator(500) if row.get_decoded().get("_auth_user_id") in mine]
    return WebSession.objects.filter(pk__in=keys)


def _forget_sessions(who: Subject) -> int:
    listed = _of(Session).filter(account__in=who.accounts).delete()[0]
    return listed + int(_web_sessions(who.accounts).delete()[0])


def _forget_attempts(who: Subject) -> int:
    tables = (AccessAttempt, AccessLog, AccessFailureLog)
    return sum(_of(table).filter(username__in=who.usernames).delete()[0] for table in tables)


def _forget_factors(who: Subject) -> int:
    kept = (Authenticator, EmailAddress, SocialAccount)
    ours = (OneTimeCode, FactorReset, LinkedIdentity)
    gone = [_of(table).filter(user__in=who.accounts).delete()[0] for table in kept]
    return sum(gone + [_of(table).filter(account__in=who.accounts).delete()[0] for table in ours])


def _blank_account(who: Subject) -> int:
    """The row stays, for the journal names it by number; what it said of the person goes."""
    blank = models.functions.Concat(models.Value(BLANK), "public_id")
    return User.objects.filter(pk__in=who.accounts).update(
        username=blank, email="", password=make_password(None), last_login=None, is_active=False
    )


def _drop_drafts(who: Subject) -> int:
    return int(Draft.objects.filter(account__in=who.accounts).delete()[0])


ABOUT = (
    About("access.person", "people", _("Họ và tên"), lambda who: Person.objects.filter(pk=who.person_id),
          (("full_name", _("Họ và tên")), ("restricted_on", _("Hạn chế xử lý từ")), ("erased_on", _("Ẩn danh từ")))),
    About("access.identity", "identity", _("Thông tin định danh"), lambda who: Identity.objects.filter(person=who.person_id),
          (("born_on", _("Ngày sinh")), ("id_number", _("Số căn cước")), ("card_number", _("Số thẻ đảng viên")),
           ("phone", _("Điện thoại")), ("address", _("Địa chỉ"))),
          lambda who: Identity.objects.filter(person=who.person_id).delete()[0]),
    About("access.user", "accounts", _("Tài khoản"), lambda who: User.objects.filter(pk__in=who.accounts),
          (("username", _("Tên đăng nhập")), ("email", _("Thư điện tử")), ("is_active", _("Đang dùng")),
           ("date_joined", _("Mở lúc")), ("last_login", _("Đăng nhập gần nhất"))), _blank_account),
    About("access.websession", "accounts", _("Phiên của trình duyệt"), lambda who: _web_sessions(who.accounts),
          (("expire_date", _("Hết hạn lúc")),), _forget_sessions),
    About("access.session", "accounts", _("Phiên đăng nhập"), lambda who: _of(Session).filter(account__in=who.accounts),
          (("began_at", _("Từ lúc")), ("seen_at", _("Dùng lần cuối")), ("ended_at", _("Kết thúc lúc")), ("how", _("Bằng")),
           ("device", _("Máy")), ("address", _("Địa chỉ máy"))), _forget_sessions),
    About("access.linkedidentity", "accounts", _("Danh tính của cơ quan"), lambda who: _of(LinkedIdentity).filter(account__in=who.accounts),
          (("source", _("Nguồn")), ("subject", _("Tên ở nguồn ấy")), ("at", _("Gắn lúc"))), _forget_factors),
    About("access.onetimecode", "accounts", _("Mã dùng một lần"), lambda who: _of(OneTimeCode).filter(account__in=who.accounts),
          (("at", _("Cấp lúc")), ("until", _("Đến lúc")), ("used_at", _("Dùng lúc"))), _forget_factors),
    About("access.factorreset", "accounts", _("Lần gỡ xác thực hai bước"), lambda who: _of(FactorReset).filter(account__in=who.accounts),
          (("at", _("Lúc")), ("reason", _("Lý do")), ("told_at", _("Báo lúc"))), _forget_factors),
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


def _of_people(path: str) -> Touching:
    return lambda people: models.Q(**{f"{path}__in": people})


def _by_username(people: Collection[int]) -> models.Q:
    return models.Q(username__in=User.objects.filter(person__in=people).values("username"))


def _sessions_of(people: Collection[int]) -> models.Q:
    accounts = User.objects.filter(person__in=people).values_list("pk", flat=True)
    return models.Q(pk__in=_web_sessions(accounts).values("pk"))


def _closed(before: datetime) -> models.QuerySet[User]:
    """Tài khoản khóa đã lâu — closed for the last time before a moment, by the journal; those blanked already are left out."""
    lines = story_of("access.close_account", "access.user").filter(thing_id=models.OuterRef("pk")).order_by("-id")
    rows = User.objects.filter(is_active=False).exclude(username__startswith=BLANK)
    return rows.alias(closed_at=models.Subquery(lines.values("at")[:1])).filter(closed_at__lt=before)


def _blank(ids: Collection[int]) -> int:
    """What a closed account says of its person: the name it signed in by, mail, factors, the traces of signing in."""
    rows = list(User.objects.filter(pk__in=ids).values_list("pk", "username"))
    who = Subject(0, "", tuple(pk for pk, _name in rows), tuple(name for _pk, name in rows))
    _forget_factors(who)
    _forget_attempts(who)
    return _blank_account(who)


def _dropped(model: type[models.Model]) -> Callable[[Collection[Any]], int]:
    return lambda ids: int(_of(model).filter(pk__in=ids).delete()[0])


def _traces(model: type[models.Model], key: str, label: Label) -> Expiring:
    return Expiring(key, "accounts", label, lambda before: _of(model).filter(attempt_time__lt=before), _dropped(model),
                    {"person": _by_username})  # fmt: skip


ERASE = (
    Expiring("access.draft", "drafts", _("Bản nháp quá 30 ngày"), lambda now: Draft.objects.filter(at__lte=now - KEPT_FOR),
             _dropped(Draft), {"person": _of_people("account__person")}, by_itself=True),
    Expiring("access.websession", "accounts", _("Phiên của trình duyệt đã hết"), lambda now: WebSession.objects.filter(expire_date__lt=now),
             _dropped(WebSession), {"person": _sessions_of}, by_itself=True),
    Expiring("access.session", "accounts", _("Phiên đăng nhập quá 30 ngày"), lambda now: _of(Session).filter(seen_at__lt=now - SESSION_KEPT_FOR),
             _dropped(Session), {"person": _of_people("account__person")}, by_itself=True),
    Expiring("access.user", "accounts", _("Thông tin của tài khoản đã khóa"), _closed, _blank, {"person": _of_people("person")}),
    _traces(AccessLog, "access.log", _("Lần đăng nhập")),
    _traces(AccessAttempt, "access.attempt", _("Lần đăng nhập sai")),
    _traces(AccessFailureLog, "access.failure", _("Nhật ký đăng nhập sai")),
)  # fmt: skip
