"""Đặt vào cây — the paths and their dated rows, one change of the tree at a time. Called by acts; asks no right."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import connection, models
from django.db.models.functions import Concat, Greatest, Length, Substr
from django.utils.translation import gettext as _

from dondoc.access.models import Grant
from dondoc.shared.acts import Refused
from dondoc.shared.ids import public_id
from dondoc.units import rules
from dondoc.units.dated import TRAITS, Change, UnitTrait
from dondoc.units.models import STEP, Holding, Placement, Post, Tree, Unit
from dondoc.units.rules import UNTOLD, Decision

DAY = timedelta(days=1)


def lock_tree(*units: Unit) -> None:
    """Khóa cây — one change of the tree at a time: the roots are the lock; these units are read again under it."""
    roots = Unit.objects.select_for_update(no_key=True).filter(parent=None).exclude(tree=Tree.OUTSIDE)
    list(roots.order_by("pk").values_list("pk"))
    for unit in units:
        unit.refresh_from_db(fields=["path", "parent", "began_on", "ended_on"])


def check_standing(unit: Unit) -> None:
    """Còn hoạt động — under the lock of the tree."""
    if unit.ended_on is not None:
        said = _("%(unit)s đã kết thúc hoạt động từ %(day)s.")
        raise Refused(said % {"unit": unit.name, "day": f"{unit.ended_on:%d/%m/%Y}"})


def next_path(parent: Unit | None) -> str:
    """The next step under a parent that no unit has or ever had: a path read before a move finds nothing after it."""
    above = parent.path if parent else ""
    inside = {"path__gt": above, "path__lt": parent.end} if parent else {}
    lasts = (
        rows.filter(**inside).order_by("-path").values_list("path", flat=True).first()
        for rows in (Unit.objects.all(), Placement.objects.all())
    )
    taken = [rules.number_of(path[: len(above) + STEP]) for path in lasts if path]
    path = above + rules.step(max(taken, default=0) + 1)
    rules.check_depth(len(path))
    return path


def first_placement(unit: Unit, on: date) -> None:
    """From day `on`, wherever its parent then was: a unit entered years later has its past places too."""
    above = unit.parent.placements.exclude(until_on__lt=on) if unit.parent else Placement.objects.none()
    rows = [
        Placement(unit=unit, path=row.path + unit.path[-STEP:], from_on=max(on, row.from_on), until_on=row.until_on)
        for row in above.order_by("from_on", "id")
    ]
    Placement.objects.bulk_create(rows or [Placement(unit=unit, path=unit.path, from_on=on)])


def place_under(unit: Unit, parent: Unit, on: date) -> None:
    """Chuyển chỗ — the unit and all below it from day `on`; where they were until the day before is kept.

    Set-based, whatever the size. Units that had ended go along, ended as they were.
    """
    check_standing(parent)
    if parent.is_inside(unit):
        raise Refused(_("Đơn vị không thể trực thuộc chính mình hoặc đơn vị dưới mình."))
    if parent.tree != unit.tree:
        raise Refused(_("Hai đơn vị ở hai cây khác nhau: tổ chức đảng và chính quyền không đứng dưới nhau."))
    rules.check_day(on, _since(unit), _("đơn vị ở chỗ hiện nay"))
    rules.check_day(on, _since(parent), _("cấp trên mới ở chỗ hiện nay"))
    old, below = unit.path, Unit.objects.below(unit)
    new = next_path(parent)
    longest = below.aggregate(longest=models.Max(Length("path")))["longest"]
    rules.check_depth(longest - len(old) + len(new))
    there = Concat(models.Value(new), Substr("path", len(old) + 1))
    _place_again(old, unit.end, there, on)
    below.update(path=there)
    Unit.objects.filter(pk=unit.pk).update(parent=parent)
    unit.parent = parent
    unit.refresh_from_db(fields=["path"])


def _since(unit: Unit) -> date:
    since = unit.placements.filter(path=unit.path).aggregate(since=models.Max("from_on"))["since"]
    return since or unit.began_on


def _place_again(old: str, end: str, there: Concat, on: date) -> None:
    """Of the rows in the range: those that lasted into `on` are cut there, those that began later are rewritten."""
    rows = Placement.objects.filter(path__gte=old, path__lt=end)
    begun = rows.filter(from_on__lt=on)
    lasting = begun.filter(models.Q(until_on__isnull=True) | models.Q(until_on__gte=on))
    ended = begun.filter(until_on__lt=on, unit__path=models.F("path")).exclude(models.Exists(_later()))
    for found in (lasting, ended):
        _insert(found.annotate(there=there, since=models.Value(on, output_field=models.DateField())))
    lasting.update(until_on=on - DAY)
    rows.filter(from_on__gte=on).update(path=there)


def _later() -> models.QuerySet[Placement]:
    """Rows of the same unit that follow the one at hand."""
    since = models.OuterRef("from_on")
    follows = models.Q(from_on__gt=since) | models.Q(from_on=since, pk__gt=models.OuterRef("pk"))
    return Placement.objects.filter(follows, unit=models.OuterRef("unit"))


def _insert(rows: models.QuerySet[Placement]) -> None:
    """One statement, whatever their number."""
    chosen = rows.order_by().values_list("unit_id", "there", "since", "until_on")  # type: ignore[misc]
    with connection.cursor() as cursor:
        sql, params = chosen.query.sql_with_params()
        cursor.execute(f'INSERT INTO "{Placement._meta.db_table}" (unit_id, path, from_on, until_on) {sql}', params)


def stop(unit: Unit, on: date) -> None:
    """Kết thúc — from day `on` it stands no more; its place in the tree keeps its past.

    Entered late, it may not leave in the air what stood below it on that day and went away since.
    """
    rules.check_day(on, _since(unit), _("đơn vị ở chỗ hiện nay"))
    stood = Placement.objects.filter(path__gt=unit.path, path__lt=unit.end, until_on__gte=on)
    last = stood.filter(until_on__gte=models.F("from_on")).aggregate(last=models.Max("until_on"))["last"]
    if last is not None:
        rules.check_day(on, last + DAY, _("trước đó còn đơn vị đứng dưới đơn vị này, và không còn"))
    Unit.objects.filter(pk=unit.pk).update(ended_on=on)
    unit.ended_on = on
    unit.placements.filter(until_on__isnull=True).update(until_on=on - DAY)


def stand_again(unit: Unit, on: date) -> None:
    """Lập lại — from day `on`, where it now is in the tree."""
    if unit.parent is not None:
        rules.check_day(on, _since(unit.parent), _("cấp trên ở chỗ hiện nay"))
    Unit.objects.filter(pk=unit.pk).update(ended_on=None)
    unit.ended_on = None
    Placement.objects.create(unit=unit, path=unit.path, from_on=on)


def close_posts(unit: Unit, on: date) -> None:
    """Thôi chức danh — posts, who holds them and their rights end before day `on`; the past stays."""
    lasting = models.Q(until_on__isnull=True) | models.Q(until_on__gte=on)
    held = Holding.objects.filter(lasting, post__unit=unit)
    Grant.objects.filter(lasting, because__in=held.values("pk")).update(until_on=on - DAY)
    Grant.objects.filter(lasting, unit=unit).update(until_on=on - DAY)
    last = models.Value(on - DAY, output_field=models.DateField())
    held.update(until_on=Greatest("from_on", last))
    Post.objects.filter(unit=unit, ended_on__isnull=True).update(ended_on=on - DAY)


def told(unit: Unit, what: str, *, on: date, at: datetime, decision: Decision = UNTOLD, deed: str = "") -> Change:
    """Ghi biến động — the act on this unit, its day, when entered, by which decision."""
    return Change.objects.create(
        unit=unit, what=what, deed=deed or public_id(), on=on, at=at, number=decision.number.strip()[:80],
        decided_on=decision.on, issuer=decision.issuer.strip()[:200], paper_id=decision.paper_id,
    )  # fmt: skip


def trait_of(unit: Unit, on: date) -> UnitTrait:
    """Its kind, code and place as dated from `on`."""
    return UnitTrait(unit=unit, from_on=on, **{name: getattr(unit, name) for name in TRAITS})
