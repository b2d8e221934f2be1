"""Giữ nháp — what an account typed and has not sent. Not acts: docs/decisions/0014-drafts.md."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.access.models import Draft
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.shared.models import Once
from dondoc.shared.profile import refuses

LONGEST = 64 * 1024  # bytes of one draft
MOST = 50  # drafts of one account; the oldest leaves
KEPT_FOR = timedelta(days=30)
Body = Mapping[str, list[str]]


def keep(*, by: Actor, address: str, body: Body, token: str, at: datetime, turn: int = 0) -> Draft | None:
    """Giữ nháp — in the place of the one before; None where nothing was typed.

    Refused, and what was kept before is gone too, where a line looks like a secrecy mark: the
    words above it were typed under that mark.
    """
    said = {name: [value.replace("\0", "") for value in values] for name, values in body.items()}
    if not said or _is_marked(said):
        drop(by=by, address=address)
    if _is_marked(said):
        raise Refused(_("Chưa giữ bản nháp: có dòng giống dấu chỉ mức độ mật. Không nhập nội dung mật."))
    if len(json.dumps(said, ensure_ascii=False).encode()) > LONGEST:
        raise Refused(_("Chưa giữ bản nháp: quá dài. Gửi biểu mẫu, hoặc chép ra tệp riêng."))
    facts = {"body": said, "token": token, "turn": turn, "at": at}
    return _store(by, address[:200], facts) if said else None


def kept(*, by: Actor, address: str, at: datetime) -> Draft | None:
    """Bản nháp còn giữ — not one too old, nor of a form that was sent after all."""
    row = Draft.objects.visible_to(by).filter(address=address[:200], at__gt=at - KEPT_FOR).first()
    if row is not None and row.token and Once.objects.filter(token=row.token).exists():
        row.delete()
        return None
    return row


def drop(*, by: Actor, address: str) -> None:
    """Bỏ nháp — asked by its owner, or within the act that it became."""
    Draft.objects.visible_to(by).filter(address=address[:200]).delete()


def _is_marked(body: Body) -> bool:
    return refuses(value for values in body.values() for value in values)


@transaction.atomic
def _store(by: Actor, address: str, facts: dict[str, Any]) -> Draft:
    """Write it, unless a later one of the same form came first.

    Whoever writes one clears away what has grown old, and his own beyond the number.
    """
    there = Draft.objects.visible_to(by).select_for_update().filter(address=address).first()
    if there is not None and there.token == facts["token"] and there.turn > facts["turn"]:
        return there
    Draft.objects.filter(at__lte=facts["at"] - KEPT_FOR).delete()
    row, _new = Draft.objects.update_or_create(account_id=by.account_id, address=address, defaults=facts)
    newest = Draft.objects.visible_to(by).order_by("-at", "-id").values_list("pk", flat=True)[:MOST]
    Draft.objects.visible_to(by).exclude(pk__in=list(newest)).delete()
    return row
