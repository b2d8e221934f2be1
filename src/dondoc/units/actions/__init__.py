"""Hành vi đơn vị — posts and who holds them; the unit itself in `changing`, hand-overs in `handing`."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from importlib.resources import files

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.actions import grant
from dondoc.access.models import Grant, Person
from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, plate_of
from dondoc.units.actions import handing, isolating  # noqa: F401 - discovery of the plates
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
from dondoc.units.models import Holding, Post, PostKind, PostRight, Tree, Unit
from dondoc.units.queries import check_stands

__all__ = [
    "change", "create_post", "define_post_kind", "end", "establish", "establish_outside", "fill_post", "issuer_named",
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
    if until_on is not None and until_on < from_on:
        raise Refused(_("Ngày thôi phải sau ngày bắt đầu."))
    holding = Holding.objects.create(
        post=post, person=person, from_on=from_on, until_on=until_on,
        is_acting=is_acting, is_concurrent=is_concurrent,
    )  # fmt: skip
    for right in post.kind.rights.order_by("act"):
        grant(
            person=person, act=right.act, unit=post.unit, below=right.below,
            from_on=from_on, until_on=until_on, because=holding,
        )  # fmt: skip
    check_stands(post.unit)
    write("units.fill_post", holding, by=by, at=at, on=from_on, unit=post.unit, person=person.pk)
    return holding


@act("units.vacate_post", gettext_lazy("Thôi giữ chức danh"))
def vacate_post(*, holding: Holding, by: Actor, at: datetime, until_on: date) -> None:
    """Thôi giữ chức danh — the holding and its grants end that day; nothing of the work does."""
    require(by, "units.vacate_post", holding.post.unit)
    if until_on < holding.from_on:
        raise Refused(_("Ngày thôi phải sau ngày bắt đầu."))
    holding.until_on = until_on
    holding.save(update_fields=["until_on"])
    Grant.objects.filter(because=holding).update(until_on=until_on)
    write("units.vacate_post", holding, by=by, at=at, on=until_on, unit=holding.post.unit)


@act("units.define_post_kind", gettext_lazy("Đặt quyền cho chức danh"))
def define_post_kind(
    *, key: str, title: str, rights: dict[str, bool], by: Actor, at: datetime, rank: int = 50
) -> PostKind:
    """Đặt quyền cho loại chức danh — act → with all below; grants already given stay as they are."""
    if not by.is_setup:
        require(by, "units.define_post_kind", root())
    for name in rights:
        plate_of(name)
    kind, _new = PostKind.objects.update_or_create(key=key, defaults={"title": title, "rank": rank})
    kind.rights.all().delete()
    PostRight.objects.bulk_create(PostRight(kind=kind, act=name, below=below) for name, below in rights.items())
    write("units.define_post_kind", None, by=by, at=at, kind_key=key)
    return kind


def load_post_kinds(*, by: Actor, at: datetime) -> None:
    """The bundles of data/posts.toml: a proposal that an office changes by act."""
    data = tomllib.loads((files("dondoc.units") / "data" / "posts.toml").read_text("utf-8"))
    for key, row in data["posts"].items():
        acts = dict.fromkeys(row.get("alone", []), False)
        acts |= dict.fromkeys(row.get("below", []), True)
        define_post_kind(key=key, title=row["title"], rights=acts, rank=row["rank"], by=by, at=at)
