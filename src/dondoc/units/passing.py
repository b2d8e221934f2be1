"""Chuyển giao của phòng đơn vị — what waits in the posts of a unit; its place, posts and rights are the act's own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.shared.actor import Actor
from dondoc.shared.calendar import hanoi_day
from dondoc.units.inheriting import Handing, Ids, Thing, hand
from dondoc.units.lifecycle import HAND_OVER, HandOverState
from dondoc.units.models import HandOver, Post, Unit


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Chuyển việc đang chờ chức danh — what colleagues handed to posts of the unit, and what waits to be asked there."""
    return hand(THINGS, from_unit=from_unit, to_unit=to_unit, on=on, by=by, at=at, **how)


def _to_posts(ids: Ids, handing: Handing) -> None:
    """To the same post of the receiver, else to one that may do what is asked; where there is none, told to the sender."""
    for row in HandOver.objects.filter(pk__in=ids).select_related("post__kind"):
        post = _post_for(row, handing.to_unit)
        if post is None:
            HAND_OVER.take(
                row, "decline", by=handing.by, at=handing.at, on=hanoi_day(handing.at), answered_at=handing.at,
                answer=_("Đơn vị đã được sắp xếp lại; %(unit)s chưa có chức danh được làm việc này.")
                % {"unit": handing.to_unit.name},
            )  # fmt: skip
        else:
            HandOver.objects.filter(pk=row.pk).update(post=post)


def _post_for(row: HandOver, unit: Unit) -> Post | None:
    taken = HandOver.objects.filter(
        post=models.OuterRef("pk"), asked=row.asked, kind=row.kind, thing_id=row.thing_id, state=HandOverState.WAITING
    )
    posts = Post.objects.filter(~models.Exists(taken), unit=unit, ended_on__isnull=True)
    same = posts.filter(kind=row.post.kind).order_by("id").first()
    return same or posts.filter(kind__rights__act=row.asked).order_by("kind__rank", "id").first()


THINGS = (
    Thing(HandOver, "post", gettext_lazy("Việc đồng nghiệp chuyển, đang chờ trả lời"),
          lambda unit: HandOver.objects.waiting().filter(post__unit=unit), take=_to_posts),
    Thing(HandOver, "unit", gettext_lazy("Việc đã chuyển người có quyền, hỏi tại đơn vị"),
          lambda unit: HandOver.objects.waiting().filter(unit=unit)),
)  # fmt: skip

STAYS = {
    "units.Unit.parent": "units below go to the heir by the act itself: their place is the tree's, not a row's",
    "units.UnitName.unit": "what it was called",
    "units.UnitTrait.unit": "what it was",
    "units.Placement.unit": "where it stood",
    "units.Change.unit": "what was decided of it",
    "units.Succession.from_unit": "who came after whom",
    "units.Succession.to_unit": "who came after whom",
    "units.Passed.from_unit": "whose it was",
    "units.Passed.to_unit": "whose it became",
    "units.Post.unit": "posts end with their unit; who goes on holding one is named in the act",
}
