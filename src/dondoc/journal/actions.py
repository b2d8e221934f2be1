"""Ghi nhật ký — `write` is called by every act, last; `seal` fixes the heads once a day."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.journal import chain
from dondoc.journal.models import Entry, Head, Payload, Seal
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day


def write(
    name: str,
    thing: models.Model | None,
    *,
    by: Actor,
    at: datetime,
    unit: Any = None,
    on: date | None = None,
    **facts: Any,
) -> Entry:
    """Ghi một dòng — who, when, what, on what, the event's own day; `facts` are ids and field names.

    `unit` is the units.Unit whose chain the line belongs to, None for the installation's.
    """
    head = _locked_head(unit.pk if unit else 0)
    salt = secrets.token_hex(16)
    entry = Entry(
        chain=head.chain,
        seq=head.seq + 1,
        act=name,
        kind=thing._meta.label_lower if thing else "",
        thing_id=thing.pk if thing else None,
        unit_id=unit.pk if unit else None,
        **by.who,
        delegation_id=by.delegation_id,
        door=by.door,
        at=at,
        on=on or hanoi_day(at),
        payload_hash=chain.payload_hash(salt, facts),
        previous=head.hash,
    )
    entry.hash = chain.entry_hash(head.hash, chain.fixed_part(entry))
    entry.save(force_insert=True)
    Payload.objects.create(entry=entry, salt=salt, body=facts)
    Head.objects.filter(pk=head.pk).update(seq=entry.seq, hash=entry.hash)
    return entry


@act("journal.seal", _("Niêm phong nhật ký"))
def seal(*, day: date, by: Actor, at: datetime) -> Seal:
    """Niêm phong nhật ký — fix the heads of all chains as of the end of `day`; once a day."""
    last = Seal.objects.order_by("-day").first()
    if last is not None and last.day >= day:
        raise Refused(_("Ngày này đã được niêm phong."))
    heads = {str(h.chain): [h.seq, h.hash] for h in Head.objects.order_by("chain")}
    previous = last.hash if last else chain.GENESIS
    return Seal.objects.create(
        day=day, heads=heads, previous=previous, at=at, hash=chain.seal_hash(previous, day, heads)
    )


def drop_payload(entry: Entry) -> None:
    """Drop what a line said; the line stays and verifies. For access.erase_payload alone."""
    Payload.objects.filter(entry=entry).delete()


def _locked_head(number: int) -> Head:
    Head.objects.get_or_create(chain=number, defaults={"seq": 0, "hash": chain.GENESIS})
    return Head.objects.select_for_update().get(pk=number)
