"""Đường lịch — opened and revoked by who holds the post; the secret is told once and kept only as a digest."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.journal.actions import write
from dondoc.reminding.models import Feed
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Holding


@act("reminding.open_feed", gettext_lazy("Mở đường lịch"))
def open_feed(*, holding: Holding, by: Actor, at: datetime) -> str:
    """Mở đường lịch — of a post one holds; the one before ends. Returns the secret of its address."""
    _check_own(holding, by)
    Feed.objects.filter(holding=holding, revoked_on__isnull=True).update(revoked_on=hanoi_day(at))
    token = secrets.token_urlsafe(24)
    feed = Feed.objects.create(
        holding=holding, digest=digest_of(token), on=hanoi_day(at), at=at, account_id=by.account_id
    )  # fmt: skip
    write("reminding.open_feed", feed, by=by, at=at, unit=holding.post.unit)
    return token


@act("reminding.revoke_feed", gettext_lazy("Thu hồi đường lịch"))
def revoke_feed(*, feed: Feed, by: Actor, at: datetime) -> None:
    """Thu hồi đường lịch — whoever has the address gets nothing any more."""
    _check_own(feed.holding, by)
    if not Feed.objects.filter(pk=feed.pk, revoked_on__isnull=True).update(revoked_on=hanoi_day(at)):
        raise Refused(_("Đường lịch này đã được thu hồi."))
    write("reminding.revoke_feed", feed, by=by, at=at, unit=feed.holding.post.unit)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _check_own(holding: Holding, by: Actor) -> None:
    held = Holding.objects.on(by.today).filter(pk=holding.pk, person_id=by.person_id or 0)
    if by.delegation_id is not None or not held.exists():
        raise Refused(_("Chỉ người đang giữ chức danh mở và thu hồi đường lịch của mình."))
