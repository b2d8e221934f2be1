"""Sổ sao lưu — which backups were made, by their digest: a list of places where a removed content may still lie."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Backup:
    """Một bản sao lưu — where it was written, its digest, when."""

    file: str
    sha256: str
    at: str


def note(file: Path, sha256: str, at: datetime) -> None:
    """Ghi vào sổ — one line a backup; the list itself is in no backup."""
    row = Backup(str(file.resolve()), sha256, at.isoformat())
    with _list().open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")


def made() -> list[Backup]:
    """Every backup noted, the oldest first."""
    if not _list().exists():
        return []
    return [Backup(**json.loads(line)) for line in _list().read_text("utf-8").splitlines() if line]


def _list() -> Path:
    return Path(settings.DONDOC_DATA) / "backups.jsonl"
