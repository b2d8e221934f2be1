"""Ai được làm gì — of a person, of a unit, of an act, on a day: the grants in force then, and why each was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from dondoc.access.keeping import keeps_house, kept
from dondoc.access.models import Grant, GrantQuerySet, Person
from dondoc.access.rights import inside
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label, plate_of
from dondoc.units.models import STEP, Holding, Unit, sight
from dondoc.units.queries import above_on, named_on

KEEPS = "access.register_person"
JOINED = ("person__account", "unit", "because__person", "because__post__kind", "because__post__unit")


@dataclass(frozen=True, slots=True)
class Line:
    """Một quyền — who may do what where, since when, until when and why; the name only of whom one sees."""

    grant: Grant
    is_named: bool

    @property
    def act(self) -> str:
        return self.grant.act

    @property
    def label(self) -> Label:
        return plate_of(self.grant.act).label

    @property
    def who(self) -> str:
        return str(self.grant.person) if self.is_named else _("người giữ chức danh này")

    @property
    def code(self) -> str:
        """The person's, where one may ask of them."""
        return self.grant.person.public_id if self.is_named else ""

    @property
    def reach(self) -> str:
        return _("và mọi cấp dưới") if self.grant.below else _("chỉ tại đơn vị")

    @property
    def why(self) -> str:
        return why(self.grant)

    @property
    def hindered(self) -> str:
        """What keeps them from doing it all the same, today: no account, or a closed one."""
        account = getattr(self.grant.person, "account", None)
        if not self.is_named or (account and account.is_active):
            return ""
        return _("tài khoản đã khóa") if account else _("chưa có tài khoản")


def why(grant: Grant) -> str:
    """Vì sao — the one place that says from what a right comes."""
    if grant.because is None:
        return _("được giao riêng")
    held = grant.because
    if grant.delegation_id:
        return _("theo ủy quyền của %(post)s") % {"post": held.called}
    return _("giữ chức danh %(post)s") % {"post": held.called}


def grants_seen(actor: Actor, day: date) -> GrantQuerySet:
    """Quyền được xem — in force that day: one's own, those at units one sees, those from above that reach them."""
    rows = Grant.objects.on(day).select_related(*JOINED)
    if actor.is_setup:
        return rows
    where = sight(actor)
    above = {reach.path[:n] for reach in where for n in range(STEP, len(reach.path), STEP)}
    own = models.Q(person=actor.person_id or 0)
    return rows.filter(own | inside("unit__path", where) | models.Q(below=True, unit__path__in=above))


def people_asked(actor: Actor) -> models.QuerySet[Person]:
    """Người hỏi được — all for who keeps them all; else whom one keeps, who holds a post at a unit one sees, and oneself."""
    if keeps_house(actor, KEEPS):
        return Person.objects.all()
    held = Holding.objects.visible_to(actor).values("person")
    seen = models.Q(pk=actor.person_id or 0) | models.Q(pk__in=held)
    return Person.objects.filter(seen | kept(actor, KEEPS))


def asked(
    actor: Actor, day: date, *, person: Person | None = None, unit: Unit | None = None, act: str = "",
    above: Sequence[Unit] | None = None,
) -> GrantQuerySet:  # fmt: skip
    """Quyền theo câu hỏi — of this person, reaching this unit as the tree stood that day, to do this act.

    The person and the unit are of those one may ask about.
    `above` are the units above it on that day, where the caller knows them.
    """
    if unit is None:
        rows = grants_seen(actor, day)
    else:  # who sees the unit is told all that reaches it, from whichever line it then stood under
        line = above_on(unit, day) if above is None else above
        reaching = models.Q(unit=unit) | models.Q(below=True, unit__in=line)
        rows = Grant.objects.on(day).select_related(*JOINED).filter(reaching)
    if person is not None:
        rows = rows.filter(person=person)
    return (rows.filter(act=act) if act else rows).order_by("unit__path", "act", "because__post__kind__rank", "id")


def lines(rows: Iterable[Grant], actor: Actor, day: date) -> list[Line]:
    """With the names one may read, and the names units bore on that day."""
    found = list(rows)
    if day < actor.today:
        named_on(day, found)
    where = sight(actor)
    return [Line(row, _is_named(row, actor, where)) for row in found]


def _is_named(grant: Grant, actor: Actor, where: Sequence[Any]) -> bool:
    """As `Holding.visible_to` says it of a post: where the post stands, not where its right reaches."""
    place = grant.because.post.unit if grant.because else grant.unit
    return actor.is_setup or grant.person_id == actor.person_id or any(r.holds(place.path) for r in where)


@dataclass(frozen=True, slots=True)
class Cover:
    """Có người được làm không — on the day asked, and the next day on which that changes (None: it does not)."""

    somebody: bool
    until: date | None


def cover(act: str, unit: Unit, day: date) -> Cover:
    """Khi nào không ai được — whoever it is: the answer names nobody, so it is the same for all who see the unit."""
    reaching = models.Q(unit=unit) | models.Q(below=True, unit__in=above_on(unit, day))
    spans = Grant.objects.filter(reaching, act=act).order_by("from_on", "id").values_list("from_on", "until_on")
    return covered(spans, day)


def covered(spans: Iterable[tuple[date, date | None]], day: date) -> Cover:
    """Of spans in order of their first day: whether one holds `day`, and where the row of them ends or begins."""
    last, begins = day - timedelta(days=1), None
    for begin, end in spans:
        if end is not None and end < day:
            continue
        if begin > last + timedelta(days=1):
            begins = begin
            break
        if end is None:
            return Cover(True, None)
        last = max(last, end)
    somebody = last >= day
    return Cover(somebody, last + timedelta(days=1) if somebody else begins)


def along(day: date, chain: Sequence[Unit], acts: Iterable[str]) -> list[tuple[Unit, list[Grant]]]:
    """Dọc theo cấp trên — of a unit and all above it, told from the root down: who may do these acts at each. One query."""
    rows = list(
        Grant.objects.on(day)
        .select_related(*JOINED)
        .filter(act__in=list(acts), unit__in=list(chain))
        .order_by("because__post__kind__rank", "id")
    )
    above: set[int] = set()
    found = []
    for place in chain:
        here = [row for row in rows if row.unit_id == place.pk or (row.below and row.unit_id in above)]
        found.append((place, here))
        above.add(place.pk)
    return found
