"""Ghi lượt xem từ trang — a page or a file that tells of people says so before it is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dondoc.access.models import Person
from dondoc.personal.looking import saw
from dondoc.web.loading import actor_of, now_of


def shown(request: HttpRequest, what: str, people: Iterable[int | None], reason: str = "") -> int:
    """Ghi ai được thấy trên trang này — `what` is a key of personal.looking.WHAT; returns how many others they were."""
    return saw(people, what, by=actor_of(request), at=now_of(request), session=session_of(request), reason=reason)


def in_file(person: Person, said: str = "") -> str:
    """In a file taken away, who asked that their data be restricted is not named."""
    return _("(đang hạn chế xử lý)") if person.restricted_on else said or str(person)


def session_of(request: HttpRequest) -> str:
    """A digest that tells one sign-in from another and gives nobody the key."""
    return hashlib.sha256((request.session.session_key or "").encode()).hexdigest()[:16]
