"""Liên hệ — what an office cites of its own is found by its number; where two could be meant, none is."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.documents.actions import registering
from dondoc.documents.actions.registers import open_register
from dondoc.documents.actions.reviewing import link
from dondoc.documents.models import Entry, Paper
from dondoc.units.models import Unit
from tests.cast import AT, TODAY, Cast
from tests.making import fields

pytestmark = pytest.mark.acts


def _plan(cast: Cast, series: str, on: date = date(2026, 3, 1)) -> Paper:
    """Our plan 01-KH/ĐU of a series."""
    book = open_register(unit=cast.root, direction="OUT", name="Sổ đi", series=series, suffix="-KH/ĐU", by=cast.setup,
                         at=AT, from_on=on)  # fmt: skip
    said = fields(kind="Kế hoạch", title=f"Kế hoạch {series}", issued_on=on)
    return registering.issue(register=book, fields=said, by=cast.clerk, at=AT, on=on).paper


def _citing(cast: Cast, issuer: Unit) -> Entry:
    said = fields("77", kind="Báo cáo", so_ky_hieu="77-BC/ĐU", issued_on=date(2026, 5, 1))
    return registering.register(register=cast.incoming, issuer=issuer, fields=said, by=cast.clerk, at=AT, on=TODAY)


def _led_to(cast: Cast, source: Entry) -> Paper | None:
    return link(source=source.paper, unit=cast.root, surface="Kế hoạch số 01-KH/ĐU", relation="cites",
                canonical="ĐU2025:01-KH/ĐU", by=cast.clerk, at=AT).target  # fmt: skip


def test_an_office_that_cites_its_own_plan_is_led_to_it(cast: Cast) -> None:
    plan = _plan(cast, "2026")
    assert _led_to(cast, _citing(cast, cast.root)) == plan


def test_another_office_that_uses_the_same_symbol_is_not(cast: Cast) -> None:
    _plan(cast, "2026")
    assert _led_to(cast, _citing(cast, cast.khoi)) is None


def test_where_two_of_that_number_could_be_meant_none_is(cast: Cast) -> None:
    _plan(cast, "2026")
    _plan(cast, "2025")
    assert _led_to(cast, _citing(cast, cast.root)) is None


def test_a_plan_of_after_the_citing_paper_is_not_meant(cast: Cast) -> None:
    _plan(cast, "2026", date(2026, 10, 1))
    assert _led_to(cast, _citing(cast, cast.root)) is None
