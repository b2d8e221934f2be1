"""Danh sách — a page of rows and a count that is exact to 1,000, then *hơn 1.000*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models
from django.http import HttpRequest

T = TypeVar("T")
SIZE = 50
EXACT = 1000


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """Một trang danh sách — rows, which page, whether more, and the count (capped unless asked)."""

    rows: Sequence[T]
    number: int
    has_next: bool
    total: int
    is_capped: bool
    query: str  # the address's own filters, for the pager

    @property
    def first(self) -> int:
        return (self.number - 1) * SIZE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0


def bounded(request: HttpRequest, rows: models.QuerySet[Any, Any]) -> Listing[Any]:
    """Two queries whatever the table's size: fifty rows and one more, and a capped count."""
    number = _number(request.GET.get("page"))
    begin = (number - 1) * SIZE
    taken = list(rows[begin : begin + SIZE + 1])
    exact = "exact" in request.GET
    total = rows.count() if exact else rows.order_by()[: EXACT + 1].count()
    asked = request.GET.copy()
    asked.pop("page", None)
    return Listing(
        taken[:SIZE], number, len(taken) > SIZE, min(total, EXACT) if not exact else total,
        not exact and total > EXACT, asked.urlencode(),
    )  # fmt: skip


def _number(asked: str | None) -> int:
    return min(max(int(asked), 1), 20_000) if asked and asked.isdecimal() and len(asked) < 7 else 1
