"""Tra đơn vị — names and subtrees as of a day, who acts under which post, matching names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from dondoc.reading.text import fold
from dondoc.shared.actor import Actor
from dondoc.units.models import HandOver, Holding, Placement, Post, Tree, Unit, UnitName


@dataclass(frozen=True, slots=True)
class Chair:
    """Chức danh đang giữ — what the head of the page offers to act under."""

    holding_id: int
    public_id: str
    title: str
    unit: Unit


def chairs(person_id: int | None, day: date) -> list[Chair]:
    """The posts a person holds on a day, highest first."""
    rows = Holding.objects.on(day).filter(person_id=person_id or 0, post__ended_on__isnull=True)
    rows = rows.select_related("post__unit", "post__kind").order_by("post__kind__rank", "id")
    return [Chair(h.pk, h.public_id, str(h.post), h.post.unit) for h in rows]


def acting_unit(actor: Actor) -> Unit | None:
    """The unit one acts for: that of the chosen post, or of the highest one held."""
    if "unit" not in actor.memo:
        rows = Holding.objects.on(actor.today).filter(person_id=actor.person_id or 0)
        if actor.holding_id is not None:
            rows = rows.filter(pk=actor.holding_id)
        held = rows.select_related("post__unit").order_by("post__kind__rank", "id").first()
        actor.memo["unit"] = held.post.unit if held else None
    unit: Unit | None = actor.memo["unit"]
    return unit


def name_on(unit: Unit, day: date) -> str:
    """The name a unit had on a day; today's name where the day is before its first."""
    rows = UnitName.objects.filter(unit=unit, from_on__lte=day).order_by("-from_on", "-id")
    return rows.values_list("name", flat=True).first() or unit.name


def below_on(unit: Unit, day: date) -> models.QuerySet[Unit]:
    """The subtree a unit had on a day, by the same range over placements."""
    then = Placement.objects.filter(unit=unit, from_on__lte=day).order_by("-from_on").first()
    path = then.path if then else unit.path
    open_ended = models.Q(until_on__isnull=True) | models.Q(until_on__gte=day)
    rows = Placement.objects.filter(open_ended, from_on__lte=day, path__gte=path, path__lt=path[:-1] + "0")
    return Unit.objects.filter(pk__in=rows.values("unit_id"))


def find_issuer(name: str, catalogue_id: str | None = None) -> Unit | None:
    """Cơ quan ban hành — the unit an issuer's printed name or catalogue id stands for."""
    if catalogue_id:
        found = Unit.objects.filter(issuer_id_in_catalogue=catalogue_id).order_by("id").first()
        if found is not None:
            return found
    key = fold(name)
    near = UnitName.objects.filter(search__startswith=key).select_related("unit").order_by("unit_id")
    return next((row.unit for row in near[:50] if fold(row.name) == key), None)


def choose(query: str, rows: models.QuerySet[Unit], limit: int = 20) -> list[Unit]:
    """Chọn đơn vị — units whose name, short name or code holds every word, with or without dấu."""
    for word in fold(query).split():
        rows = rows.filter(search__contains=word)
    return list(rows.select_related("parent").order_by("path", "id")[:limit])


def roots() -> list[Unit]:
    """The roots of the installation's own trees."""
    return list(Unit.objects.filter(parent=None).exclude(tree=Tree.OUTSIDE).order_by("path"))


def holders(unit: Unit, act: str, day: date) -> models.QuerySet[Holding]:
    """Người giữ chức danh được làm một hành vi tại đơn vị — who may be named as having done it."""
    rows = Holding.objects.on(day).filter(post__unit=unit, grants__act=act).distinct()
    return rows.select_related("person", "post__unit", "post__kind").order_by("id")


def receivers(post: Post, by: Actor) -> list[Actor]:
    """Người đang giữ chức danh — as whom they would act today, to ask what they may and see."""
    held = Holding.objects.on(by.today).filter(post=post, post__ended_on__isnull=True).order_by("id")
    return [Actor(None, h.person_id, h.pk, None, by.door, by.today) for h in held]


def handed_at(thing: models.Model, asked: str, posts: Sequence[Post]) -> dict[int, datetime]:
    """Đã chuyển, đang chờ — the posts where this thing waits already, since when."""
    rows = HandOver.objects.filter(kind=thing._meta.label_lower, thing_id=thing.pk, asked=asked, post__in=posts)
    return dict(rows.waiting().values_list("post_id", "at"))
