"""Giờ đầu của cơ quan — what is still to be laid before papers come: units, people, registers, the sheets there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy

from dondoc.access.rights import reaches
from dondoc.documents.queries import has_book, has_line
from dondoc.shared.actor import Actor
from dondoc.units.queries import has_holders, has_units


@dataclass(frozen=True, slots=True)
class Step:
    """Một bước — its words, how, its page; no page while another step must come first."""

    label: str
    how: str
    url: str


_STEPS: tuple[tuple[str, str, Callable[[Actor], bool], object, object], ...] = (
    ("units.establish", "units_import", lambda _actor: has_units(), gettext_lazy("Nạp danh sách đơn vị"),
     gettext_lazy("từ bảng XLSX, xem từng ô trước khi ghi; hoặc lập từng đơn vị ở trang Đơn vị")),
    ("access.register_person", "people", lambda actor: has_holders(actor.today), gettext_lazy("Ghi tên người, mở tài khoản"),
     gettext_lazy("rồi phân công chức danh; quyền đi theo chức danh")),
    ("documents.open_register", "open_register", lambda _actor: has_book(), gettext_lazy("Mở sổ văn bản"),
     gettext_lazy("sổ đến, sổ đi của từng đơn vị, số tiếp theo đang dùng")),
    ("importing.upload", "take_sheet", lambda _actor: False, gettext_lazy("Nạp sổ sách, bảng việc sẵn có"),
     gettext_lazy("từ bảng XLSX, xem từng ô trước khi ghi; cần có sổ trước")),
)  # fmt: skip


def first_hour(actor: Actor) -> list[Step]:
    """Only the steps one has the right to, and which are not done; none once a line stands in a register."""
    mine = [step for step in _STEPS if reaches(actor, step[0])]
    if not mine or has_line():
        return []
    return [_step(name, label, how) for _right, name, is_done, label, how in mine if not is_done(actor)]


def _step(name: str, label: object, how: object) -> Step:
    waits = name == "take_sheet" and not has_book()
    return Step(str(label), str(how), "" if waits else reverse(name))
