"""Các dòng của danh sách việc — each row with how it stands, on the day looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dondoc.obligations.models import Assignment
from dondoc.obligations.past import given_as_of, obligations_as_of
from dondoc.obligations.queries import Standing, standing_of
from dondoc.units.queries import named_on
from dondoc.web.asof import Look


def list_lines(rows: Sequence[Assignment], look: Look, *named: Any) -> list[tuple[Assignment, Standing]]:
    """The rows of a list with how each stands, on the day looked at: words, names, due days of then."""
    if look.past:
        rows = given_as_of(rows, look.past, look.known)
        obligations_as_of([row.obligation for row in rows], look.past, look.known)
        named_on(look.past, list(rows), *named)
    return [(row, standing_of(row, look.moment)) for row in rows]
