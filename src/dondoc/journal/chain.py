"""Chuỗi băm — what exactly is hashed. Plain functions, so that a third party can write them again."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

GENESIS = "0" * 64
FIXED = (
    "chain", "seq", "act", "kind", "thing_id", "unit_id", "account_id", "person_id",
    "holding_id", "delegation_id", "door", "at", "on", "payload_hash",
)  # fmt: skip


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces; dates as ISO, moments in UTC with microseconds."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def payload_hash(salt: str, body: dict[str, Any]) -> str:
    return _sha256(salt + canonical(body))


def fixed_part(entry: Any) -> dict[str, Any]:
    """The fields of an entry that the chain covers, as values."""
    return {name: getattr(entry, name) for name in FIXED}


def entry_hash(previous: str, fixed: dict[str, Any]) -> str:
    """Hash of an entry: the hash before it, then its fixed part."""
    return _sha256(previous + canonical(fixed))


def seal_hash(previous: str, day: date, heads: dict[str, Any]) -> str:
    return _sha256(previous + canonical({"day": day, "heads": heads}))


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
