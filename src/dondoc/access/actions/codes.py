"""Mã dùng một lần — made by an administrator for somebody, printed once, used once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access import codes
from dondoc.access.keeping import require_kept
from dondoc.access.models import OneTimeCode, User
from dondoc.access.sessions import close
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act


@dataclass(frozen=True, slots=True)
class Slip:
    """Phiếu mã — the only time the code is known; it is shown and forgotten."""

    account: User
    code: str
    until: datetime


@act("access.reset_password", gettext_lazy("Cấp mã dùng một lần"))
def reset_password(*, user: User, lasts: timedelta, unit: Any, by: Actor, at: datetime) -> Slip:
    """Cấp mã dùng một lần — the old password and the code before it serve no more, open sessions end."""
    require_kept(by, "access.reset_password", user.person, unit)
    if not user.is_active:
        raise Refused(_("Tài khoản đang khóa. Mở lại tài khoản rồi cấp mã."))
    if user.pk == by.account_id:
        raise Refused(_("Mật khẩu của mình thì đổi ở Tài khoản của tôi."))
    user.set_unusable_password()
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    close(user.sessions.all(), at=at)
    code, until = codes.make(), at + lasts
    facts = {"secret": make_password(code), "at": at, "until": until, "used_at": None}
    OneTimeCode.objects.update_or_create(account=user, defaults=facts)
    write("access.reset_password", user, by=by, at=at, unit=unit, until=until.isoformat())
    return Slip(user, code, until)


def matches(user: User | None, words: str) -> OneTimeCode | None:
    """Đúng mã của tài khoản — used and outlived ones too, so that the page can say so; as slow for who has none."""
    code = codes.typed(words)
    if not code:
        return None
    row = OneTimeCode.objects.filter(account=user).first() if user else None
    if row is None:
        make_password(code)
        return None
    return row if check_password(code, row.secret) else None


def why_not(row: OneTimeCode, at: datetime) -> str:
    """Vì sao mã không dùng được — "" where it may be used."""
    if row.used_at is not None:
        return _("Mã này đã dùng rồi. Nhờ quản trị cấp mã mới.")
    return _("Mã này đã hết hạn. Nhờ quản trị cấp mã mới.") if row.until <= at else ""


def use(user: User, at: datetime) -> None:
    """Dùng mã — once, whoever comes second is refused; its owner then sets a password."""
    if not OneTimeCode.objects.filter(account=user, used_at=None, until__gt=at).update(used_at=at):
        raise Refused(_("Mã này đã dùng rồi. Nhờ quản trị cấp mã mới."))
    user.must_change_password = True
    user.save(update_fields=["must_change_password"])
