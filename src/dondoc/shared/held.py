"""Ai còn giữ một nội dung — asked of every table that names contents by their digest."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db import models

from dondoc.reading.secrecy import marks_in
from dondoc.shared.profile import LEVELS


def is_held(sha256: str) -> bool:
    """Whether a row of any room names this content."""
    tables = [t for t in apps.get_models() if any(column.name == "sha256" for column in t._meta.get_fields())]
    return any(table._base_manager.filter(sha256=sha256).exists() for table in tables)


def secrets_held() -> dict[str, int]:
    """Nội dung mật đang giữ — how many rows of each kind bear a level, or words with a mark; stubs hold nothing."""
    counted = {table._meta.verbose_name_raw: _secret_rows(table) for table in apps.get_models() if _is_ours(table)}
    return {name: count for name, count in counted.items() if count}


def _is_ours(table: type[models.Model]) -> bool:
    return table.__module__.startswith("dondoc.") and table._meta.app_label not in ("shared", "jobs", "journal")


def _secret_rows(table: type[models.Model]) -> int:
    columns = {column.name: column for column in table._meta.concrete_fields}
    rows = table._base_manager.all()
    levels = [models.Q(**{f"{name}__in": LEVELS}) for name in ("secrecy", "level") if name in columns]
    held = rows.filter(reduce(or_, levels)) if levels else rows.none()
    held = held.filter(is_stub=False) if "is_stub" in columns else held
    texts = [name for name, column in columns.items() if _is_free_text(table, column)]
    said = rows.exclude(pk__in=held.values("pk")).values_list(*texts).iterator() if texts else ()
    return held.count() + sum(any(any(marks_in(text or "")) for text in row) for row in said)


def _is_free_text(table: type[models.Model], column: models.Field[Any, Any]) -> bool:
    """What people type; a reading goes with its file, whose level is known."""
    is_text = isinstance(column, models.CharField | models.TextField) and not column.choices
    is_level = column.name == "secrecy" or column.name.endswith("level")
    return is_text and column.editable and not is_level and (table._meta.model_name, column.name) != ("reading", "text")


def waiting_names() -> set[str]:
    """Names under which some table keeps a content in quarantine, beside the uploads themselves."""
    return {
        name for table in apps.get_models() if hasattr(table, "quarantine_names") for name in table.quarantine_names()
    }
