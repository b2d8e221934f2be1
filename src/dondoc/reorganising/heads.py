"""Cột của danh sách đơn vị — which column is what, by its head; what was left aside is told, nothing is lost in silence."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.reading.heads import claim, is_ours
from dondoc.reading.text import fold, nfc
from dondoc.shared.acts import Label, Refused

MOST = 500  # rows of a sheet: one transaction, some seconds
LOOKED_AT = 30  # lines from the top among which the heads stand
COLUMNS: dict[str, Label] = {
    "id": gettext_lazy("Mã hệ thống"), "code": gettext_lazy("Mã"), "name": gettext_lazy("Tên đơn vị"), "short": gettext_lazy("Tên ngắn"),
    "kind": gettext_lazy("Loại"), "parent": gettext_lazy("Trực thuộc"), "is_abroad": gettext_lazy("Ngoài nước"),
    "region": gettext_lazy("Khu vực"), "hours_from_hanoi": gettext_lazy("Lệch giờ"), "on": gettext_lazy("Từ ngày"),
    "number": gettext_lazy("Số quyết định"), "decided_on": gettext_lazy("Ngày quyết định"),
}  # fmt: skip


@dataclass(slots=True)
class Row:
    """Một dòng — its cells as written, what is wrong with which, and what it did."""

    cells: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Danh sách đã đọc — its rows; which head was taken as what, which columns and lines were left."""

    rows: list[Row]
    taken: list[tuple[str, Label]]
    left: list[str]
    aside: list[str]


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    """Folded head → the columns it may mean, our own names first."""
    with (Path(__file__).parent / "data" / "columns.toml").open("rb") as file:
        told: dict[str, list[str]] = tomllib.load(file)["columns"]
    found: dict[str, tuple[str, ...]] = {}
    for name, label in COLUMNS.items():
        for head in (fold(str(label)), *told.get(name, ())):
            found[head] = (*found.get(head, ()), name)
    return found


def read(table: Sequence[Sequence[str]]) -> Sheet:
    """The rows below the line of heads, wherever it stands; Refused where there is none, or too many."""
    head = _find(table)
    titles = dict(enumerate(table[head]))
    columns = claim(titles, _heads())
    rows, aside = _rows(table[head + 1 :], columns)
    left = [title for n, title in titles.items() if title.strip() and n not in columns and not is_ours(title)]
    return Sheet(check_many(rows), [(titles[n], COLUMNS[name]) for n, name in columns.items()], left, aside)


def check_many(rows: list[Row]) -> list[Row]:
    """The rows; Refused where they are too many."""
    if len(rows) > MOST:
        raise Refused(_("Bảng có hơn %(n)s dòng. Chia thành nhiều bảng.") % {"n": MOST})
    return rows


def _find(table: Sequence[Sequence[str]]) -> int:
    """The line that names most columns, the name of the unit among them."""
    named = [claim(dict(enumerate(line)), _heads(), whole=True) for line in table[:LOOKED_AT]]
    counts = [len(found) if "name" in found.values() else 0 for found in named]
    if not any(counts):
        raise Refused(_("Không thấy dòng tiêu đề có cột “Tên đơn vị”. Tải mẫu ở trang này rồi điền."))
    return counts.index(max(counts))


def _rows(lines: Sequence[Sequence[str]], columns: dict[int, str]) -> tuple[list[Row], list[str]]:
    """Rows that name a unit; what only heads a group, sums up or says a word below the table is set aside."""
    rows, aside = list[Row](), list[str]()
    for line in lines:
        said = [" ".join(nfc(cell).split()) for cell in line]
        cells = {name: said[n] for n, name in columns.items() if n < len(said)}
        if cells.get("name") and (len(columns) == 1 or sum(map(bool, said)) > 1):
            rows.append(Row(cells))
        elif any(said):
            aside.append(" ".join(filter(None, said)))
    return rows, aside
