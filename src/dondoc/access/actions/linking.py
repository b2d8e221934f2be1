"""Danh tính của cơ quan — an account that exists is tied to a name at the office's own servers; none is opened by it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.keeping import require_kept
from dondoc.access.models import LinkedIdentity, Source, User
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act


@act("access.link_identity", gettext_lazy("Gắn danh tính"))
def link_identity(
    *, user: User, source: str, subject: str, by: Actor, at: datetime, unit: Any = None
) -> LinkedIdentity:
    """Gắn danh tính — by its owner, whom the source has just vouched for, or by whoever keeps accounts at `unit`."""
    _may(user, "access.link_identity", unit, by)
    name = subject.strip().lower() if source == Source.LDAP else subject.strip()
    if not name:
        raise Refused(_("Cần ghi tên ở nguồn ấy."))
    if LinkedIdentity.objects.filter(source=source, subject=name).exclude(account=user).exists():
        raise Refused(_("Danh tính này đã gắn với một tài khoản khác."))
    identity, _new = LinkedIdentity.objects.update_or_create(
        account=user, source=source, defaults={"subject": name, "at": at}
    )
    write("access.link_identity", user, by=by, at=at, unit=unit, identity=identity.pk, source=source)
    return identity


@act("access.unlink_identity", gettext_lazy("Bỏ gắn danh tính"))
def unlink_identity(*, identity: LinkedIdentity, by: Actor, at: datetime, unit: Any = None) -> None:
    """Bỏ gắn danh tính — its owner only while another way in is left."""
    user = identity.account
    _may(user, "access.link_identity", unit, by)
    if unit is None and not user.has_own_password and user.identities.count() == 1:
        raise Refused(_("Đây là cách đăng nhập duy nhất của đồng chí. Đặt mật khẩu riêng rồi mới bỏ gắn."))
    write("access.unlink_identity", user, by=by, at=at, unit=unit, identity=identity.pk, source=identity.source)
    identity.delete()


def _may(user: User, act: str, unit: Any, by: Actor) -> None:
    if unit is not None:
        require_kept(by, act, user.person, unit)
    elif user.pk != by.account_id:
        raise Refused(_("Chỉ chủ tài khoản, hoặc người giữ tài khoản của đơn vị, làm được việc này."))


def account_of(source: str, subject: str) -> User | None:
    """Tài khoản của một danh tính — None where nobody tied it: nobody is signed up by it."""
    row = LinkedIdentity.objects.filter(source=source, subject=subject).select_related("account").first()
    return row.account if row else None


def name_at(user: User, source: str) -> str:
    """Tên của tài khoản ở một nguồn — "" where none is tied."""
    return LinkedIdentity.objects.filter(account=user, source=source).values_list("subject", flat=True).first() or ""
