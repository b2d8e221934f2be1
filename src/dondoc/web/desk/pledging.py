"""Khay cam kết — one's own to hand in; for who keeps a cell's list, what was handed in and not yet noted."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.pledging.models import Pledge, PledgeQuerySet
from dondoc.pledging.queries import due_on, waiting_for_cell, waiting_of
from dondoc.pledging.words import Stage
from dondoc.shared.actor import Actor
from dondoc.units.queries import acting_unit
from dondoc.web.desk.waiting import Item


def mine(actor: Actor) -> PledgeQuerySet:
    """My own, the newest year first."""
    return waiting_of(actor).for_list().order_by("-season__year", "id")


def to_note(actor: Actor) -> PledgeQuerySet:
    """Of the cell I act for."""
    return waiting_for_cell(actor, acting_unit(actor)).for_list().order_by("season__year", "id")


def item(row: Pledge) -> Item:
    title = _("Bản cam kết năm %(year)s") % {"year": row.season.year}
    return Item(reverse("pledge", args=[row.public_id]), title, row.season.unit.listed, due_on(Stage.HANDED_IN, row.season.year),
                None, _("Nộp bản cam kết"))  # fmt: skip


def noting(row: Pledge) -> Item:
    title = _("Bản cam kết năm %(year)s") % {"year": row.season.year}
    return Item(reverse("pledge", args=[row.public_id]), title, str(row.person), None, None, _("Ghi nhận"))
