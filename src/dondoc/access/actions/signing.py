"""Đăng nhập, đăng xuất, kết thúc phiên — written to the installation's chain, of the account they are about."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.actions.codes import use
from dondoc.access.models import How, Session, User
from dondoc.access.sessions import close, open_session
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act

OWNERS = ("access.sign_in", "access.sign_out", "access.end_session", "access.session_ran_out")
"""Lượt vào, ra — read by the account's owner alone: gathered, they would be a record of a person's days."""


@act("access.sign_in", gettext_lazy("Đăng nhập"))
def sign_in(
    *, user: User, key: str, how: str, factor: str, device: str, address: str | None, by: Actor, at: datetime
) -> Session:
    """Đăng nhập — how, and by which second factor; a one-time code is used up by it."""
    if how == How.CODE:
        use(user, at)
    session = open_session(account=user, key=key, how=how, at=at, device=device, address=address)
    write("access.sign_in", user, by=by, at=at, how=how, factor=factor, session=session.pk)
    return session


@act("access.sign_out", gettext_lazy("Đăng xuất"))
def sign_out(*, user: User, key: str, by: Actor, at: datetime) -> None:
    """Đăng xuất — by the account itself."""
    ended = close(user.sessions.filter(key=key), at=at)
    write("access.sign_out", user, by=by, at=at, session=ended[0] if ended else None)


@act("access.end_session", gettext_lazy("Kết thúc phiên"))
def end_sessions(*, sessions: models.QuerySet[Session], by: Actor, at: datetime) -> None:
    """Kết thúc phiên — by their owner, one or all others; one line each."""
    _owned(sessions, by)
    for pk in close(sessions, at=at):
        write("access.end_session", User(pk=by.account_id), by=by, at=at, session=pk)


@act("access.session_ran_out", gettext_lazy("Hết giờ phiên"))
def run_out(*, user: User, key: str, by: Actor, at: datetime) -> None:
    """Hết giờ phiên — unused too long, or open too long; its owner signs in again."""
    ended = close(user.sessions.filter(key=key), at=at)
    write("access.session_ran_out", user, by=by, at=at, session=ended[0] if ended else None)


@act("access.lock_out", gettext_lazy("Tạm khóa đăng nhập"))
def lock_out(*, user: User, by: Actor, at: datetime) -> None:
    """Tạm khóa đăng nhập — too many wrong tries; once for each time it begins."""
    write("access.lock_out", user, by=by, at=at)


def _owned(sessions: models.QuerySet[Session], by: Actor) -> None:
    if sessions.exclude(account_id=by.account_id or 0).exists():
        raise Refused(_("Chỉ chủ tài khoản kết thúc được phiên của mình."))
