"""Dựng cam kết — the list of the cell abroad with some of its members, built by acts."""

from __future__ import annotations

from dondoc.access import actions as access
from dondoc.access.models import Person
from dondoc.pledging.actions.listing import keep_list
from dondoc.pledging.models import Pledge, Season
from dondoc.units.models import Unit
from tests.cast import AT, TODAY, Cast

NAMES = ("Quách Văn Lợi", "Thân Thị Nhiên", "Giáp Văn Ruộng", "Khổng Thị Dịu", "Tạ Văn Rạng", "Lã Thị Ngoan")


def members(cast: Cast, n: int) -> list[Person]:
    """Members of the cell without a post or an account."""
    return [access.register_person(full_name=name, unit=cast.root, by=cast.setup, at=AT) for name in NAMES[:n]]


def a_list(cast: Cast, n: int = 4, unit: Unit | None = None) -> Season:
    """The secretary of the cell himself, and `n` more."""
    own = cast.user("doer").person
    assert own is not None
    return keep_list(unit=unit or cast.cell, year=TODAY.year, people=[own, *members(cast, n)], by=cast.doer, at=AT)


def pledge_of(season: Season, name: str) -> Pledge:
    return season.pledges.get(person__full_name=name)
