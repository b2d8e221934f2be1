"""Tra đơn vị — names and subtrees as of a day, who acts under which post, matching names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from dondoc.access.models import Grant, Person
from dondoc.reading.text import fold
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.shared.models import Isolation
from dondoc.units.dated import Succession, UnitTrait
from dondoc.units.delegations import Delegation
from dondoc.units.models import STEP, HandOver, Holding, Placement, Post, Tree, Unit, UnitName
from dondoc.units.rules import ONWARD


@dataclass(frozen=True, slots=True)
class Chair:
    """Chức danh đang giữ — what the head of the page offers to act under."""

    holding_id: int
    public_id: str
    title: str
    unit: Unit
    holder: str
    delegation_id: int | None = None
    until: date | None = None
    is_isolated: bool = False  # whether the installation is: asked with the posts, so that a page asks no more for it
    has_delegations: bool = False  # the holder received some: so that who has none is not asked for them


def chairs(person_id: int | None, day: date) -> list[Chair]:
    """The posts a person holds on a day, highest first."""
    rows = Holding.objects.on(day).filter(person_id=person_id or 0, post__ended_on__isnull=True)
    rows = rows.select_related("person", "post__unit", "post__kind").order_by("post__kind__rank", "id")
    rows = rows.annotate(
        alone=models.Exists(Isolation.objects.filter(until_on__isnull=True)),
        given=models.Exists(Delegation.objects.on(day).filter(person_id=person_id or 0)),
    )
    return [
        Chair(h.pk, h.public_id, h.called, h.post.unit, str(h.person), is_isolated=h.alone, has_delegations=h.given)  # type: ignore[attr-defined]
        for h in rows
    ]


def delegated_chairs(held: Sequence[Chair], person_id: int | None, day: date) -> list[Chair]:
    """Theo ủy quyền — what a person who holds a post was given of others' posts, in force that day."""
    if not held or not held[0].has_delegations:
        return []
    rows = Delegation.objects.on(day).filter(person_id=person_id or 0)
    return [
        Chair(held[0].holding_id, row.public_id, by_delegation(row), row.giver.post.unit, held[0].holder, row.pk,
              row.until_on, held[0].is_isolated)
        for row in rows.for_list().order_by("giver__post__kind__rank", "id")
    ]  # fmt: skip


def by_delegation(row: Delegation) -> str:
    """Theo ủy quyền của … — as pages and the journal say it."""
    return _("theo ủy quyền của %(post)s") % {"post": row.giver.called}


def delegable(giver: Holding, day: date) -> list[Grant]:
    """Quyền có thể ủy quyền — what the holding itself has, without what would give rights onward."""
    rows = Grant.objects.on(day).filter(because=giver, delegation=None).exclude(act__in=ONWARD)
    return list(rows.select_related("unit").order_by("act", "id"))


def giver_of(actor: Actor) -> Holding | None:
    """The holding by whose delegation one acts."""
    if actor.delegation_id is None:
        return None
    return Delegation.objects.for_list().get(pk=actor.delegation_id).giver


def answers_for(actor: Actor) -> set[int | None]:
    """Ai đang làm — the person; by delegation also the one in whose stead: what one did, the other does not confirm."""
    if actor.delegation_id is None:
        return {actor.person_id}
    giver = Delegation.objects.filter(pk=actor.delegation_id).values_list("giver__person_id", flat=True)
    return {actor.person_id, *giver}


def acting_unit(actor: Actor) -> Unit | None:
    """The unit one acts for: that of the chosen post, of the delegated one, or of the highest one held."""
    if "unit" not in actor.memo and actor.delegation_id is not None:
        given = Delegation.objects.select_related("giver__post__unit").get(pk=actor.delegation_id)
        actor.memo["unit"] = given.giver.post.unit
    if "unit" not in actor.memo:
        rows = Holding.objects.on(actor.today).filter(person_id=actor.person_id or 0)
        if actor.holding_id is not None:
            rows = rows.filter(pk=actor.holding_id)
        held = rows.select_related("post__unit").order_by("post__kind__rank", "id").first()
        actor.memo["unit"] = held.post.unit if held else None
    unit: Unit | None = actor.memo["unit"]
    return unit


