"""Ngày chưa tới — a name, a text, an end of tomorrow would stand in today's columns; a body outside is renamed by its keeper."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dondoc.obligations.actions import confirming
from dondoc.shared.acts import Refused
from dondoc.units.actions import rename
from dondoc.units.queries import name_among, names_of
from tests.cast import AT, TODAY, Cast
from tests.making import an_obligation

pytestmark = pytest.mark.acts


def test_what_has_not_come_is_entered_when_it_comes(cast: Cast) -> None:
    tomorrow, duty = TODAY + timedelta(days=1), an_obligation(cast)
    for deed in (
        lambda: rename(unit=cast.cell, name="Mai", on=tomorrow, by=cast.admin, at=AT),
        lambda: confirming.end(obligation=duty, reason="Hết", on=tomorrow, by=cast.leader, at=AT),
        lambda: confirming.amend(
            obligation=duty, paper=duty.paper, from_on=tomorrow, text="Khác", by=cast.leader, at=AT
        ),
    ):
        with pytest.raises(Refused, match="chưa tới"):
            deed()


def test_a_body_outside_is_renamed_by_who_keeps_the_tree(cast: Cast) -> None:
    rename(unit=cast.khoi, name="Đảng ủy Khối mới", on=TODAY, by=cast.admin, at=AT)
    names = names_of([cast.khoi.pk])[cast.khoi.pk]
    assert name_among(names, TODAY - timedelta(days=1)).name == "Đảng ủy Khối Thử nghiệm"
    assert name_among(names, TODAY).name == "Đảng ủy Khối mới"
    with pytest.raises(Refused, match="chưa được giao quyền"):
        rename(unit=cast.khoi, name="Khác", on=TODAY, by=cast.leader, at=AT)
