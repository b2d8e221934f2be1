"""Ai được làm gì — `require` and `may` for one unit, `inside` and `seen` for rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from dondoc.access.models import Grant, Share
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, plate_of, right

SEE = "access.see"
right(SEE, "Xem")
M = TypeVar("M", bound=models.Model)


class NotAllowed(Refused):
    """Chưa được giao quyền — visible, but not this person's to do. Names the posts that may."""

    def __init__(self, act: str, unit: Any, who_may: Sequence[Any]) -> None:
        label = plate_of(act).label
        text = _("Chức danh của đồng chí chưa được giao quyền “%(act)s” tại %(unit)s.") % {
            "act": label, "unit": unit,
        }  # fmt: skip
        if who_may:
            text += " " + _("Người được giao: %(who)s.") % {"who": "; ".join(map(str, who_may))}
        super().__init__(text)
        self.act, self.unit, self.who_may = act, unit, who_may


@dataclass(frozen=True, slots=True)
class Reach:
    """Phạm vi — a unit's path, alone or with all below it."""

    path: str
    below: bool

    def holds(self, path: str) -> bool:
        return path.startswith(self.path) if self.below else path == self.path


def reaches(actor: Actor, act: str) -> list[Reach]:
    """Phạm vi được giao của một hành vi — today's grants of the actor's post; KeyError on no act."""
    plate_of(act)
    return _grants(actor).get(act, [])


def may(actor: Actor, act: str, unit: Any) -> bool:
    """Được làm không — may this actor do this act at this unit (today)."""
    return actor.is_setup or any(r.holds(unit.path) for r in reaches(actor, act))


def require(actor: Actor, act: str, unit: Any) -> None:
    """Kiểm tra quyền — raises NotAllowed, which names the posts that may."""
    if not may(actor, act, unit):
        raise NotAllowed(act, unit, who_may(act, unit, actor))


def who_may(act: str, unit: Any, actor: Actor, limit: int = 3) -> list[Any]:
    """Ai được giao — the posts (units.Post, not persons) whose holders may do this at this unit today."""
    held = Grant.objects.on(actor.today).filter(act=act, delegation=None).reaching(unit.path).exclude(because=None)
    rows = held.select_related("because__post__unit", "because__post__kind").order_by("-unit__path", "id")
    return list(dict.fromkeys(g.because.post for g in rows[:20] if g.because))[:limit]


def inside(field: str, where: Sequence[Reach]) -> models.Q:
    """Trong phạm vi — a range over the path, so that the index serves (never LIKE)."""
    found = models.Q(pk__in=())
    for reach in where:
        if reach.below:
            end = reach.path[:-1] + "0"  # "/" + 1: every path that begins with reach.path
            found |= models.Q(**{f"{field}__gte": reach.path, f"{field}__lt": end})
        else:
            found |= models.Q(**{field: reach.path})
    return found


def units_in(where: Sequence[Reach]) -> models.QuerySet[Any]:
    """Các đơn vị trong phạm vi — their ids, as a subquery: a row is asked, no index of units is taken for it."""
    return _units().filter(inside("path", where)).values("pk")


def _units() -> models.QuerySet[Any]:
    """The units, which stand above this room: known here by the grants over them."""
    return Grant._meta.get_field("unit").related_model._base_manager.all()  # type: ignore[union-attr,no-any-return]


def main_root() -> Any:
    """Đơn vị gốc — the first of the installation's own trees: where what is the whole house's is asked."""
    return _units().filter(parent=None).exclude(tree="outside").order_by("path").first()


def is_much(actor: Actor, where: Sequence[Reach]) -> bool:
    """Một phần hai mươi cả nhà trở lên — there walking along a list's order, asking each row, finds a page soonest."""
    if actor.is_setup:
        return True
    key = f"much:{where}"
    if key not in actor.memo:
        house = _units().exclude(tree="outside")
        found = house.aggregate(all=models.Count("pk"), mine=models.Count("pk", filter=inside("path", where)))
        actor.memo[key] = found["mine"] * 20 >= found["all"]
    return bool(actor.memo[key])


def sees_house(actor: Actor) -> bool:
    """Thấy cả nhà — every unit of the installation; those outside it are known to all."""
    hidden = _units().exclude(tree="outside").exclude(inside("path", reaches(actor, SEE)))
    return actor.is_setup or not hidden.exists()


