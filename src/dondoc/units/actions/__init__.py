"""Hành vi đơn vị — establish, rename, posts and who holds them."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib.resources import files

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.actions import grant
from dondoc.access.models import Grant, Person
from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come, plate_of
from dondoc.units import rules
from dondoc.units.actions import handing  # noqa: F401 - discovery of the plates
from dondoc.units.models import (
    Holding,
    Kind,
    Placement,
    Post,
    PostKind,
    PostRight,
    Tree,
    Unit,
    UnitName,
)
from dondoc.units.queries import find_issuer, keeper_of


@act("units.establish", gettext_lazy("Lập đơn vị"))
def establish(
    *,
    name: str,
    kind: str,
    by: Actor,
    at: datetime,
    on: date,
    parent: Unit | None = None,
    tree: str = Tree.PARTY,
    short: str = "",
    code: str = "",
    is_abroad: bool = False,
    region: str = "",
    country: str = "",
    hours_from_hanoi: Decimal | int = 0,
    issuer_id: str = "",
) -> Unit:
    """Lập đơn vị — a new unit under `parent` (or a new root), named and placed from day `on`."""
    if parent is not None or not by.is_setup:
        require(by, "units.establish", parent or _root())
    if not name.strip() or kind not in Kind.values:
        raise Refused(_("Cần ghi tên và chọn loại đơn vị."))
    tree = parent.tree if parent else tree
    rules.check_country(country, settings.DONDOC_MAY_HOLD_COUNTRY)
    unit = Unit.objects.create(
        name=name.strip(), short=short, code=code, kind=kind, tree=tree, parent=parent,
        path=_next_path(parent), is_abroad=is_abroad, region=region, country=country,
        hours_from_hanoi=hours_from_hanoi, issuer_id_in_catalogue=issuer_id, began_on=on,
    )  # fmt: skip
    UnitName.objects.create(unit=unit, name=unit.name, short=unit.short, from_on=on)
    Placement.objects.create(unit=unit, path=unit.path, from_on=on)
    write("units.establish", unit, by=by, at=at, on=on, unit=unit)
    return unit


@act("units.establish_outside", gettext_lazy("Ghi cơ quan bên ngoài"))
def establish_outside(*, name: str, by: Actor, at: datetime, on: date, short: str = "", issuer_id: str = "") -> Unit:
    """Ghi cơ quan bên ngoài — an issuer or partner: dated names, no posts, no grants, no work."""
    require(by, "units.establish_outside", _root())
    if not name.strip():
        raise Refused(_("Cần ghi tên cơ quan."))
    unit = Unit.objects.create(
        name=" ".join(name.split()), short=short, kind=Kind.BEN_NGOAI, tree=Tree.OUTSIDE,
        path=_next_path(None), issuer_id_in_catalogue=issuer_id, began_on=on,
    )  # fmt: skip
    UnitName.objects.create(unit=unit, name=unit.name, short=short, from_on=on)
    write("units.establish_outside", unit, by=by, at=at, on=on)
    return unit


def issuer_named(*, name: str, by: Actor, at: datetime, on: date, issuer_id: str = "") -> Unit:
    """Cơ quan ban hành — the unit a printed name or catalogue id stands for; a new name is one outside."""
    return find_issuer(name, issuer_id) or establish_outside(name=name, issuer_id=issuer_id, by=by, at=at, on=on)


@act("units.rename", gettext_lazy("Đổi tên đơn vị"))
def rename(*, unit: Unit, name: str, by: Actor, at: datetime, on: date, short: str = "") -> None:
    """Đổi tên đơn vị — from day `on`; papers of before keep the name of then."""
    require(by, "units.rename", keeper_of(unit))
    check_come(on, at)
    current = unit.names.filter(until_on__isnull=True).get()
    if not name.strip() or on <= current.from_on:
        raise Refused(_("Cần ghi tên mới, và ngày đổi tên phải sau ngày có tên hiện nay."))
    current.until_on = on - timedelta(days=1)
    current.save(update_fields=["until_on"])
    unit.name, unit.short = name.strip(), short
    unit.save()
    UnitName.objects.create(unit=unit, name=unit.name, short=short, from_on=on)
    write("units.rename", unit, by=by, at=at, on=on, unit=unit, fields=["name"])


@act("units.end", gettext_lazy("Kết thúc đơn vị"))
def end(*, unit: Unit, by: Actor, at: datetime, on: date) -> None:
    """Kết thúc đơn vị — it takes no new work; refused while units or posts below it still stand."""
    require(by, "units.end", unit)
    check_come(on, at)
    if unit.children.filter(ended_on__isnull=True).exists():
        raise Refused(_("Còn đơn vị trực thuộc đang hoạt động."))
    if Holding.objects.on(on).filter(post__unit=unit).exists():
        raise Refused(_("Còn người giữ chức danh tại đơn vị này."))
    unit.ended_on = on
    unit.save(update_fields=["ended_on"])
    unit.placements.filter(until_on__isnull=True).update(until_on=on)
    write("units.end", unit, by=by, at=at, on=on, unit=unit)


@act("units.create_post", gettext_lazy("Lập chức danh"))
def create_post(*, unit: Unit, kind: PostKind, by: Actor, at: datetime) -> Post:
    """Lập chức danh — a place at a unit of the installation; what stands outside has none."""
    require(by, "units.create_post", unit)
    if unit.tree == Tree.OUTSIDE:
        raise Refused(_("Cơ quan bên ngoài không có chức danh trong phần mềm."))
    post = Post.objects.create(unit=unit, kind=kind)
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
        require(by, "units.define_post_kind", _root())
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


def _root() -> Unit:
    root = Unit.objects.filter(parent=None).exclude(tree=Tree.OUTSIDE).order_by("id").first()
    if root is None:
        raise Refused(_("Chưa có đơn vị gốc. Chạy `dondoc init` trước."))
    return root


def _next_path(parent: Unit | None) -> str:
    """The next free step under a parent; the parent's row is the lock."""
    if parent is not None:
        Unit.objects.select_for_update().get(pk=parent.pk)
    last = Unit.objects.filter(parent=parent).order_by("-path").first()
    return (parent.path if parent else "") + rules.step(rules.number_of(last.path) + 1 if last else 1)
