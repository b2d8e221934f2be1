"""Đặt chỉ tiêu — as the paper states it; changed by a decision from a day, the first never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Paper, Reading
from dondoc.journal.actions import write
from dondoc.programmes import rules
from dondoc.programmes.actions.adopting import check_decision, check_item_stands, new_item
from dondoc.programmes.models import Item, Programme, Version, VersionUnit, YearAim
from dondoc.programmes.queries import may_be_weighed_by
from dondoc.programmes.rules import Aim
from dondoc.programmes.words import MEASURED, Direction, ItemKind, Way
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come
from dondoc.units.models import Unit


@act("programmes.add_target", gettext_lazy("Ghi chỉ tiêu"))
def add_target(
    *, programme: Programme, text: str, aim: Aim, by: Actor, at: datetime, weigh_by: Item | None = None,
    provision: str = "", reading: Reading | None = None, start: int | None = None, end: int | None = None,
    named: Sequence[Unit] = (),
) -> Item:  # fmt: skip
    """Ghi chỉ tiêu — one passage of the programme's paper, or typed by hand; a figure without an aim is followed, not judged."""
    require(by, "programmes.add_target", programme.unit)
    kind = ItemKind.FIGURE if aim.direction == Direction.NONE else ItemKind.TARGET
    _check(programme, aim, kind, weigh_by, named)
    row = new_item(programme, kind, text, at, provision=provision, reading=reading, start=start, end=end)
    _new_version(row, aim, programme.paper, programme.from_on, at, weigh_by, named)
    write("programmes.add_target", row, by=by, at=at, unit=programme.unit, programme=programme.pk)
    return row


@act("programmes.amend_target", gettext_lazy("Điều chỉnh chỉ tiêu theo quyết định"))
def amend_target(
    *, item: Item, aim: Aim, paper: Paper, from_on: date, by: Actor, at: datetime, weigh_by: Item | None = None,
    named: Sequence[Unit] = (),
) -> Version:  # fmt: skip
    """Điều chỉnh chỉ tiêu — by paper Y from day D; what was judged before D is judged by the version of then."""
    programme = item.programme
    require(by, "programmes.amend_target", programme.unit)
    check_item_stands(item)
    check_come(from_on, at)
    check_decision(paper, programme)
    if item.kind not in MEASURED:
        raise Refused(_("Mục này không phải chỉ tiêu."))
    if not programme.from_on <= from_on <= programme.until_on:
        raise Refused(_("Ngày điều chỉnh nằm ngoài thời gian của chương trình."))
    _check(programme, aim, item.kind, weigh_by, named)
    if weigh_by is not None and weigh_by.pk == item.pk:
        raise Refused(_("Chỉ tiêu không lấy chính nó làm trọng số."))
    row = _new_version(item, aim, paper, from_on, at, weigh_by, named)
    write(
        "programmes.amend_target", item, by=by, at=at, on=from_on, unit=programme.unit, paper=paper.pk, version=row.pk
    )
    return row


def _check(programme: Programme, aim: Aim, kind: str, weigh_by: Item | None, named: Sequence[Unit]) -> None:
    rules.check_named(aim.across, len(named))
    if any(unit.pk == programme.unit_id or not unit.is_inside(programme.unit) for unit in named):
        raise Refused(_("Đơn vị nêu tên phải ở bên dưới đơn vị của chương trình."))
    rules.check_aim(
        aim, from_on=programme.from_on, until_on=programme.until_on, is_figure=kind == ItemKind.FIGURE,
        is_open=programme.is_open, is_weighed=weigh_by is not None,
    )  # fmt: skip
    if aim.way == Way.WEIGHTED and weigh_by is not None and weigh_by not in may_be_weighed_by(programme):
        raise Refused(_("Trọng số phải là số liệu của chính chương trình này, ghi theo từng đơn vị."))


def _new_version(
    item: Item, aim: Aim, paper: Paper, from_on: date, at: datetime, weigh_by: Item | None, named: Sequence[Unit]
) -> Version:
    facts = {name: value for name, value in asdict(aim).items() if name != "years"}
    facts["kinds"] = " ".join(aim.kinds)
    weigh_by = weigh_by if aim.way == Way.WEIGHTED else None
    row = Version.objects.create(item=item, paper=paper, from_on=from_on, at=at, weigh_by=weigh_by, **facts)
    VersionUnit.objects.bulk_create(VersionUnit(version=row, unit=unit) for unit in dict.fromkeys(named))
    YearAim.objects.bulk_create(YearAim(version=row, year=y, value=value, upper=upper) for y, value, upper in aim.years)
    return row
