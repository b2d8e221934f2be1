"""Dựng tình huống về dữ liệu cá nhân — through acts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dondoc.personal.actions.breaches import record_breach
from dondoc.personal.breach_rules import Facts
from dondoc.personal.breaching import Breach
from tests.cast import AT, Cast

FOUND = AT - timedelta(hours=5)


def facts(**over: Any) -> Facts:
    """What little is known when it is found."""
    return Facts(**{"found_at": FOUND, "what": "Máy tính xách tay của văn phòng bị mất", **over})


def a_breach(cast: Cast, **over: Any) -> Breach:
    return record_breach(unit=cast.root, facts=facts(**over), by=cast.office, at=AT)
