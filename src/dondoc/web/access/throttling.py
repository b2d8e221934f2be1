"""Hãm thử sai — django-axes counts in the database for all processes; the weights of what it counts are ours.

Eight wrong tries at an account from one address within a quarter of an hour close that pair for a quarter of an hour;
so do forty at an account from everywhere, and eighty from one address at whichever accounts. The second spares
addresses from which the account was signed in within a month: a stranger's typing shuts out no one at his usual desk.
"""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dondoc.access.actions.signing import lock_out
from dondoc.access.models import User
from dondoc.access.sessions import knows
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import hanoi_day
from dondoc.web.loading import now_of
from dondoc.web.pages import refusal

PAIR, ACCOUNT, ADDRESS = 1, 5, 10  # how many wrong tries count as one, of the eight that lock


class Handler(AxesDatabaseHandler):  # type: ignore[misc]
    """Bộ đếm — axes' own, with a weight for each way of counting and a journal line when a lock begins."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """The most of the three counts, each by its weight."""
        name, address = get_client_username(request, credentials) or "", request.axes_ip_address  # type: ignore[attr-defined]
        at = request.axes_attempt_time  # type: ignore[attr-defined]
        account, here = Q(username=name) if name else Q(pk__in=()), Q(ip_address=address) if address else Q(pk__in=())
        rows = AccessAttempt.objects.filter(account | here, attempt_time__gte=get_cool_off_threshold(request))
        tries = rows.aggregate(pair=_tries(account & here), account=_tries(account), address=_tries(here))
        pair, everywhere, anyone = ((tries[way] or 0) for way in ("pair", "account", "address"))
        shut = everywhere // ACCOUNT if everywhere >= 8 * ACCOUNT and not knows(name, address, at) else 0
        return int(max(pair // PAIR, shut, anyone // ADDRESS))

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        """One more wrong try; the one that locks is written down."""
        was_locked = getattr(request, "axes_locked_out", False)
        super().user_login_failed(sender, credentials, request, **kwargs)
        if request is not None and request.axes_locked_out and not was_locked:  # type: ignore[attr-defined]
            _written(request, get_client_username(request, credentials) or "")

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Who came in forgets his own typing mistakes; what strangers tried elsewhere stays counted."""
        mine = AccessAttempt.objects.filter(
            username=get_client_username(request, credentials),
            ip_address=request.axes_ip_address,  # type: ignore[attr-defined]
        )
        return int(mine.delete()[0])


def _tries(which: Q) -> Sum:
    return Sum("failures_since_start", filter=which)


def _written(request: HttpRequest, name: str) -> None:
    user, now = User.objects.filter(username=name).first(), now_of(request)
    if user is not None:
        lock_out(user=user, by=Actor(None, None, None, None, "web", hanoi_day(now)), at=now)


def check_may_try(request: HttpRequest, user: User | None) -> None:
    """Before a second step or a key is looked at: locked out is told at once, whatever was sent."""
    if not AxesProxyHandler.is_allowed(request, {"username": user.username if user else ""}):
        raise ImmediateHttpResponse(locked_out(request))


def count_wrong(request: HttpRequest, user: User | None) -> None:
    """A wrong second step counts like a wrong password, at the same account and address."""
    AxesProxyHandler.user_login_failed(Handler, {"username": user.username if user else ""}, request)


def forget_tries(user: User) -> None:
    """Whoever was given a new code was met in person: the wrong tries before it count no more."""
    AxesProxyHandler.reset_attempts(username=user.username)


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Khóa tạm — too many wrong tries."""
    text = _("Sai nhiều lần. Đợi 15 phút rồi thử lại, hoặc nhờ quản trị cấp mã dùng một lần.")
    return refusal(request, Refused(text), 429)
