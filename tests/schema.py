"""Cơ sở dữ liệu của kiểm thử — made from the models at once; an office's is made step by step, and both are the same.

`dondoc.cli.laying` lays an empty database likewise; `tests/house/test_schema.py` holds the three equal.
"""

from __future__ import annotations

import json
import re
from typing import Any

from django.db import connection

from dondoc.cli import laying

NOT_OURS = ("auth_", "django_")
_SQLITE = "SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%%'"
_POSTGRES = (
    "SELECT 'column', table_name, concat_ws(' ', column_name, data_type, character_maximum_length, is_nullable, "
    "column_default, collation_name, identity_generation) FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT 'constraint', conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace",
    "SELECT 'index', tablename, regexp_replace(indexdef, 'INDEX \\S+ ON', 'INDEX ON') FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT 'trigger', tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
)


def complete() -> None:
    """What the models do not say."""
    with connection.schema_editor() as editor:
        laying.complete(editor)


def described() -> list[list[str]]:
    """Each table, column, check, index and trigger in words, whatever their order and the names of indexes."""
    found: list[Any] = []
    with connection.cursor() as cursor:
        for asked in (_SQLITE,) if connection.vendor == "sqlite" else _POSTGRES:
            cursor.execute(asked)
            found += [[kind, table, _plain(kind, said)] for kind, table, said in cursor.fetchall()]
    return sorted(row for row in found if not row[1].startswith(NOT_OURS))


def _plain(kind: str, said: str) -> str:
    """SQLite keeps a table as it was told: its columns stand in the order in which they came."""
    if kind == "index":
        return re.sub(r'INDEX "\w+"', "INDEX", said)
    return " ".join(sorted(re.findall(r"\w+|[^\w\s]", said))) if kind == "table" else said


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(described()))
