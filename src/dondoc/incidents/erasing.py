"""Xóa chữ của phòng sự cố — its own rows say nothing of the secret; and what is said of the tables of others (Django, axes)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models

from dondoc.incidents.models import Incident
from dondoc.shared.erasing import Erase, Scope

AFTER = 3

ERASES = (Erase(Incident, "ground"), Erase(Incident, "found_by"), Erase(Incident, "decision"))

_OWN = "ids, columns and counts; no words of the content"
_DJANGO = "names of the software's own"
_DOOR = "who knocked at the door, not what stands behind"
KEEPS = {
    **{f"incidents.{name}": _OWN for name in (
        "Incident.papers", "Incident.salt", "Incident.hash", "Incident.problem", "Place.kind", "Place.columns", "Place.because",
        "Content.sha256", "Content.mark", "Stage.name", "Stage.counts", "Stage.notes", "ByHand.what", "ByHand.name", "ByHand.note")},
    **dict.fromkeys(("auth.Permission.name", "auth.Permission.codename", "auth.Group.name", "contenttypes.ContentType.app_label", "contenttypes.ContentType.model"), _DJANGO),
    "sessions.Session.session_key": "the code of a session",
    "sessions.Session.session_data": "messages waiting to be shown are taken out of every session (`forget_messages`)",
    **dict.fromkeys(("account.EmailAddress.email", "account.EmailConfirmation.key", "mfa.Authenticator.data", *(f"axes.{table}.{column}" for table in ("AccessFailureLog", "AccessAttempt", "AccessLog") for column in ("user_agent", "username", "http_accept", "path_info")), "axes.AccessAttempt.get_data", "axes.AccessAttempt.post_data", "axes.AccessLog.session_hash", *(f"socialaccount.{column}" for column in ("SocialAccount.extra_data", "SocialAccount.provider", "SocialAccount.uid", "SocialApp.client_id", "SocialApp.key", "SocialApp.name", "SocialApp.provider", "SocialApp.provider_id", "SocialApp.secret", "SocialApp.settings", "SocialToken.token", "SocialToken.token_secret"))), _DOOR),
}  # fmt: skip


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Rows that are named one by one."""
    yield Incident.objects.filter(pk__in=scope.of(Incident))


def forget_messages() -> int:
    """Bỏ lời nhắn chờ hiện — a message may bear the name of a file; sessions go on. How many had one."""
    count = 0
    for session in Session.objects.order_by("pk").iterator(200):
        said = session.get_decoded()
        if said.pop("_messages", None) is not None:
            data = SessionStore().encode(said)
            count += Session.objects.filter(pk=session.pk).update(session_data=data)
    return count