def is_for_other(actor: Actor, unit_id: int) -> bool:
    """Nhập hộ — the post one acts under is of another unit than the one it is done for."""
    own = acting_unit(actor)
    return own is not None and own.pk != unit_id


def named_on(day: date, *things: Any) -> None:
    """Tên vào ngày D — every unit joined to these rows (or among them) bears the name it had then. One query."""
    found = list(_joined_units(things))
    names = names_on({unit.pk for unit in found}, day)
    for unit in found:
        if unit.pk in names:
            unit.as_it_stood(day, name=names[unit.pk].name, short=names[unit.pk].short)


def stood_on(day: date, units: Sequence[Unit]) -> None:
    """Như vào ngày D — each unit bears the name, kind, code and place it had then. Two queries."""
    named_on(day, list(units))
    by_pk = {unit.pk: unit for unit in units}
    for row in UnitTrait.objects.filter(unit__in=by_pk, from_on__lte=day).order_by("from_on", "id"):
        by_pk[row.unit_id].as_it_stood(day, **row.told())


def names_on(ids: Iterable[int], day: date) -> dict[int, UnitName]:
    """The names units had on a day, by id; before its first known name a unit bears that one, never a later."""
    return {pk: name_among(names, day) for pk, names in names_of(ids).items()}


def names_of(ids: Iterable[int]) -> dict[int, list[UnitName]]:
    """All the names units have had, by id, the first first. One query."""
    found: dict[int, list[UnitName]] = {}
    for row in UnitName.objects.filter(unit__in=set(ids)).order_by("from_on", "id"):
        found.setdefault(row.unit_id, []).append(row)
    return found


def name_among(names: list[UnitName], day: date) -> UnitName:
    """The one borne on a day."""
    return next((row for row in reversed(names) if row.from_on <= day), names[0])


def _joined_units(things: Iterable[Any]) -> Iterator[Unit]:
    """Units among values, lists of values, and whatever select_related or prefetch_related brought along."""
    waiting, met = list(things), set[int]()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, list | tuple | models.QuerySet):
            waiting += thing
        if not isinstance(thing, models.Model) or id(thing) in met:
            continue
        met.add(id(thing))  # two rows joined one to one know each other
        waiting += thing._state.fields_cache.values()
        waiting += getattr(thing, "_prefetched_objects_cache", {}).values()
        if isinstance(thing, Unit):
            yield thing


def bearing(word: str) -> models.QuerySet[Unit, Any]:
    """Các đơn vị có chữ này trong tên — their ids, a condition for another query; `word` folded."""
    return Unit.objects.filter(search__contains=word).values("pk")


def within_on(unit: Unit, day: date) -> models.QuerySet[Placement, Any]:
    """Trong phạm vi vào ngày D — ids of the units whose last placement by then was under this one; ended ones stay."""
    return placed_below(path_on(unit, day), day)


def placed_below(path: str, day: date) -> models.QuerySet[Placement, Any]:
    """Ids of the units whose last placement by a day was at this place, or under it."""
    later = Placement.objects.filter(
        unit=models.OuterRef("unit"), from_on__lte=day, from_on__gt=models.OuterRef("from_on")
    )
    rows = Placement.objects.filter(from_on__lte=day, path__gte=path, path__lt=path[:-1] + "0")
    return rows.exclude(models.Exists(later)).values("unit_id")


def above_on(unit: Unit, day: date) -> list[Unit]:
    """The units above it on a day, from the root down, named as then."""
    path = path_on(unit, day)
    steps = [path[:n] for n in range(STEP, len(path), STEP)]
    rows = Placement.objects.filter(path__in=steps, from_on__lte=day).select_related("unit").order_by("from_on", "id")
    by_path = {row.path: row.unit for row in rows}
    found = [by_path[step] for step in steps if step in by_path]
    named_on(day, found)
    return found


