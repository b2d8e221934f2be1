"""Xin ý kiến — a numbered version is frozen and sent to units until a day; the round is closed before it is written on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, share
from dondoc.journal.actions import write
from dondoc.planning import rules
from dondoc.planning.lifecycle import PLAN
from dondoc.planning.models import Asked, Plan, Version, VersionItem
from dondoc.planning.queries import standing_items
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Post, Tree, Unit
from dondoc.units.queries import check_stands

ASK = "planning.ask_comments"
_COPIED = ("text", "owner_id", "owner_words", "partners", "due_on", "due_precision", "product")


@act(ASK, gettext_lazy("Gửi xin ý kiến"))
def ask_comments(
    *, plan: Plan, units: Sequence[Unit], until_on: date, by: Actor, at: datetime, asks: str = "", posts: Sequence[Post] = ()
) -> Version:  # fmt: skip
    """Gửi xin ý kiến — the draft as it stands becomes a version; those asked see it and the paper it implements."""
    require(by, ASK, plan.unit)
    others = {unit.pk: unit for unit in units if unit.pk != plan.unit_id}
    rules.check_round(len(others) + len(posts), until_on, hanoi_day(at))
    if any(unit.tree == Tree.OUTSIDE for unit in others.values()):
        raise Refused(_("Cơ quan bên ngoài được xin ý kiến bằng văn bản, không trong phần mềm."))
    check_stands(plan.unit, *others.values())
    PLAN.take(plan, "ask_comments", by=by, at=at, on=hanoi_day(at))
    version = freeze(plan, at, hanoi_day(at), until_on=until_on, asks=asks.strip())
    Asked.objects.bulk_create([Asked(version=version, unit=unit, at=at) for unit in others.values()])
    Asked.objects.bulk_create([Asked(version=version, unit=post.unit, post=post, at=at) for post in _once(posts)])
    for unit in {**others, **{post.unit_id: post.unit for post in posts}}.values():
        share(plan, unit, because=ASK, at=at)
        share(plan.source, unit, because=ASK, at=at)
    write(ASK, plan, by=by, at=at, unit=plan.unit, version=version.number, units=sorted(others),
          posts=sorted(post.pk for post in _once(posts)))  # fmt: skip
    return version


def _once(posts: Sequence[Post]) -> list[Post]:
    """Each post, once; it must stand."""
    if any(post.ended_on is not None for post in posts):
        raise Refused(_("Chức danh này đã kết thúc."))
    return list({post.pk: post for post in posts}.values())


@act("planning.close_round", gettext_lazy("Kết thúc lấy ý kiến"))
def close_round(*, plan: Plan, by: Actor, at: datetime) -> None:
    """Kết thúc lấy ý kiến — who did not answer is said so; the draft is written on."""
    require(by, "planning.close_round", plan.unit)
    PLAN.take(plan, "close_round", by=by, at=at, on=hanoi_day(at))
    Version.objects.filter(plan=plan, until_on__isnull=False, closed_on__isnull=True).update(closed_on=hanoi_day(at))
    write("planning.close_round", plan, by=by, at=at, unit=plan.unit)


def freeze(plan: Plan, at: datetime, on: date, until_on: date | None = None, asks: str = "") -> Version:
    """The next version: the plan's words as they stand now."""
    items = standing_items(plan)
    rules.check_some(len(items))
    last = plan.versions.aggregate(last=models.Max("number"))["last"] or 0
    now = Plan.objects.get(pk=plan.pk)
    version = Version.objects.create(
        plan=plan,
        number=last + 1,
        title=now.title,
        opening=now.opening,
        closing=now.closing,
        asks=asks,
        until_on=until_on,
        on=on,
        at=at,
    )
    VersionItem.objects.bulk_create([
        VersionItem(version=version, item=item, number=place, key=rules.key_of(item.text), **{name: getattr(item, name) for name in _COPIED})
        for place, item in enumerate(items, 1)
    ])  # fmt: skip
    return version
