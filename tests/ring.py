"""Vòng kiểm thử — how much of what chance draws is tried: all of it in `make long`, some beside every change."""

from __future__ import annotations

import os
from collections.abc import Sequence

from django.db import connection

IS_LONG = os.environ.get("DONDOC_RING") == "long"
ON_SQLITE = connection.vendor == "sqlite"


def stories(some: int, many: int | None = None) -> Sequence[int]:
    """The seeds of stories: of those tried beside every change each database has its own half."""
    return range(many or some) if IS_LONG else range(some)[0 if ON_SQLITE else 1 :: 2]