def seen(rows: models.QuerySet[M], unit: str, actor: Actor) -> models.QuerySet[M]:
    """Được thấy — each row is asked: is its unit mine, or is it shared with a unit of mine."""
    if actor.is_setup:
        return rows
    mine = models.Q(**{f"{unit}__in": units_in(reaches(actor, SEE))})
    return rows.filter(mine | models.Q(shared(rows.model, actor)))


def sees(actor: Actor, thing: models.Model) -> bool:
    """Có được thấy không — one thing, through its own `visible_to`."""
    rows: Any = type(thing)._default_manager
    return bool(rows.visible_to(actor).filter(pk=thing.pk).exists())


def shared(model: type[models.Model], actor: Actor, thing: str = "pk") -> models.Exists:
    """Được chia sẻ — that the thing is shared with a unit of mine."""
    rows = Share.objects.filter(kind=model._meta.label_lower, thing_id=models.OuterRef(thing))
    return models.Exists(rows.filter(unit__in=units_in(reaches(actor, SEE))))


def gathered(rows: models.QuerySet[M], mine: models.Q, actor: Actor, by: Any) -> models.QuerySet[Any, Any]:
    """Được thấy, từ đầu kia — (id, by) of the rows that are mine, then of those shared with me: an index each way.

    For who sees little. `by` is an expression to sort by, so that no database takes an index for the order and walks.
    """
    halves = rows.filter(mine), rows.exclude(mine).filter(pk__in=told(rows.model, actor))
    first, second = (half.order_by().annotate(by=by).values_list("pk", "by") for half in halves)
    return first.union(second, all=True)


def told(model: type[models.Model], actor: Actor) -> models.QuerySet[Any, Any]:
    """Ids of what of this kind is shared with units of mine."""
    rows = Share.objects.filter(inside("unit__path", reaches(actor, SEE)), kind=model._meta.label_lower)
    return rows.order_by().values("thing_id")


def shared_by(model: type[models.Model], actor: Actor, ids: Any, moment: datetime) -> set[int]:
    """Of these ids, those shared with units of mine before a moment."""
    rows = Share.objects.filter(inside("unit__path", reaches(actor, SEE)), kind=model._meta.label_lower)
    return set(rows.filter(thing_id__in=ids, at__lt=moment).values_list("thing_id", flat=True))


def share(thing: models.Model, unit: Any, *, because: str, at: datetime) -> None:
    """Chia sẻ — show a thing to a unit; called by acts, the same again changes nothing."""
    Share.objects.get_or_create(
        kind=thing._meta.label_lower, thing_id=thing.pk, unit_id=unit.pk,
        defaults={"because": because, "at": at},
    )  # fmt: skip


def share_each(pairs: Iterable[tuple[models.Model, Any]], *, because: str, at: datetime) -> None:
    """Chia sẻ từng cặp — each thing with its unit, in one statement; the same again changes nothing."""
    told = dict.fromkeys((thing._meta.label_lower, thing.pk, unit.pk) for thing, unit in pairs)
    rows = [Share(kind=kind, thing_id=pk, unit_id=unit, because=because, at=at) for kind, pk, unit in told]
    Share.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)


def share_many(model: type[models.Model], ids: Iterable[int], unit: Any, *, because: str, at: datetime) -> None:
    """Chia sẻ nhiều — the same for many things of one kind, in one statement."""
    kind, unit_id = model._meta.label_lower, getattr(unit, "pk", unit)
    rows = [Share(kind=kind, thing_id=pk, unit_id=unit_id, because=because, at=at) for pk in sorted(set(ids))]
    Share.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)


def _grants(actor: Actor) -> dict[str, list[Reach]]:
    if "grants" not in actor.memo:
        actor.memo["grants"] = _load(actor)
    grants: dict[str, list[Reach]] = actor.memo["grants"]
    return grants


def _load(actor: Actor) -> dict[str, list[Reach]]:
    found: dict[str, list[Reach]] = {}
    for act, path, below in Grant.objects.of(actor).values_list("act", "unit__path", "below"):
        found.setdefault(act, []).append(Reach(path, below))
    return {act: _widest(where) for act, where in found.items()}


def _widest(where: list[Reach]) -> list[Reach]:
    """Without those inside another: fewer ranges, and no row twice."""
    ordered = sorted(set(where), key=lambda r: (len(r.path), not r.below))
    kept: list[Reach] = []
    for reach in ordered:
        if not any(k.holds(reach.path) and (k.below or k == reach) for k in kept):
            kept.append(reach)
    return kept