def paths_within(unit: Unit, day: date) -> dict[int, str]:
    """Where in the tree each unit stood that on a day stood under this one, by id; ended ones stay. Two queries."""
    rows = Placement.objects.filter(unit__in=within_on(unit, day), from_on__lte=day)
    return dict(rows.order_by("from_on", "id").values_list("unit_id", "path"))


def path_on(unit: Unit, day: date) -> str:
    """Where in the tree it stood on a day."""
    rows = Placement.objects.filter(unit=unit, from_on__lte=day).order_by("-from_on", "-id")
    return rows.values_list("path", flat=True).first() or unit.path


def below_on(unit: Unit, day: date) -> models.QuerySet[Unit]:
    """The standing subtree a unit had on a day, by the same range over placements."""
    path = path_on(unit, day)
    open_ended = models.Q(until_on__isnull=True) | models.Q(until_on__gte=day)
    rows = Placement.objects.filter(open_ended, from_on__lte=day, path__gte=path, path__lt=path[:-1] + "0")
    return Unit.objects.filter(pk__in=rows.values("unit_id"))


def ended_since(unit: Unit, day: date) -> date | None:
    """Kết thúc từ ngày — as of a day: the first day it stood no more; None while it stands."""
    last = unit.placements.filter(from_on__lte=day).order_by("-from_on", "-id").first()
    ended = last.until_on if last else None
    return ended + timedelta(days=1) if ended and ended < day else None


def hours_on(unit: str, on: str) -> Coalesce:
    """Lệch giờ khi ấy — hours from Hà Nội of the unit a path leads to, on the day of another column: its clock may be another since."""
    then = UnitTrait.objects.filter(unit=models.OuterRef(unit), from_on__lte=models.OuterRef(on))
    hours = then.order_by("-from_on", "-id").values("hours_from_hanoi")[:1]
    return Coalesce(models.Subquery(hours), models.F(f"{unit}__hours_from_hanoi"))


def find_issuer(name: str, catalogue_id: str | None = None) -> Unit | None:
    """Cơ quan ban hành — the unit an issuer's printed name or catalogue id stands for."""
    if catalogue_id:
        found = Unit.objects.filter(issuer_id_in_catalogue=catalogue_id).order_by("id").first()
        if found is not None:
            return found
    key = fold(name)
    near = UnitName.objects.filter(search__startswith=key).select_related("unit").order_by("unit_id")
    return next((row.unit for row in near[:50] if fold(row.name) == key), None)


def standing_abroad(is_abroad: bool, day: date | None) -> models.QuerySet[Any, Any]:
    """Các đơn vị ngoài nước, hay trong nước — ids; of a past day, by where they then were."""
    if day is None:
        return Unit.objects.filter(is_abroad=is_abroad).values("pk")
    lasting = models.Q(until_on__isnull=True) | models.Q(until_on__gte=day)
    return UnitTrait.objects.filter(lasting, is_abroad=is_abroad, from_on__lte=day).values("unit")


def choose(query: str, rows: models.QuerySet[Unit], limit: int = 20) -> list[Unit]:
    """Chọn đơn vị — units whose name, short name or code holds every word, with or without dấu."""
    for word in fold(query).split():
        rows = rows.filter(search__contains=word)
    return list(rows.select_related("parent").order_by("path", "id")[:limit])


def above(unit: Unit) -> Unit:
    """Cấp trên trực tiếp — who decides on what a unit asks; the root, which nobody stands above, decides its own."""
    return unit.parent or unit


def has_units() -> bool:
    """Cơ quan đã có đơn vị nào bên dưới chưa — of the whole house: whether, and nothing of any."""
    return Unit.objects.exclude(tree=Tree.OUTSIDE).filter(parent__isnull=False).exists()


def has_holders(day: date) -> bool:
    """Đã có ai giữ chức danh, ngoài người lập cơ quan — as `has_units`."""
    return Holding.objects.on(day).values("person").distinct()[1:2].exists()


