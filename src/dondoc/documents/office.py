"""Từ điển của cơ quan — the house's own units and aliases, handed to the reader at call time."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from dondoc.units.models import Unit, UnitName


def office_file() -> str | None:
    """A JSON file of units the reader should know by name; made anew when units change."""
    last = UnitName.objects.aggregate(last=Max("id"))["last"]
    if last is None:
        return None
    path = Path(settings.DONDOC_DATA) / "cache" / f"units-{last}-{Unit.objects.count()}.json"
    if not path.exists():
        _write(path)
    return str(path)


def _write(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob("units-*.json"):
        old.unlink(missing_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(_bodies(), file, ensure_ascii=False)
    os.replace(temporary, path)


def _bodies() -> list[dict[str, object]]:
    rows = Unit.objects.order_by("id").values_list("public_id", "issuer_id_in_catalogue", "name", "short", "code")
    return [
        {"id": known or f"unit:{own}", "name": name, "aliases": [a for a in (short, code) if a]}
        for own, known, name, short, code in rows
    ]
