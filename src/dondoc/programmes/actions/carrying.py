"""Giao việc của mục — what must be done of an item is an obligation, followed where all obligations are."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, sees
from dondoc.documents.models import Entry
from dondoc.documents.queries import highest_entry
from dondoc.journal.actions import write
from dondoc.obligations.actions.confirming import confirm
from dondoc.obligations.models import Obligation
from dondoc.obligations.rules import Due
from dondoc.programmes.actions.adopting import check_item_stands
from dondoc.programmes.models import Carrying, Item
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason, or_refuse


@act("programmes.make_obligation", gettext_lazy("Ghi thành nhiệm vụ"))
def make_obligation(
    *, item: Item, by: Actor, at: datetime, text: str = "", actors: str = "", due: Due | None = None
) -> Carrying:
    """Ghi thành nhiệm vụ — the item's passage becomes an obligation of the same paper, given and followed like any other."""
    require(by, "programmes.make_obligation", item.programme.unit)
    check_item_stands(item)
    duty = confirm(
        entry=_entry(item), text=text or item.text, by=by, at=at, due=due, actors=actors, reading=item.reading,
        start=item.start, end=item.end, provision=item.provision,
    )  # fmt: skip
    row = Carrying.objects.create(item=item, obligation=duty, at=at)
    write("programmes.make_obligation", item, by=by, at=at, unit=item.programme.unit, obligation=duty.pk)
    return row


@act("programmes.link_obligation", gettext_lazy("Gắn nhiệm vụ đã có"))
def link_obligation(*, item: Item, obligation: Obligation, by: Actor, at: datetime) -> Carrying:
    """Gắn nhiệm vụ — one that was confirmed already, of this paper or another, carries the item."""
    require(by, "programmes.link_obligation", item.programme.unit)
    check_item_stands(item)
    if not sees(by, obligation):
        raise Refused(_("Không thấy nhiệm vụ này."))
    with or_refuse(_("Nhiệm vụ này đã gắn với mục.")):
        row = Carrying.objects.create(item=item, obligation=obligation, at=at)
    write("programmes.link_obligation", item, by=by, at=at, unit=item.programme.unit, obligation=obligation.pk)
    return row


@act("programmes.unlink_obligation", gettext_lazy("Gỡ nhiệm vụ khỏi mục"))
def unlink_obligation(*, carrying: Carrying, reason: str, by: Actor, at: datetime) -> None:
    """Gỡ nhiệm vụ — linked wrongly; the obligation itself goes on."""
    item = carrying.item
    require(by, "programmes.unlink_obligation", item.programme.unit)
    check_reason(reason)
    rows = Carrying.objects.filter(pk=carrying.pk, ended_at__isnull=True)
    if not rows.update(ended_at=at, ended_because=reason.strip()[:300]):
        raise Refused(_("Nhiệm vụ này đã được gỡ khỏi mục."))
    write(
        "programmes.unlink_obligation", item, by=by, at=at, unit=item.programme.unit, obligation=carrying.obligation_id
    )


def _entry(item: Item) -> Entry:
    """The highest standing line of the programme's paper, at its unit or above."""
    found = highest_entry(item.programme.paper_id, item.programme.unit)
    if found is None:
        raise Refused(_("Văn bản của chương trình không còn trong sổ."))
    return found