def check_stands(*units: Unit) -> None:
    """Còn hoạt động — asked once the row that names them is written: whoever ends one waits for that row, or it for them.

    PostgreSQL looks at a key only when the transaction ends: too late, so the units are held here.
    """
    ids = sorted({unit.pk for unit in units})
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM units_unit WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE", [ids])
    ended = Unit.objects.filter(pk__in=ids, ended_on__isnull=False).order_by("id").first()
    if ended is not None:
        raise Refused(_("%(unit)s đã kết thúc hoạt động.") % {"unit": ended.name})


def how_many() -> int:
    """Units of the installation, standing and ended."""
    return Unit.objects.exclude(tree=Tree.OUTSIDE).count()


def roots() -> list[Unit]:
    """The roots of the installation's own trees."""
    return list(Unit.objects.filter(parent=None).exclude(tree=Tree.OUTSIDE).order_by("path"))


def keeper_of(unit: Unit) -> Unit:
    """Nơi hỏi quyền sửa một đơn vị — the unit itself; for a body outside, the committee that writes it down."""
    return roots()[0] if unit.tree == Tree.OUTSIDE else unit


def holders(unit: Unit, act: str, day: date) -> models.QuerySet[Holding]:
    """Người giữ chức danh được làm một hành vi tại đơn vị — who may be named as having done it."""
    rows = Holding.objects.on(day).filter(post__unit=unit, grants__act=act).distinct()
    return rows.select_related("person", "post__unit", "post__kind").order_by("id")


def seated(actor: Actor) -> models.QuerySet[Person]:
    """Người đang giữ chức danh — at units one sees, or anywhere where one keeps people."""
    held = Holding.objects.on(actor.today)
    seen = held.filter(pk__in=Holding.objects.visible_to(actor).order_by().values("pk"))
    return Person.objects.filter(pk__in=seen.order_by().values("person"))


def seats_of(people: Iterable[int], day: date) -> dict[int, list[Holding]]:
    """Chức danh đang giữ, theo người. One query."""
    found: dict[int, list[Holding]] = {}
    rows = Holding.objects.on(day).filter(person__in=list(people)).select_related("person", "post__unit", "post__kind")
    for row in rows.order_by("post__kind__rank", "id"):
        found.setdefault(row.person_id, []).append(row)
    return found


def as_holder(holding: Holding, by: Actor) -> Actor:
    """Như người giữ chức danh — to ask what waits in the post."""
    return Actor(None, holding.person_id, holding.pk, None, by.door, by.today)


def receivers(post: Post, by: Actor) -> list[Actor]:
    """Người đang giữ chức danh — as whom they would act today, to ask what they may and see."""
    held = Holding.objects.on(by.today).filter(post=post, post__ended_on__isnull=True).order_by("id")
    return [as_holder(h, by) for h in held]


def handed_at(thing: models.Model, asked: str, posts: Sequence[Post]) -> dict[int, datetime]:
    """Đã chuyển, đang chờ — the posts where this thing waits already, since when."""
    rows = HandOver.objects.filter(kind=thing._meta.label_lower, thing_id=thing.pk, asked=asked, post__in=posts)
    return dict(rows.waiting().values_list("post_id", "at"))


def predecessors(units: Iterable[int], day: date | None = None) -> dict[int, set[int]]:
    """Những đơn vị trước sắp xếp — by heir: all it came after by a day (None: as it stands now), and those that these came after.

    A unit that came after none is not in it. One query.
    """
    rows = Succession.objects.filter(ended_on__isnull=True)
    if day is not None:
        rows = Succession.objects.filter(on__lte=day).exclude(ended_on__lte=day)
    near: dict[int, set[int]] = {}
    for was, heir in rows.values_list("from_unit", "to_unit"):
        near.setdefault(heir, set()).add(was)
    return {unit: _all_before(unit, near) for unit in units if unit in near}


def _all_before(unit: int, near: dict[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = [unit]
    while waiting:
        for was in near.get(waiting.pop(), set()) - found:
            found.add(was)
            waiting.append(was)
    return found - {unit}
