"""Mã thay tên — keyed codes, days coarsened to months, and rows of small groups told less of. No Django, no database."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

HIDDEN = "nhóm nhỏ"
Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """Một dòng — its own code, what it says, the most telling column first, and of whom: counted, never printed."""

    code: str
    values: Values
    whose: int


def new_key() -> bytes:
    """A key of this export alone: the same row has another code in the next."""
    return secrets.token_bytes(32)


def code_of(key: bytes, row_id: int) -> str:
    """Eighty bits of an HMAC: without the key nothing is told of the row, nor can all be tried.

    Of the row, not of the person: what k persons have in common line by line may be of one alone taken together.
    """
    return _keyed(key, f"row {row_id}")


def earlier_code_of(key: bytes, person_id: int) -> str:
    """The code of a person, in exports made before each row had its own."""
    return _keyed(key, str(person_id))


def _keyed(key: bytes, said: str) -> str:
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()[:20]


def month_of(day: date | None) -> str:
    """mm/yyyy; "" for none."""
    return "" if day is None else f"{day:%m/%Y}"


def masked(rows: Sequence[Coded], k: int) -> list[Coded]:
    """Rows as they may leave: each says no more than at least k persons have in common.

    What is most telling is hidden first, column by column; what is still of fewer than k at the end is left out.
    """
    width = max((len(row.values) for row in rows), default=0)
    found = list(rows)
    for column in range(width):
        small = _small(found, k)
        if not small:
            break
        found = [_less(row, column) if row.values in small else row for row in found]
    small = _small(found, k)
    kept = [row for row in found if row.values not in small]
    return sorted(kept, key=lambda row: (row.code, row.values))  # not in the order of names or of entry


def _small(rows: Sequence[Coded], k: int) -> set[Values]:
    """What fewer than k persons have in common."""
    people: dict[Values, set[int]] = defaultdict(set)
    for row in rows:
        people[row.values].add(row.whose)
    return {values for values, whose in people.items() if len(whose) < k}


def _less(row: Coded, column: int) -> Coded:
    values = list(row.values)
    values[column] = HIDDEN
    return replace(row, values=tuple(values))
