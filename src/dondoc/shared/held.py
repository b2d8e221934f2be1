"""Ai còn giữ một nội dung — asked of every table that names contents by their digest."""

from __future__ import annotations

from django.apps import apps


def is_held(sha256: str) -> bool:
    """Whether a row of any room names this content."""
    tables = [t for t in apps.get_models() if any(column.name == "sha256" for column in t._meta.get_fields())]
    return any(table._base_manager.filter(sha256=sha256).exists() for table in tables)


def waiting_names() -> set[str]:
    """Names under which some table keeps a content in quarantine, beside the uploads themselves."""
    return {
        name for table in apps.get_models() if hasattr(table, "quarantine_names") for name in table.quarantine_names()
    }
