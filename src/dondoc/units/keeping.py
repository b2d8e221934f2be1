"""Cần xem lại quyền — facts of access for who keeps it: accounts, posts and grants that somebody should look at again.

Of access alone, never of how anyone works: no persons are compared, nothing is scored or ranked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dondoc.access.keeping import kept
from dondoc.access.models import Grant, Person, User
from dondoc.access.rights import Reach, inside, reaches
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label
from dondoc.shared.calendar import hanoi_day
from dondoc.units.entitled import why
from dondoc.units.models import Holding, Post, Tree, Unit
from dondoc.units.queries import seats_of

DOING, CONFIRMING = "implementation.submit", "implementation.approve"
Lines = list["Found"]


@dataclass(frozen=True, slots=True)
class Asking:
    """Lúc hỏi — the moment, its day in Hà Nội, and how many days the office looks back or ahead (None: not told)."""

    now: datetime
    days: int | None

    @property
    def today(self) -> date:
        return hanoi_day(self.now)

    @property
    def soon(self) -> date:
        return self.today + timedelta(days=self.days or 0)


@dataclass(frozen=True, slots=True)
class Found:
    """Một dòng cần xem — the person, or the post at its unit; by what, since or until when."""

    person: Person | None
    unit: Unit | None
    said: str
    day: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Sort:
    """Một danh sách — its title, what its reader is asked; timed where the office has to say how many days."""

    key: str
    title: Label
    ask: Label
    rows: Callable[[Asking], QuerySet[Any]]
    lines: Callable[[Sequence[Any], Asking], Lines]
    is_timed: bool = False


def posts_of(people: Iterable[int], day: date) -> dict[int, str]:
    """The posts each person holds on a day, in words. One query."""
    return {pk: "; ".join(str(row.post) for row in seats) for pk, seats in seats_of(people, day).items()}


def _accounts(asking: Asking) -> QuerySet[User]:
    return (
        User.objects.filter(person__isnull=False, is_active=True)
        .select_related("person")
        .order_by("person__sort_key", "id")
    )


def _dormant(asking: Asking) -> QuerySet[User]:
    return _accounts(asking).filter(last_login__lt=asking.now - timedelta(days=asking.days or 0))


def _never_used(asking: Asking) -> QuerySet[User]:
    return _accounts(asking).filter(last_login=None)


def _without_post(asking: Asking) -> QuerySet[User]:
    lasting = Q(until_on=None) | Q(until_on__gte=asking.today)
    return _accounts(asking).exclude(Exists(Holding.objects.filter(lasting, person=OuterRef("person"))))


def _closed_with_rights(asking: Asking) -> QuerySet[User]:
    rows = User.objects.filter(person__isnull=False, is_active=False).select_related("person")
    open_ = Grant.objects.on(asking.today).filter(person=OuterRef("person"))
    return rows.filter(Exists(open_)).order_by("person__sort_key", "id")


def _of_accounts(rows: Sequence[User], asking: Asking) -> Lines:
    held = posts_of((row.person_id for row in rows if row.person_id), asking.today)
    return [Found(row.person, None, held.get(row.person_id or 0, ""), row.last_login) for row in rows]


def _empty_posts(asking: Asking) -> QuerySet[Post]:
    rows = Post.objects.filter(ended_on=None, unit__ended_on=None).select_related("kind", "unit")
    held = Holding.objects.on(asking.today).filter(post=OuterRef("pk"))
    return rows.exclude(Exists(held)).order_by("unit__path", "kind__rank", "id")


def _of_posts(rows: Sequence[Post], asking: Asking) -> Lines:
    last = Holding.objects.filter(post__in=rows, until_on__lt=asking.today).order_by("until_on", "id")
    since: dict[int, date | None] = dict(last.values_list("post", "until_on"))
    return [Found(None, row.unit, str(row.kind), since.get(row.pk)) for row in rows]


def _many_posts(asking: Asking) -> QuerySet[Person]:
    held = Holding.objects.on(asking.today).order_by().values("person").annotate(n=Count("post__unit", distinct=True))
    return Person.objects.filter(pk__in=held.filter(n__gt=1).values("person")).order_by("sort_key", "id")


def _of_people(rows: Sequence[Person], asking: Asking) -> Lines:
    held = posts_of((row.pk for row in rows), asking.today)
    return [Found(row, None, held.get(row.pk, "")) for row in rows]


def _over_all(asking: Asking) -> QuerySet[Person]:
    roots = Unit.objects.filter(parent=None).exclude(tree=Tree.OUTSIDE).order_by().values("pk")
    rows = Grant.objects.on(asking.today).filter(below=True, unit__in=roots)
    return Person.objects.filter(pk__in=rows.order_by().values("person")).order_by("sort_key", "id")


def _do_and_confirm(asking: Asking) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=both(asking.today)).order_by("sort_key", "id")


def _of_both(rows: Sequence[Person], asking: Asking) -> Lines:
    where = both(asking.today, {row.pk for row in rows})
    names = {unit.path: unit for unit in Unit.objects.filter(path__in=set(where.values()))}
    held = posts_of((row.pk for row in rows), asking.today)
    return [Found(row, names.get(where[row.pk]), held.get(row.pk, "")) for row in rows if row.pk in where]


def both(day: date, people: set[int] | None = None) -> dict[int, str]:
    """Vừa báo cáo vừa xác nhận — by person: the path of a unit for which they may report work done, and from which,
    or from above which, they may confirm it."""
    rows = Grant.objects.on(day).filter(act__in=[DOING, CONFIRMING])
    if people is not None:
        rows = rows.filter(person__in=people)
    parents = set(Unit.objects.working().filter(parent__isnull=False).order_by().values_list("parent__path", flat=True))
    held: dict[int, dict[str, list[Reach]]] = {}
    for person, act, path, below in rows.order_by("id").values_list("person", "act", "unit__path", "below"):
        held.setdefault(person, {}).setdefault(act, []).append(Reach(path, below))
    found = {pk: _meets(acts.get(DOING, ()), acts.get(CONFIRMING, ()), parents) for pk, acts in held.items()}
    return {pk: path for pk, path in found.items() if path}


def _meets(does: Iterable[Reach], confirms: Iterable[Reach], parents: set[str]) -> str:
    """Where a unit reached by the one stands below a unit reached by the other; "" where none does."""
    for doing in does:
        for confirming in confirms:
            if doing.path.startswith(confirming.path) and doing.path != confirming.path:
                return doing.path
            if doing.below and confirming.path.startswith(doing.path) and confirming.path in parents:
                return confirming.path
    return ""


def _ending(asking: Asking) -> QuerySet[Grant]:
    """One grant for each giving that ends soon: of a post, of a delegation."""
    rows = Grant.objects.on(asking.today).filter(until_on__lte=asking.soon)
    firsts = rows.order_by().values("person", "because", "until_on").annotate(first=models.Min("pk")).values("first")
    joined = ("person", "because__post__kind", "because__post__unit")
    return Grant.objects.filter(pk__in=firsts).select_related(*joined).order_by("until_on", "id")


def _of_grants(rows: Sequence[Grant], asking: Asking) -> Lines:
    return [Found(row.person, None, why(row), row.until_on) for row in rows]


SORTS = (
    Sort("dormant", _("Tài khoản lâu không đăng nhập"), _("Còn cần thì để; không thì khóa."), _dormant, _of_accounts, True),
    Sort("ending", _("Quyền sắp hết hạn"), _("Cần thêm thì phân công hoặc ủy quyền lại trước ngày ấy."), _ending, _of_grants, True),
    Sort("never", _("Tài khoản chưa đăng nhập lần nào"), _("Mật khẩu đầu đã trao tận tay chưa?"), _never_used, _of_accounts),
    Sort("empty", _("Chức danh chưa có người giữ"), _("Việc chuyển tới chức danh này không ai thấy."), _empty_posts, _of_posts),
    Sort("nopost", _("Tài khoản không giữ chức danh nào"), _("Đăng nhập được mà không thấy gì."), _without_post, _of_accounts),
    Sort("closed", _("Tài khoản đã khóa mà chức danh còn"), _("Ghi thôi giữ chức danh, để người khác giữ."), _closed_with_rights, _of_accounts),
    Sort("both", _("Vừa báo cáo vừa xác nhận được cho một đơn vị"), _("Không ai xác nhận được việc mình đã tham gia; vẫn nên biết."), _do_and_confirm, _of_both),
    Sort("many", _("Giữ chức danh ở nhiều đơn vị"), _("Chức danh nào đã thôi thì ghi ngày cuối."), _many_posts, _of_people),
    Sort("root", _("Có quyền trên cả cơ quan"), _("Quyền tại đơn vị gốc và mọi cấp dưới."), _over_all, _of_people),
)  # fmt: skip


def kept_rows(sort: Sort, asking: Asking, actor: Actor) -> QuerySet[Any]:
    """The list as far as one keeps people: of those whom one keeps, and of the posts of one's own units."""
    rows, act = sort.rows(asking), "access.register_person"
    if rows.model is Post:
        return rows if actor.is_setup else rows.filter(inside("unit__path", reaches(actor, act)))
    return rows.filter(kept(actor, act, "pk" if rows.model is Person else "person"))
