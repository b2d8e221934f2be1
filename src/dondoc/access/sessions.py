"""Phiên đăng nhập — opened and closed by acts; how it goes on is kept here. Not acts: nothing is decided."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session as WebSession
from django.db import models

from dondoc.access.models import How, Session, User

KEPT_FOR = timedelta(days=30)  # an ended session, for its owner to look back and to know an address again
SEEN_EVERY = timedelta(minutes=5)  # how exactly "last seen" is kept: a write for each page would be one too many


def open_session(*, account: User, key: str, how: str, at: datetime, device: str, address: str | None) -> Session:
    """Mở một phiên — within the act that signs in; what has grown old leaves."""
    Session.objects.filter(account=account, seen_at__lt=at - KEPT_FOR).delete()
    facts: dict[str, Any] = {"account": account, "how": how, "device": device[:80], "address": address,
                             "began_at": at, "seen_at": at, "ended_at": None}  # fmt: skip
    return Session.objects.update_or_create(key=key, defaults=facts)[0]


def close(sessions: models.QuerySet[Session], *, at: datetime) -> list[int]:
    """Kết thúc các phiên — within an act: their web sessions are gone at once. Returns which."""
    rows = list(sessions.filter(ended_at=None).values_list("pk", "key"))
    WebSession.objects.filter(session_key__in=[key for _pk, key in rows]).delete()
    Session.objects.filter(pk__in=[pk for pk, _key in rows]).update(ended_at=at)
    return [pk for pk, _key in rows]


def seen(*, account: User, key: str, at: datetime, device: str, address: str | None) -> None:
    """Còn dùng — noted every five minutes; one opened before this list existed joins it."""
    known = Session.objects.filter(key=key)
    if not known.update(seen_at=at, address=address):
        open_session(account=account, key=key, how=How.EARLIER, at=at, device=device, address=address)


def renamed(old: str, new: str) -> None:
    """Đổi khóa phiên — the same session, after its web session was given a new key."""
    Session.objects.filter(key=old).update(key=new)


def knows(username: str, address: str | None, at: datetime) -> bool:
    """Nơi quen — whether this account was signed in from that address within a month."""
    rows = Session.objects.filter(account__username=username, address=address, seen_at__gt=at - KEPT_FOR)
    return bool(address) and rows.exists()
