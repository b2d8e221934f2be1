"""Mở gì, đóng gì — what a change of posts, of bundles, of the tree would let people do, and what no longer: asked before it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models

from dondoc.access.models import Grant, Person
from dondoc.access.rights import SEE
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label, plate_of
from dondoc.units.bundles import Bundle
from dondoc.units.entitled import Line, grants_seen, lines
from dondoc.units.models import Holding, Post, PostKind, Unit


@dataclass(frozen=True, slots=True)
class Right:
    """Một quyền sẽ mở hay đóng — `still` where the person keeps it all the same by another post."""

    act: str
    below: bool
    still: bool = False

    @property
    def label(self) -> Label:
        return plate_of(self.act).label


@dataclass(frozen=True, slots=True)
class Opening:
    """Mở và đóng — and what nobody may do there afterwards."""

    opens: list[Right]
    closes: list[Right]
    nobody: list[Right]


def reaching(unit: Unit, day: date) -> models.QuerySet[Grant]:
    """Grants in force on a day that reach a unit as it stands."""
    return Grant.objects.on(day).reaching(unit.path)


def if_filled(post: Post, person: Person, from_on: date) -> Opening:
    """Nếu phân công — the bundle of the post, and which of it this person may do there already."""
    has = _widest(reaching(post.unit, from_on).filter(person=person), post.unit)
    rights = post.kind.rights.order_by("act").values_list("act", "below")
    return Opening([Right(act, below, has.get(act, -1) >= below) for act, below in rights], [], [])


def if_vacated(holding: Holding, until_on: date) -> Opening:
    """Nếu thôi giữ — what ends that day, what stays by another post, and what then nobody may do at the unit."""
    unit, day = holding.post.unit, until_on + timedelta(days=1)
    rows = (
        holding.grants.filter(delegation=None)
        .filter(models.Q(until_on=None) | models.Q(until_on__gt=until_on))
        .order_by("act")
    )
    ending = list(rows.values_list("act", "below"))
    others = reaching(unit, day).exclude(because=holding).filter(act__in=[act for act, _below in ending])
    has = _widest(others.filter(person=holding.person_id), unit)
    anybody = set(others.values_list("act", flat=True))
    closes = [Right(act, below, has.get(act, -1) >= below) for act, below in ending]
    return Opening([], closes, [right for right in closes if right.act not in anybody])


def _widest(rows: models.QuerySet[Grant], unit: Unit) -> dict[str, int]:
    """By act: 1 where it reaches all below the unit, 0 where the unit alone."""
    found: dict[str, int] = {}
    for act, below in rows.values_list("act", "below"):
        found[act] = max(found.get(act, 0), int(below))
    return found


def if_bundled(old: Bundle, new: Bundle) -> Opening:
    """Nếu đổi bộ quyền — what is new or reaches further, what is gone or reaches less far."""
    opens = [Right(act, below) for act, below in sorted(new.items()) if old.get(act, -1) < below]
    closes = [Right(act, below) for act, below in sorted(old.items()) if new.get(act, -1) < below]
    return Opening(opens, closes, [])


@dataclass(frozen=True, slots=True)
class Pending:
    """Chưa theo bộ quyền — a present or coming holder, the grants that are missing, those that are too much."""

    holding: Holding
    missing: list[tuple[str, bool]]
    surplus: list[int]


def pending(kind: PostKind, bundle: Bundle, day: date) -> list[Pending]:
    """Người đang giữ mà quyền khác bộ quyền — from a day on. Two queries, however many hold the kind."""
    lasting = models.Q(until_on=None) | models.Q(until_on__gte=day)
    held = Holding.objects.filter(lasting, post__kind=kind, post__ended_on=None).select_related("person", "post__unit")
    grants: dict[int, dict[tuple[str, bool], int]] = {}
    for because, act, below, pk in Grant.objects.filter(
        lasting, because__in=held.values("pk"), delegation=None
    ).values_list("because", "act", "below", "pk"):
        grants.setdefault(because, {})[act, below] = pk
    wanted = set(bundle.items())
    found = []
    for holding in held.order_by("id"):
        has = grants.get(holding.pk, {})
        missing = sorted(wanted - has.keys())
        surplus = sorted(has[key] for key in has.keys() - wanted)
        if missing or surplus:
            found.append(Pending(holding, missing, surplus))
    return found


@dataclass(frozen=True, slots=True)
class Reaching:
    """Ai với tới một nhánh — one person by one post: how many acts, and whether they see the work."""

    line: Line
    count: int
    sees: bool


def if_moved(unit: Unit, parent: Unit, actor: Actor) -> tuple[list[Reaching], list[Reaching]]:
    """Nếu chuyển cấp trên — who then reaches the unit and all below it, and who no longer. Two queries of grants."""
    was = {place.pk for place in Unit.objects.above(unit)}
    now = {place.pk for place in Unit.objects.above(parent)} | {parent.pk}
    return _reaching(now - was, actor), _reaching(was - now, actor)


def _reaching(units: Iterable[int], actor: Actor) -> list[Reaching]:
    rows = grants_seen(actor, actor.today).filter(below=True, unit__in=list(units))
    held: dict[tuple[int, int | None], list[Grant]] = {}
    for row in rows.order_by("unit__path", "because__post__kind__rank", "id"):
        held.setdefault((row.person_id, row.because_id), []).append(row)
    firsts = lines([grants[0] for grants in held.values()], actor, actor.today)
    return [Reaching(line, len(grants), any(row.act == SEE for row in grants))
            for line, grants in zip(firsts, held.values(), strict=True)]  # fmt: skip
