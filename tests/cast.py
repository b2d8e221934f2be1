"""Các vai — a small committee, its people by post, and the moment at which they act.

đảng ủy (root) ── ban (board)
               ├─ đảng ủy bộ phận (branch) ── chi bộ ngoài nước (cell abroad)
               └─ chi bộ (home cell);  khối (outside issuer)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from dondoc.access import actions as access
from dondoc.access.models import User
from dondoc.documents.actions.registers import open_register
from dondoc.documents.models import Register
from dondoc.shared.actor import Actor
from dondoc.units import actions as units
from dondoc.units.models import PostKind, Unit
from tests.kept import once

TODAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
BEGAN = date(2020, 1, 1)
PASSWORD = "mat-khau-thu-2026"


@dataclass
class Cast:
    """Nhà nhỏ — units, actors by role, one register in and one out."""

    setup: Actor
    root: Unit
    board: Unit
    branch: Unit
    cell: Unit
    home: Unit
    khoi: Unit
    incoming: Register
    outgoing: Register
    people: dict[str, Actor] = field(default_factory=dict)

    def __getattr__(self, role: str) -> Actor:
        try:
            return self.__dict__["people"][role]
        except KeyError:
            raise AttributeError(role) from None

    def user(self, role: str) -> User:
        return User.objects.get(pk=self.people[role].account_id)


def a_house() -> Cast:
    """Build the small committee by calling acts."""
    setup = Actor.setup(TODAY)
    units.load_post_kinds(by=setup, at=AT)
    root = _unit("Đảng ủy Cục Thử nghiệm", "DANG_BO", None)
    board = _unit("Ban Tổ chức Đảng ủy", "BAN", root)
    branch = _unit("Đảng ủy bộ phận NN-A", "DANG_UY_BO_PHAN", root, abroad=True)
    cell = _unit("Chi bộ NN-A03", "CHI_BO", branch, abroad=True, hours=-6)
    home = _unit("Chi bộ Vụ Hành chính", "CHI_BO", root)
    khoi = units.establish_outside(name="Đảng ủy Khối Thử nghiệm", by=setup, at=AT, on=BEGAN)
    books = [
        open_register(unit=root, direction=way, name=name, series="2026", by=setup, at=AT,
                      from_on=date(2026, 1, 1), suffix=suffix)
        for way, name, suffix in (("IN", "Sổ văn bản đến", ""), ("OUT", "Sổ văn bản đi", "-KH/ĐU"))
    ]  # fmt: skip
    cast = Cast(setup, root, board, branch, cell, home, khoi, *books)
    for role, name, unit, post in (
        ("clerk", "Vi Thị Ngần", root, "VAN_THU"),
        ("leader", "Kiều Đình Thạc", root, "BI_THU"),
        ("deputy", "Lương Khắc Tịnh", root, "PHO_BI_THU"),
        ("office", "Mạc Thị Nhuần", root, "CHANH_VAN_PHONG"),
        ("admin", "Đàm Quang Sửu", root, "QUAN_TRI"),
        ("head", "Tống Văn Hạo", board, "TRUONG_BAN"),
        ("above", "Nghiêm Thị Sen", branch, "BI_THU"),
        ("doer", "Bạch Công Lễ", cell, "BI_THU"),
        ("stranger", "Ông Thị Mận", home, "BI_THU"),
    ):
        cast.people[role] = a_person(cast, role, name, unit, post)
    return cast


def a_person(cast: Cast, role: str, name: str, unit: Unit, post: str) -> Actor:
    """A person with an account, holding a post, as an actor under it."""
    person = access.register_person(full_name=name, unit=cast.root, by=cast.setup, at=AT)
    user = access.open_account(person=person, username=role, password=PASSWORD, unit=cast.root, by=cast.setup, at=AT)
    seat = units.create_post(unit=unit, kind=PostKind.objects.get(pk=post), by=cast.setup, at=AT)
    holding = units.fill_post(post=seat, person=person, by=cast.setup, at=AT, from_on=BEGAN)
    return Actor(user.pk, person.pk, holding.pk, None, "web", TODAY)


def _unit(name: str, kind: str, parent: Unit | None, abroad: bool = False, hours: int = 0) -> Unit:
    return units.establish(
        name=name, kind=kind, parent=parent, by=Actor.setup(TODAY), at=AT, on=BEGAN,
        is_abroad=abroad, hours_from_hanoi=hours, code=name.split()[-1] if abroad else "",
    )  # fmt: skip


def client_of(cast: Cast, role: str) -> Client:
    """A browser's requests, signed in as one of the cast."""
    client = Client()
    client.force_login(cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def the_house() -> Cast:
    """Built by acts once a run; afterwards the same rows are put into the empty database of each test."""
    return once(a_house)


@pytest.fixture
def cast(db: None) -> Cast:
    return the_house()
