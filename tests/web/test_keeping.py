"""Quản trị của một đơn vị dưới — the pages of people, accounts, rights and the house's journal, as they answer below the root."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from dondoc.access.actions.identity import record_identity
from dondoc.access.models import Person
from dondoc.units.actions import create_post
from dondoc.units.models import PostKind
from tests.access.test_keeping import lower
from tests.cast import AT, Cast, client_of

pytestmark = pytest.mark.acts
ABOUT = ("person", "identity", "reset_password", "close_account", "reopen_account", "reset_factors", "correct_name")


def test_an_administrator_below_finds_and_opens_the_people_of_his_own_units_alone(cast: Cast) -> None:
    cast.people["lower"] = lower(cast)
    post = create_post(unit=cast.cell, kind=PostKind.objects.get(pk="CHUYEN_VIEN"), by=cast.lower, at=AT)
    create_post(unit=cast.home, kind=PostKind.objects.get(pk="CHUYEN_VIEN"), by=cast.admin, at=AT)
    leader = Person.objects.get(pk=cast.leader.person_id)
    record_identity(person=leader, born_on=None, id_number="012345678901", card_number="", phone="", address="",
                    unit=cast.root, by=cast.admin, at=AT)  # fmt: skip
    client, root = client_of(cast, "lower"), client_of(cast, "admin")

    def said(who: Client, name: str, *args: str, **sent: Any) -> str:
        answer = who.post(reverse(name, args=args), sent, follow=True) if sent else who.get(reverse(name, args=args))
        return answer.content.decode()

    for name, args in (("people", ()), ("fill_post", (post.public_id,)), ("rights_review", ())):
        assert "Kiều Đình Thạc" not in said(client, name, *args)
        assert "Kiều Đình Thạc" in said(root, name, *args)
    assert "Bạch Công Lễ" in said(client, "people") and "Bạch Công Lễ" in said(client, "fill_post", post.public_id)
    review = said(client, "rights_review")
    assert "Chi bộ NN-A03" in review and "Chi bộ Vụ Hành chính" not in review

    for name in ABOUT:
        assert client.get(reverse(name, args=[leader.public_id])).status_code == 404, name
        assert root.get(reverse(name, args=[leader.public_id])).status_code == 200, name
    doer = Person.objects.get(pk=cast.doer.person_id).public_id
    assert all(client.get(reverse(name, args=[doer])).status_code == 200 for name in ABOUT)

    found = said(client, "look_up_person", number="012345678901")
    assert "ngoài phạm vi của đồng chí" in found and "Thạc" not in found
    same = said(client, "register_person", full_name="Kiều Đình Thạc")
    assert "Kiều Đình Thạc: ngoài phạm vi của đồng chí" in same and "Bí thư" not in same


def test_what_belongs_to_no_unit_is_read_at_the_root_alone(cast: Cast) -> None:
    """An administrator below asks for it in vain: neither the button, nor the lines, nor the file."""
    cast.people["lower"] = lower(cast)
    where, words = reverse("journal"), 'name="house"'
    for role, reads in (("lower", False), ("admin", True)):
        client = client_of(cast, role)
        plain, house = (client.get(where, sent).content.decode() for sent in ({}, {"house": "1"}))
        assert (words in plain or "house=1" in plain) is reads
        assert ("đặt quyền cho chức danh" in _lines(house)) is reads
        assert (client.post(reverse("export_journal"), {"house": "1", "once": role}).status_code == 200) is reads


def _lines(page: str) -> str:
    """What the page says was done, without the chooser of acts."""
    return " ".join(" ".join(html.fromstring(page).xpath("//main//li//text() | //main//tbody//text()")).split())
