"""Người thực hiện — who does an act: account, person, post, delegation and door."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Actor:
    """Người thực hiện — told to every act as `by`; made by a door, never by a room.

    `holding_id` is the post at a unit under which the person acts (units.Holding), None where
    the person acts under all of them. `today` is the day in Hà Nội at the door: grants are
    those of that day. `setup` is the installation itself, before it has accounts.
    """

    account_id: int | None
    person_id: int | None
    holding_id: int | None
    delegation_id: int | None
    door: str  # web | cli | job | setup
    today: date
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def setup(cls, today: date) -> Actor:
        """The installation itself: loads the first units, posts and accounts."""
        return cls(None, None, None, None, "setup", today)

    @property
    def who(self) -> dict[str, int | None]:
        """Ai — the account, the person and the post, as every row that tells who did it keeps them."""
        return {"account_id": self.account_id, "person_id": self.person_id, "holding_id": self.holding_id}

    @property
    def is_setup(self) -> bool:
        return self.door == "setup" and self.account_id is None
