"""Đoán cột — which column of a sheet holds what, by its head with and without dấu; a person confirms. Pure."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from dondoc.reading.heads import claim, is_ours
from dondoc.reading.markers import MARKERS
from dondoc.reading.text import fold
from dondoc.shared.acts import Label

LOOKED_AT = 30  # lines from the top among which the heads stand
WIDEST = 60
LABELS: dict[str, dict[str, Label]] = {
    "TASKS": {
        "text": _("Nội dung nhiệm vụ"), "unit": _("Đơn vị chủ trì"), "partners": _("Đơn vị phối hợp"), "due": _("Hạn"),
        "product": _("Sản phẩm"), "so_ky_hieu": _("Số, ký hiệu văn bản giao"), "issued_on": _("Ngày văn bản"),
        "issuer": _("Cơ quan ban hành"), "title": _("Trích yếu văn bản"), "provision": _("Điểm, khoản"), "state": _("Trạng thái"),
        "done_on": _("Ngày hoàn thành"),
        "nv": _("Số nhiệm vụ"),
    },
    "INCOMING": {
        "number": _("Số đến"), "on": _("Ngày đến"), "issuer": _("Cơ quan ban hành"), "so_ky_hieu": _("Số, ký hiệu"),
        "issued_on": _("Ngày văn bản"), "kind_title": _("Tên loại và trích yếu"), "kind": _("Loại văn bản"), "title": _("Trích yếu"),
        "secrecy": _("Độ mật"), "urgency": _("Độ khẩn"),
    },
    "OUTGOING": {
        "number": _("Số"), "on": _("Ngày phát hành"), "so_ky_hieu": _("Số, ký hiệu"), "issued_on": _("Ngày văn bản"),
        "kind_title": _("Tên loại và trích yếu"), "kind": _("Loại văn bản"), "title": _("Trích yếu"), "secrecy": _("Độ mật"), "urgency": _("Độ khẩn"),
    },
    "UNITS": {
        "id": _("Mã hệ thống"), "code": _("Mã"), "name": _("Tên đơn vị"), "short": _("Tên ngắn"), "kind": _("Loại"),
        "parent": _("Trực thuộc"), "is_abroad": _("Ngoài nước"), "region": _("Khu vực"), "hours_from_hanoi": _("Lệch giờ"),
        "on": _("Từ ngày"), "number": _("Số quyết định"), "decided_on": _("Ngày quyết định"),
    },
}  # fmt: skip
NEEDED = {
    "UNITS": ("name",),
    "TASKS": ("text", "unit"),
    "INCOMING": ("number", "on", "issuer", "title"),
    "OUTGOING": ("number", "on", "title"),
}
# A column that holds what another may hold: kind and subject in one; the number of what goes out, in its symbol.
IMPLIED = {"INCOMING": {"kind_title": "title"}, "OUTGOING": {"kind_title": "title", "so_ky_hieu": "number"}}
_READER = {"deed": "text", "actor": "unit", "partner": "partners", "due": "due", "product": "product"}


@cache
def words() -> dict[str, Any]:
    """The table of names, as dated in its file."""
    with (Path(__file__).parent / "data" / "columns.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _heads(kind: str) -> dict[str, tuple[str, ...]]:
    """Folded head → the fields it may mean, the likeliest first; what the kind's own table says goes before the reader's."""
    reader = {head: (_READER[role],) for role, heads in MARKERS["tables"].items() for head in heads if role in _READER}
    own: dict[str, tuple[str, ...]] = {}
    labels = ((fold(str(label)), field) for field, label in LABELS[kind].items())
    for head, field in (*((head, field) for field, heads in words()[kind].items() for head in heads), *labels):
        own[head] = tuple(dict.fromkeys((*own.get(head, ()), field)))
    return {**(reader if kind == "TASKS" else {}), **own}


def guess(titles: Sequence[str], kind: str, *, whole: bool = False) -> dict[int, str]:
    """Column → field: heads that are said exactly so first, then those that begin so; the first of two that claim one."""
    return claim(dict(enumerate(titles)), _heads(kind), whole=whole)


def find_heads(lines: Sequence[Sequence[str]], kind: str) -> int | None:
    """The line of heads among the first ones: the one that names most; two at least, of a list of units that of the name."""
    is_list = kind == "UNITS"
    found = [guess(line, kind, whole=is_list) for line in lines[:LOOKED_AT]]
    named = [len(fields) if not is_list or "name" in fields.values() else 0 for fields in found]
    best = max(named, default=0)
    return named.index(best) if best > (0 if is_list else 1) else None


def signature(titles: Sequence[str], kind: str) -> str:
    """By which a sheet of the same heads is known again, whatever our copy of it added."""
    told = [fold(title) for title in titles if title.strip() and not is_ours(title)]
    return hashlib.sha256("|".join([kind, *told]).encode()).hexdigest()


def remembered(titles: Sequence[str], said: Mapping[str, str]) -> dict[int, str]:
    """Columns of a sheet by what was confirmed of heads of these names."""
    found: dict[int, str] = {}
    for n, title in enumerate(titles):
        field = said.get(fold(title), "")
        if field and not is_ours(title) and field not in found.values():
            found[n] = field
    return found


def missing(columns: Mapping[int, str], kind: str) -> list[Label]:
    """Cột còn thiếu — by their names."""
    said = {*columns.values(), *(IMPLIED.get(kind, {}).get(field) for field in columns.values())}
    return [LABELS[kind][field] for field in NEEDED[kind] if field not in said]
