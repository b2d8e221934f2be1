"""Giờ đầu của cơ quan — an empty house tells who founded it what to lay next; what is laid is told no more, and nobody what he may not do."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from lxml import html

from dondoc.documents.actions.registers import open_register
from dondoc.shared.actor import Actor
from dondoc.shared.acts import plates
from dondoc.units import actions as units
from tests.cast import AT, TODAY, Cast, a_person, client_of
from tests.making import an_entry

pytestmark = pytest.mark.acts


def _steps(cast: Cast, role: str) -> list[tuple[str, str]]:
    """The words of each step and where it leads; every page it leads to opens."""
    client = client_of(cast, role)
    rows = html.fromstring(client.get(reverse("desk")).content).xpath("//*[@id='first-hour']//li")
    for address in [row.xpath("string(a/@href)") for row in rows]:
        assert not address or client.get(address).status_code == 200, address
    return [(row.xpath("string(a)") or row.text.strip(), row.xpath("string(a/@href)")) for row in rows]


@pytest.mark.usefixtures("db")
def test_the_steps_go_as_they_are_done() -> None:
    plates()
    setup = Actor.setup(TODAY)
    units.load_post_kinds(by=setup, at=AT)
    root = units.establish(name="Đảng ủy Cục", kind="DANG_BO", parent=None, by=setup, at=AT, on=date(2020, 1, 1))
    house = Cast(setup, root, root, root, root, root, root, None, None)  # type: ignore[arg-type]
    house.people["admin"] = a_person(house, "admin", "Đàm Quang Sửu", root, "QUAN_TRI")
    tree, people, books = (reverse(name) for name in ("units_import", "people", "open_register"))
    assert [url for _label, url in _steps(house, "admin")] == [tree, people, books]
    units.establish(name="Ban Tổ chức", kind="BAN", parent=root, by=setup, at=AT, on=date(2020, 1, 1))
    assert [url for _label, url in _steps(house, "admin")] == [people, books]
    house.people["clerk"] = a_person(house, "clerk", "Vi Thị Ngần", root, "VAN_THU")
    assert [url for _label, url in _steps(house, "admin")] == [books]
    assert _steps(house, "clerk") == [("Mở sổ văn bản", books), ("Nạp sổ sách, bảng việc sẵn có", "")], (
        "no book to put it in yet"
    )
    house.incoming = open_register(unit=root, direction="IN", name="Sổ văn bản đến", series="2026", by=setup, at=AT, from_on=date(2026, 1, 1), suffix="")  # fmt: skip
    assert _steps(house, "admin") == []
    assert _steps(house, "clerk") == [("Nạp sổ sách, bảng việc sẵn có", reverse("take_sheet"))]
    house.khoi = units.establish_outside(name="Đảng ủy Khối", by=setup, at=AT, on=date(2020, 1, 1))
    an_entry(house)
    assert _steps(house, "clerk") == [], "the office is at work"


def test_who_has_none_of_these_rights_is_told_nothing_and_the_menu_has_what_may_be_opened(cast: Cast) -> None:
    assert _steps(cast, "doer") == []
    for role in ("clerk", "doer"):
        desk = client_of(cast, role).get(reverse("desk")).content.decode()
        for name in ("pledges", "evidence_list"):
            assert f'href="{reverse(name)}"' in desk, (role, name)
            assert client_of(cast, role).get(reverse(name)).status_code == 200
    assert reverse("evidence_list") not in client_of(cast, "admin").get(reverse("desk")).content.decode()
