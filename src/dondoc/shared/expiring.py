"""Dữ liệu hết hạn giữ — what a room's `personal.py` says of rows that go when their purpose has ended.

`ERASE` lists them. A purpose none of whose tables is listed is erased by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models

from dondoc.shared.acts import Label

Rows = Callable[[datetime], models.QuerySet[Any]]
Touching = Callable[[Collection[int]], models.Q]


@dataclass(frozen=True, slots=True)
class Expiring:
    """Loại dữ liệu hết hạn — `rows` older than a moment, `erase` some of them by their keys.

    `by_itself`: its age is the room's own (`rows` is told now), no figure is asked. `touches` says which rows concern
    some people ("person"), units ("unit") or papers ("paper"), by their ids: what a legal hold keeps.
    """

    key: str
    purpose: str
    label: Label
    rows: Rows
    erase: Callable[[Collection[Any]], int]
    touches: Mapping[str, Touching] = field(default_factory=dict)
    by_itself: bool = False
