"""Khóa nhật ký — triggers: an entry is never changed or deleted, a payload never changed.

They stop a mistake and a careless query; whoever may drop triggers is stopped by the chain.
"""

from __future__ import annotations

from typing import Any

MESSAGE = "nhat ky chi them, khong sua, khong xoa"

_RULES = (("journal_entry", "UPDATE"), ("journal_entry", "DELETE"), ("journal_payload", "UPDATE"))


def install(schema: Any) -> None:
    """Create the triggers (a migration's `schema_editor`, or a connection's)."""
    if schema.connection.vendor == "postgresql":
        schema.execute(
            "CREATE OR REPLACE FUNCTION journal_stands() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
        )
        for table, verb in (*_RULES, ("journal_entry", "TRUNCATE")):
            row = "STATEMENT" if verb == "TRUNCATE" else "ROW"
            schema.execute(
                f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
                f"FOR EACH {row} EXECUTE FUNCTION journal_stands()"
            )
    else:
        for table, verb in _RULES:
            schema.execute(
                f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )


def remove(schema: Any) -> None:
    """Drop them: a migration backwards, or a test's clean-up."""
    on = schema.connection.vendor == "postgresql"
    rules = (*_RULES, ("journal_entry", "TRUNCATE")) if on else _RULES
    for table, verb in rules:
        where = f" ON {table}" if on else ""
        schema.execute(f"DROP TRIGGER IF EXISTS {table}_{verb.lower()}{where}")
