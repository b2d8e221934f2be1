"""Khay cách làm hay — proposed below my unit, waiting for its word; sent back to my unit to be told better."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.practices.lifecycle import State
from dondoc.practices.models import Practice, PracticeQuerySet
from dondoc.practices.queries import to_amend as sent_back
from dondoc.practices.queries import to_decide as proposed
from dondoc.shared.actor import Actor
from dondoc.web.desk.waiting import Item, Press


def to_decide(actor: Actor) -> PracticeQuerySet:
    return proposed(actor).for_list().order_by("on", "id")


def to_amend(actor: Actor) -> PracticeQuerySet:
    return sent_back(actor).for_list().order_by("on", "id")


def item(row: Practice) -> Item:
    """What is proposed, by whom; or what is asked for."""
    about = f"{row.unit.listed} · {row.because}" if row.because else row.unit.listed
    waits = row.state == State.PROPOSED
    press = Press(
        _("Xác nhận") if waits else _("Sửa"),
        reverse("confirm_practice" if waits else "amend_practice", args=[row.public_id]),
        False,
    )
    return Item(reverse("practice", args=[row.public_id]), row.name, about, None, None, "", (press,))
