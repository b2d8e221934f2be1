"""Ghi nhật ký — `write` is called by every act, last; `seal` fixes the heads once a day."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.journal import chain
from dondoc.journal.models import Entry, Head, Payload, Seal
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day


@dataclass(frozen=True, slots=True)
class Told:
    """Điều cần ghi — on what, in which units.Unit's chain (None for the installation's), its day and facts."""

    thing: models.Model | None
    unit: Any = None
    on: date | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def chain(self) -> int:
        return self.unit.pk if self.unit else 0


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
    return write_each(name, [Told(thing, unit, on, facts)], by=by, at=at)[0]


def write_each(name: str, told: Sequence[Told], *, by: Actor, at: datetime) -> list[Entry]:
    """Ghi nhiều dòng của một hành vi — each in its unit's chain, in the order told; a few statements for all."""
    heads = _locked_heads(one.chain for one in told)
    made = [_chained(heads[one.chain], name, one, by=by, at=at) for one in told]
    Entry.objects.bulk_create([entry for entry, _payload in made])
    for entry, payload in made:
        payload.entry = entry  # its key is known only now
    Payload.objects.bulk_create([payload for _entry, payload in made])
    Head.objects.bulk_create(
        heads.values(), update_conflicts=True, unique_fields=["chain"], update_fields=["seq", "hash"]
    )
    return [entry for entry, _payload in made]


def _chained(head: Head, name: str, told: Told, *, by: Actor, at: datetime) -> tuple[Entry, Payload]:
    """A line below the head, which moves on to it."""
    thing, salt = told.thing, secrets.token_hex(16)
    entry = Entry(
        chain=head.chain,
        seq=head.seq + 1,
        act=name,
        kind=thing._meta.label_lower if thing else "",
        thing_id=thing.pk if thing else None,
        unit_id=told.unit.pk if told.unit else None,
        **by.who,
        delegation_id=by.delegation_id,
        door=by.door,
        at=at,
        on=told.on or hanoi_day(at),
        payload_hash=chain.payload_hash(salt, told.facts),
        previous=head.hash,
    )
    entry.hash = chain.entry_hash(head.hash, chain.fixed_part(entry))
    head.seq, head.hash = entry.seq, entry.hash
    return entry, Payload(salt=salt, body=told.facts)


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


def _locked_heads(numbers: Iterable[int]) -> dict[int, Head]:
    """Locked from the lowest up, so that two who write in the same chains wait and do not block each other for good."""
    wanted = set(numbers)
    found = _lock(wanted)
    if new := [Head(chain=n, seq=0, hash=chain.GENESIS) for n in sorted(wanted - set(found))]:
        Head.objects.bulk_create(new, ignore_conflicts=True)
        found = _lock(wanted)
    return found


def _lock(numbers: set[int]) -> dict[int, Head]:
    return {head.pk: head for head in Head.objects.select_for_update().filter(pk__in=numbers).order_by("pk")}
