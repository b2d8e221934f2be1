"""Xác thực hai bước — what its owner added, removed or used, and what an administrator took off with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.keeping import require_kept
from dondoc.access.models import FactorReset, User
from dondoc.access.sessions import close
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason


@act("access.add_factor", gettext_lazy("Thêm cách xác thực"))
def add_factor(*, user: User, factor: str, by: Actor, at: datetime) -> None:
    """Thêm cách xác thực — an authenticator app or a passkey, by its owner."""
    write("access.add_factor", user, by=by, at=at, factor=factor)


@act("access.remove_factor", gettext_lazy("Bỏ cách xác thực"))
def remove_factor(*, user: User, factor: str, by: Actor, at: datetime) -> None:
    """Bỏ cách xác thực — by its owner."""
    write("access.remove_factor", user, by=by, at=at, factor=factor)


@act("access.make_recovery_codes", gettext_lazy("Tạo mã dự phòng"))
def make_recovery_codes(*, user: User, by: Actor, at: datetime) -> None:
    """Tạo mã dự phòng — those before serve no more."""
    write("access.make_recovery_codes", user, by=by, at=at)


@act("access.use_recovery_code", gettext_lazy("Dùng một mã dự phòng"))
def use_recovery_code(*, user: User, by: Actor, at: datetime) -> None:
    """Dùng một mã dự phòng — each serves once."""
    write("access.use_recovery_code", user, by=by, at=at)


@act("access.reset_factors", gettext_lazy("Gỡ xác thực hai bước"))
def reset_factors(*, user: User, reason: str, unit: Any, by: Actor, at: datetime) -> None:
    """Gỡ xác thực hai bước — for who lost the telephone or the key; told to its owner at the next sign-in."""
    require_kept(by, "access.reset_factors", user.person, unit)
    check_reason(reason)
    if user.pk == by.account_id:
        raise Refused(_("Xác thực hai bước của mình thì bỏ ở Tài khoản của tôi."))
    rows = Authenticator.objects.filter(user=user)
    kinds = sorted(set(rows.values_list("type", flat=True)))
    if not kinds:
        raise Refused(_("Tài khoản này không bật xác thực hai bước."))
    rows.delete()
    close(user.sessions.all(), at=at)
    FactorReset.objects.create(account=user, reason=reason.strip()[:300], by_id=by.person_id, at=at)
    write("access.reset_factors", user, by=by, at=at, unit=unit, factors=kinds)


def untold(user: User, at: datetime) -> list[FactorReset]:
    """Điều phải nói với chủ tài khoản — and said from now on."""
    rows = list(FactorReset.objects.filter(account=user, told_at=None).select_related("by").order_by("id"))
    FactorReset.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=at)
    return rows
