"""So hai ngày — what was established, renamed, changed, moved, ended between two days, from dated rows alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.shared.acts import Label, Refused
from dondoc.units.dated import Change, Succession, UnitTrait
from dondoc.units.models import STEP, Kind, Placement, Unit
from dondoc.units.queries import name_among, names_of, names_on

MOST = 5000  # units that changed; a list longer than that is asked of a shorter span


class Sort(models.TextChoices):
    """Loại khác nhau — in the order in which a page shows them."""

    NEW = "new", gettext_lazy("Mới có")
    GONE = "gone", gettext_lazy("Thôi hoạt động")
    MOVED = "moved", gettext_lazy("Chuyển cấp trên")
    RENAMED = "renamed", gettext_lazy("Đổi tên")
    CHANGED = "changed", gettext_lazy("Đổi loại, mã, nơi đóng")


@dataclass(frozen=True, slots=True)
class Difference:
    """Một khác nhau — of a unit, what it was and what it became; by which changes.

    Its name and code are of the second day; where it stood no more, of the first.
    """

    sort: str
    unit: Unit
    name: str
    code: str
    before: str
    after: str
    changes: tuple[Change, ...] = ()

    @property
    def label(self) -> Label:
        return Sort(self.sort).label


@dataclass(frozen=True, slots=True)
class _Stand:
    """Đơn vị vào một ngày."""

    stands: bool
    name: str
    parent: int | None
    trait: UnitTrait | None


def differences(seen: models.QuerySet[Unit], first: date, second: date) -> list[Difference]:
    """Khác nhau giữa hai ngày — of the units seen; in the order of the page. Some dozen queries, whatever the tree's size.

    Raises Refused where more changed than one list holds: none of it is left out in silence.
    """
    touched = seen.filter(pk__in=_touched(first, second)).order_by("path", "id")
    units = {unit.pk: unit for unit in touched[: MOST + 1]}
    if len(units) > MOST:
        said = _("Có hơn %(n)s đơn vị thay đổi giữa hai ngày này. Chọn hai ngày gần nhau hơn.")
        raise Refused(said % {"n": MOST})
    was, now = _on(units, first), _on(units, second)
    changes: dict[int, list[Change]] = {}
    for row in Change.objects.between(first, second).filter(unit__in=units):
        changes.setdefault(row.unit_id, []).append(row)
    above = (
        _named({stand.parent for stand in was.values()}, first),
        _named({stand.parent for stand in now.values()}, second),
    )
    heirs = _heirs(units, first, second)
    found = [
        Difference(sort, unit, *_called(unit, was[pk], now[pk]), before, after, tuple(changes.get(pk, ())))
        for pk, unit in units.items()
        for sort, before, after in _of(was[pk], now[pk], above, "; ".join(heirs.get(pk, [])))
    ]
    return sorted(found, key=lambda one: list(Sort.values).index(one.sort))


def _called(unit: Unit, was: _Stand, now: _Stand) -> tuple[str, str]:
    """Tên, mã khi ấy."""
    then = was if was.stands and not now.stands else now
    return then.name or unit.name, then.trait.code if then.trait else unit.code


def _touched(first: date, second: date) -> set[int]:
    """Units with a dated row that begins or ends between the days."""
    between = models.Q(from_on__gt=first, from_on__lte=second) | models.Q(until_on__gte=first, until_on__lt=second)
    found: set[int] = set()
    for table in (Placement, UnitTrait):
        found |= set(table._default_manager.filter(between).values_list("unit", flat=True))
    renamed = models.Q(names__from_on__gt=first, names__from_on__lte=second)
    return found | set(Unit.objects.filter(renamed).values_list("pk", flat=True))


def _on(units: dict[int, Unit], day: date) -> dict[int, _Stand]:
    lasting = models.Q(until_on__isnull=True) | models.Q(until_on__gte=day)
    paths = dict(Placement.objects.filter(lasting, unit__in=units, from_on__lte=day).values_list("unit", "path"))
    above = {path[:-STEP] for path in paths.values() if len(path) > STEP}
    parents = dict(Placement.objects.filter(lasting, path__in=above, from_on__lte=day).values_list("path", "unit"))
    traits = {row.unit_id: row for row in UnitTrait.objects.filter(lasting, unit__in=units, from_on__lte=day)}
    names = names_of(units)
    return {
        pk: _Stand(pk in paths, name_among(names[pk], day).name if pk in names else "",
                   parents.get(paths.get(pk, "")[:-STEP]), traits.get(pk))
        for pk in units
    }  # fmt: skip


def _named(ids: set[int | None], day: date) -> dict[int | None, str]:
    return {pk: row.name for pk, row in names_on([pk for pk in ids if pk], day).items()}


def _of(
    was: _Stand, now: _Stand, above: tuple[dict[int | None, str], dict[int | None, str]], heirs: str
) -> Iterator[tuple[str, str, str]]:  # fmt: skip
    under = above[0].get(was.parent, ""), above[1].get(now.parent, "")
    if was.stands != now.stands:
        yield (Sort.NEW, "", under[1]) if now.stands else (Sort.GONE, under[0], heirs)
    elif now.stands:
        if was.parent != now.parent:
            yield Sort.MOVED, *under
        if was.name != now.name:
            yield Sort.RENAMED, was.name, now.name
        if was.trait and now.trait and was.trait.told() != now.trait.told():
            yield Sort.CHANGED, _said(was.trait), _said(now.trait)


def _said(trait: UnitTrait) -> str:
    words = [str(Kind(trait.kind).label), trait.code, trait.region if trait.is_abroad else str(_("trong nước"))]
    return ", ".join(filter(None, words))


def _heirs(units: dict[int, Unit], first: date, second: date) -> dict[int, list[str]]:
    """Who came after, by the name of the second day."""
    rows = Succession.objects.filter(from_unit__in=units, on__gt=first, on__lte=second, ended_on__isnull=True)
    pairs = list(rows.order_by("id").values_list("from_unit", "to_unit"))
    names, found = _named({now for _was, now in pairs}, second), dict[int, list[str]]()
    for was, now in pairs:
        found.setdefault(was, []).append(names[now])
    return found
