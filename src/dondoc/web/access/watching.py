"""Ghi lại việc của allauth — its pages change second factors; what they changed is written as acts, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from dondoc.access.actions.factors import add_factor, make_recovery_codes, remove_factor
from dondoc.access.models import User
from dondoc.web.loading import now_of
from dondoc.web.middleware import actor_for

View = Callable[..., HttpResponseBase]
CODES = "recovery_codes"


def watched(view: View) -> View:
    """A page of allauth that adds or removes second factors: compared before and after."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if request.method != "POST" or not isinstance(user, User):
            return view(request, *args, **kwargs)
        with transaction.atomic():
            before = _factors(user)
            answer = view(request, *args, **kwargs)
            _written(request, user, before, _factors(user))
            return answer

    return run


def _factors(user: User) -> dict[int, str]:
    return dict(Authenticator.objects.filter(user=user).values_list("pk", "type"))


def _written(request: HttpRequest, user: User, before: dict[int, str], after: dict[int, str]) -> None:
    by, at = actor_for(request, user), now_of(request)
    for pk in sorted(before.keys() - after.keys()):
        if before[pk] != CODES:  # replaced by new ones, or gone with the last factor
            remove_factor(user=user, factor=before[pk], by=by, at=at)
    for pk in sorted(after.keys() - before.keys()):
        if after[pk] == CODES:
            make_recovery_codes(user=user, by=by, at=at)
        else:
            add_factor(user=user, factor=after[pk], by=by, at=at)
