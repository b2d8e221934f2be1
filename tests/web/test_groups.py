"""Giao cho cả nhóm — every cell by one box; who has the work already keeps it; a stranger to the giver is in no group."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from django.urls import reverse
from lxml import html

from dondoc.obligations.models import Assignment
from dondoc.units.actions import establish
from tests.cast import AT, BEGAN, TODAY, Cast, client_of
from tests.making import an_assignment, an_entry, an_obligation
from tests.web.story import clock, evening

pytestmark = pytest.mark.acts


def _boxes(cast: Cast, address: str, role: str = "leader") -> dict[str, str]:
    with clock(evening(TODAY)):
        tree = html.fromstring(client_of(cast, role).get(address).content)
    return {" ".join(box.getparent().text_content().split()): box.get("value") for box in tree.xpath("//input[@name='groups']")}  # fmt: skip


def _post(cast: Cast, address: str, said: dict[str, Any]) -> str:
    with clock(evening(TODAY)):
        return (
            client_of(cast, "leader")
            .post(address, said | {"once": secrets.token_hex(10)}, follow=True)
            .content.decode()
        )


def test_every_cell_is_given_a_work_by_one_box_and_who_has_it_keeps_it(cast: Cast) -> None:
    entry = an_entry(cast)
    first, second = (an_obligation(cast, entry, text=text) for text in ("Lập kế hoạch", "Báo cáo kết quả"))
    held = an_assignment(cast, obligation=first)
    address = reverse("assign_many", args=[entry.public_id])
    boxes = _boxes(cast, address)
    assert list(boxes) == ["Mọi chi bộ (2)", f"{cast.branch} và mọi đơn vị bên dưới (2)"]
    said = {"obligations": [first.public_id, second.public_id], "groups": [boxes["Mọi chi bộ (2)"]]}
    _post(cast, address, said)
    given = set(Assignment.objects.values_list("obligation", "unit"))
    assert given == {(one.pk, unit.pk) for one in (first, second) for unit in (cast.cell, cast.home)}
    assert Assignment.objects.filter(pk=held.pk).exists()
    assert "đều đã được giao" in _post(cast, address, said)
    one = reverse("assign", args=[second.public_id])
    assert "Mọi chi bộ (2)" not in _boxes(cast, one), "they have it: no group to give it to"
    assert "Chọn ít nhất một đơn vị" in _post(cast, one, {})


def test_a_paper_says_in_one_line_what_many_units_owe_and_opens_them_all(cast: Cast) -> None:
    for n in range(5, 10):
        establish(name=f"Chi bộ số {n}", kind="CHI_BO", parent=cast.root, by=cast.setup, at=AT, on=BEGAN)
    entry = an_entry(cast)
    duty = an_obligation(cast, entry)
    address = reverse("assign_many", args=[entry.public_id])
    _post(cast, address, {"obligations": [duty.public_id], "groups": [_boxes(cast, address)["Mọi chi bộ (7)"]]})
    one = _drawn(cast, reverse("paper", args=[entry.paper.public_id]))
    assert len(one) == 1
    assert "7 đơn vị" in one[0]
    assert len(_drawn(cast, reverse("obligation", args=[duty.public_id]))) == 7


def _drawn(cast: Cast, address: str) -> list[str]:
    """The links of the picture, in words."""
    with clock(evening(TODAY)):
        tree = html.fromstring(client_of(cast, "leader").get(address).content)
    return [link.text_content() for link in tree.xpath("//figure//*[local-name()='svg']//*[local-name()='a']")]


def test_a_group_is_of_units_below_the_giver_alone(cast: Cast) -> None:
    share = an_assignment(cast, unit=cast.branch)
    establish(name="Chi bộ NN-A04", kind="CHI_BO", parent=cast.branch, by=cast.setup, at=AT, on=BEGAN, is_abroad=True)
    address = f"{reverse('assign', args=[share.obligation.public_id])}?from={share.public_id}"
    boxes = _boxes(cast, address, "above")
    assert list(boxes) == ["Mọi chi bộ (2)"], "the cell of another branch is not among them"
