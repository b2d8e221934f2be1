"""Từ điển của cơ quan — the house's own units and its catalogue file, handed to the reader at call time."""

from __future__ import annotations

import json
import os
import tempfile
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _

from dondoc.reading.catalogue import Catalogue, default
from dondoc.reading.office import WrongCatalogue, with_office
from dondoc.shared.acts import Refused
from dondoc.units.models import Unit, UnitName


def catalogue_file() -> str | None:
    """Danh mục riêng — the file that the setting names."""
    return settings.DONDOC_CATALOGUE or None


def house_catalogue() -> Catalogue:
    """The reader's catalogue with the office's file, as it lies now; a file with mistakes is refused by name."""
    path = catalogue_file()
    if path is None:
        return default()
    try:
        return _read(path, Path(path).stat().st_mtime_ns)
    except OSError:
        problem = path
    except WrongCatalogue as wrong:
        problem = wrong.problems[0]
    raise Refused(
        _("Danh mục riêng của cơ quan có lỗi. Báo người quản trị sửa tệp: %(problem)s") % {"problem": problem}
    )


@lru_cache(maxsize=1)
def _read(path: str, changed: int) -> Catalogue:
    """Once for each state of the file: `changed` is when it was written."""
    return with_office(Path(path))


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
