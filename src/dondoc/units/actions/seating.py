"""Vào, thôi chức danh — a holding with the rights of its post, and its end. Called by acts; asks no right."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dondoc.access.actions import end_grants, grant
from dondoc.access.models import Person
from dondoc.shared.acts import Refused
from dondoc.units.models import Holding, Post


def seat(
    post: Post, person: Person, *, from_on: date, until_on: date | None, is_acting: bool, is_concurrent: bool
) -> Holding:
    """Vào chức danh — the grants of the post's bundle, with the same days."""
    if until_on is not None and until_on < from_on:
        raise Refused(_("Ngày thôi phải sau ngày bắt đầu."))
    if post.ended_on is not None and (until_on is None or until_on > post.ended_on):
        raise Refused(_("Chức danh này đã thôi đặt."))
    holding = Holding.objects.create(
        post=post, person=person, from_on=from_on, until_on=until_on, is_acting=is_acting, is_concurrent=is_concurrent
    )
    for right in post.kind.rights.order_by("act"):
        grant(person=person, act=right.act, unit=post.unit, below=right.below, from_on=from_on, until_on=until_on,
              because=holding)  # fmt: skip
    return holding


def unseat(holding: Holding, last: date) -> int:
    """Thôi chức danh — the holding and its rights end that day, and what was delegated of them; nothing of the work does.

    Returns how many rights closed.
    """
    if last < holding.from_on:
        raise Refused(_("Ngày thôi phải sau ngày bắt đầu."))
    along, holding.until_on = holding.until_on, last
    holding.save(update_fields=["until_on"])
    return end_grants(because=[holding.pk], last=last, along=along)
