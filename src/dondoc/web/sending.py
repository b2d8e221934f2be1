"""Gửi biểu mẫu — from which page, and once however often it is pressed."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest

from dondoc.shared.ids import ALPHABET, public_id
from dondoc.shared.once import once
from dondoc.web.loading import now_of

_CODE = re.compile(f"[{ALPHABET}]{{10}}")


def address_of(request: HttpRequest) -> str:
    """The page itself: its path, and of its query only what names a thing; free words stay out."""
    named = [(key, value) for key, value in request.GET.items() if _CODE.fullmatch(str(value))]
    return request.path + (f"?{urlencode(named)}" if named else "")


def token_of(request: HttpRequest) -> str:
    """What marks this form among all of its account, "" where the form bears none."""
    given = request.POST.get("once", "")[:40]
    return f"{request.user.pk}:{given}"[:40] if given else ""


def do_once(request: HttpRequest, do: Callable[[], str]) -> str:
    """Do it, or only say where the same form already led."""
    token = token_of(request) or f"{request.user.pk}:{public_id()}"
    return once(token, now_of(request), do)
