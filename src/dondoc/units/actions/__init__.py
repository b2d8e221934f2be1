"""Hành vi đơn vị — posts and who holds them; the unit itself in `changing`, hand-overs in `handing`."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.models import Person
from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come, plate_of
from dondoc.units.actions import applying, delegating, handing, isolating, succeeding  # noqa: F401 - discovery of the plates
from dondoc.units.actions.changing import (
    change,
    end,
    establish,
    establish_outside,
    issuer_named,
    move,
    rename,
    restore,
    root,
)
from dondoc.units.actions.seating import seat, unseat
from dondoc.units.bundles import proposed, proposed_rows
from dondoc.units.models import HandOver, Holding, Post, PostKind, PostRight, Tree, Unit
from dondoc.units.opening import if_bundled
from dondoc.units.queries import check_stands

__all__ = [
    "change", "create_post", "define_post_kind", "end", "end_post", "establish", "establish_outside", "fill_post", "issuer_named",
    "load_post_kinds", "move", "rename", "restore", "root", "vacate_post",
]  # fmt: skip


@act("units.create_post", gettext_lazy("Lập chức danh"))
def create_post(*, unit: Unit, kind: PostKind, by: Actor, at: datetime) -> Post:
    """Lập chức danh — a place at a unit of the installation; what stands outside has none."""
    require(by, "units.create_post", unit)
    if unit.tree == Tree.OUTSIDE:
        raise Refused(_("Cơ quan bên ngoài không có chức danh trong phần mềm."))
    post = Post.objects.create(unit=unit, kind=kind)
    check_stands(unit)
    write("units.create_post", post, by=by, at=at, unit=unit)
    return post


@act("units.fill_post", gettext_lazy("Bổ nhiệm, phân công"))
def fill_post(
    *,
    post: Post,
    person: Person,
    by: Actor,
    at: datetime,
    from_on: date,
    until_on: date | None = None,
    is_acting: bool = False,
    is_concurrent: bool = False,
) -> Holding:
    """Phân công giữ chức danh — writes the grants of the post's bundle, with the same days."""
    require(by, "units.fill_post", post.unit)
    holding = seat(post, person, from_on=from_on, until_on=until_on, is_acting=is_acting, is_concurrent=is_concurrent)
    check_stands(post.unit)
    write("units.fill_post", holding, by=by, at=at, on=from_on, unit=post.unit, person=person.pk,
          opened=holding.grants.count())  # fmt: skip
    return holding


@act("units.vacate_post", gettext_lazy("Thôi giữ chức danh"))
def vacate_post(*, holding: Holding, by: Actor, at: datetime, until_on: date) -> None:
    """Thôi giữ chức danh — the holding and its grants end that day, but those closed before; nothing of the work does."""
    require(by, "units.vacate_post", holding.post.unit)
    closed = unseat(holding, until_on)
    write("units.vacate_post", holding, by=by, at=at, on=until_on, unit=holding.post.unit, closed=closed)


@act("units.end_post", gettext_lazy("Thôi đặt chức danh"))
def end_post(*, post: Post, by: Actor, at: datetime, on: date) -> None:
    """Thôi đặt chức danh — its last day; nobody holds it then or later, nothing waits in it. Its past stays."""
    require(by, "units.end_post", post.unit)
    check_come(on, at)
    if Holding.objects.filter(post=post).filter(Q(until_on__isnull=True) | Q(until_on__gt=on)).exists():
        raise Refused(_("Còn người giữ chức danh này. Ghi thôi giữ, hoặc bàn giao, trước."))
    if HandOver.objects.waiting().filter(post=post).exists():
        raise Refused(_("Còn việc đồng nghiệp chuyển tới chức danh này đang chờ trả lời."))
    if not Post.objects.filter(pk=post.pk, ended_on__isnull=True).update(ended_on=on):
        raise Refused(_("Chức danh này đã thôi đặt."))
    post.ended_on = on
    write("units.end_post", post, by=by, at=at, on=on, unit=post.unit)


@act("units.define_post_kind", gettext_lazy("Đặt quyền cho chức danh"))
def define_post_kind(
    *, key: str, title: str, rights: dict[str, bool], by: Actor, at: datetime, rank: int = 50
) -> PostKind:
    """Đặt quyền cho loại chức danh — act → with all below; grants already given stay as they are."""
    if not by.is_setup:
        require(by, "units.define_post_kind", root())
    for name in rights:
        plate_of(name)
    old = dict(PostRight.objects.filter(kind=key).values_list("act", "below"))
    kind, _new = PostKind.objects.update_or_create(key=key, defaults={"title": title, "rank": rank})
    kind.rights.all().delete()
    PostRight.objects.bulk_create(PostRight(kind=kind, act=name, below=below) for name, below in rights.items())
    made = if_bundled(old, rights)
    write("units.define_post_kind", None, by=by, at=at, kind_key=key, opened=len(made.opens), closed=len(made.closes))
    return kind


def load_post_kinds(*, by: Actor, at: datetime) -> None:
    """The bundles of data/posts.toml: a proposal that an office changes by act. What it has stays as it is."""
    known = set(PostKind.objects.values_list("key", flat=True))
    for key, row in proposed_rows().items():
        if key not in known:
            define_post_kind(key=key, title=row["title"], rights=proposed(key), rank=row["rank"], by=by, at=at)
