"""Đếm người — each person once, by the principal post held on a day; figures of units and posts, never of what a person did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.models import Person
from dondoc.personal.coding import Coded, code_of, masked, month_of
from dondoc.personal.suppressing import Grid, shown
from dondoc.printing.model import Cell, Column, Table
from dondoc.shared.acts import Label
from dondoc.units.models import Holding

DIMENSIONS: dict[str, Label] = {
    "kind": gettext_lazy("Loại đơn vị"), "region": gettext_lazy("Khu vực"), "post": gettext_lazy("Loại chức danh"),
    "state": gettext_lazy("Tài khoản"),
}  # fmt: skip
ROW_COLUMNS: tuple[Label, ...] = (
    gettext_lazy("Từ tháng"), gettext_lazy("Đến tháng"), gettext_lazy("Loại chức danh"), gettext_lazy("Khu vực"),
    gettext_lazy("Loại đơn vị"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """Kết quả — the table as it may leave, how many rows it has, how many figures or rows are hidden."""

    table: Table
    rows: int
    hidden: int


def counted(rows_by: str, columns_by: str, k: int, day: date) -> Taken:
    """Bảng số người — by two dimensions, with totals; hidden figures say so."""
    people = list(_people(day))
    pairs = Counter((said[rows_by], said[columns_by]) for said in people)
    rows, columns = sorted({row for row, _c in pairs}), sorted({column for _r, column in pairs})
    if not pairs:
        return Taken(Table((Column(str(DIMENSIONS[rows_by]), 30),), ()), 0, 0)
    figures = shown(Grid(tuple(tuple(pairs[(row, column)] for column in columns) for row in rows)), k)
    names = [*rows, _("Cộng")]
    lines = tuple((name, *(_cell(value) for value in line)) for name, line in zip(names, figures, strict=True))
    heads = (Column(str(DIMENSIONS[rows_by]), 30), *(Column(name, 14, "right") for name in (*columns, _("Cộng"))))
    hidden = sum(value is None for line in figures for value in line)
    return Taken(Table(heads, lines[:-1], total=lines[-1]), len(rows), hidden)


def _cell(value: int | None) -> Cell:
    return _("ẩn") if value is None else value


def _people(day: date) -> Iterator[dict[str, str]]:
    """Each person whose data may be used, as the dimensions say them."""
    principal: dict[int, Holding] = {}
    held = Holding.objects.on(day).select_related("post__kind", "post__unit")
    for row in held.order_by("is_concurrent", "post__kind__rank", "id"):
        principal.setdefault(row.person_id, row)
    for person in Person.objects.offered().filter(erased_on=None).select_related("account").order_by("id"):
        yield _said(person, principal.get(person.pk))


def _said(person: Person, held: Holding | None) -> dict[str, str]:
    unit = held.post.unit if held else None
    return {
        "kind": str(unit.get_kind_display()) if unit else _("không giữ chức danh"),
        "region": (unit.region or (_("ngoài nước") if unit.is_abroad else _("trong nước"))) if unit else _("không giữ chức danh"),
        "post": held.post.kind.title if held else _("không giữ chức danh"),
        "state": _account(person),
    }  # fmt: skip


def _account(person: Person) -> str:
    account = getattr(person, "account", None)
    if account is None:
        return _("chưa có")
    return _("đang dùng") if account.is_active else _("đã khóa")


def coded(k: int, key: bytes) -> Taken:
    """Từng lần giữ chức danh, tên thay bằng mã riêng của dòng — no name, no unit's name, days as months, small groups told less of."""
    rows = [_coded(row, key) for row in _holdings()]
    kept = masked(rows, k)
    heads = (Column(_("Mã dòng"), 24), *(Column(str(title), 20) for title in ROW_COLUMNS))
    return Taken(Table(heads, tuple((row.code, *row.values) for row in kept)), len(kept), len(rows) - len(kept))


def _holdings() -> Iterator[Holding]:
    rows = Holding.objects.filter(person__in=Person.objects.offered().filter(erased_on=None))
    return rows.select_related("post__kind", "post__unit").order_by("id").iterator(500)


def _coded(row: Holding, key: bytes) -> Coded:
    unit = row.post.unit
    region = unit.region or (_("ngoài nước") if unit.is_abroad else _("trong nước"))
    values = (month_of(row.from_on), month_of(row.until_on), row.post.kind.title, region, str(unit.get_kind_display()))
    return Coded(code_of(key, row.pk), values, row.person_id)
