"""Chủ thể dữ liệu — what a room's `personal.py` says: which of its columns are personal, and what it holds about one person.

`PERSONAL` names, by purpose, the columns of each table; `NOT_PERSONAL` the others that hold words, days or keys to
people, and why they are not; `ABOUT` asks for the rows. A house test keeps the lists whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import models

from dondoc.shared.acts import Label

Columns = Mapping[str, Mapping[str, str]]  # purpose → table → its columns, a space between
Others = Mapping[str, tuple[str, str]]  # table → its columns, why they are not personal
EVERYWHERE = {
    "public_id": "a random code",
    "at": "when an act was entered; whose act it was is said beside it",
    "on": "the day of the event",
    "step": "a name in a table of steps", "from_state": "the same", "to_state": "the same", "state": "the same",
    "sha256": "of a content", "hash": "of rows",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """Người có dữ liệu — by what the tables know a person."""

    person_id: int
    full_name: str
    accounts: tuple[int, ...]
    usernames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """Dữ liệu về một người trong một bảng — its rows, the columns told, and what becomes of them when deletion is asked.

    `erase` drops or blanks what no duty keeps and says how many rows; without it the rows stay, for the reason the
    purpose gives.
    """

    key: str
    purpose: str
    label: Label
    rows: Callable[[Subject], models.QuerySet]  # type: ignore[type-arg]
    columns: tuple[tuple[str, Label], ...]
    erase: Callable[[Subject], int] | None = None


def acted(model: type[models.Model]) -> Callable[[Subject], models.QuerySet]:  # type: ignore[type-arg]
    """Việc người ấy đã làm — the rows that name the person as who did it."""
    return lambda who: model._base_manager.filter(person_id=who.person_id)


def entered(model: type[models.Model]) -> Callable[[Subject], models.QuerySet]:  # type: ignore[type-arg]
    """Việc tài khoản ấy đã nhập — of tables that keep the account alone."""
    return lambda who: model._base_manager.filter(account_id__in=who.accounts)
