"""Nhà dựng một lần — the rows that acts wrote into an empty database, put back as they were for the next test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.apps import apps
from django.db import connection, transaction

NOT_OURS = ("auth", "contenttypes")  # written by migrations, there before any test


@dataclass
class Rows:
    """Các dòng — by table: the statement that writes them, and their values."""

    tables: list[tuple[str, list[Any]]]
    _said: list[str] = field(default_factory=list)  # the same with the values written in, for PostgreSQL

    def put_back(self) -> None:
        """Into a database that holds none of them. Their keys were checked when the acts wrote them; PostgreSQL, which
        takes longer to be told and to check them than a test lasts, is told them ready, and does not ask again."""
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                self._said = self._said or [cursor.cursor.mogrify(*table) for table in self.tables]
                said = "; ".join(self._said)
                cursor.execute(
                    f"SET LOCAL session_replication_role = replica; {said}; SET LOCAL session_replication_role = origin"
                )
                return
            for statement, values in self.tables:
                cursor.execute(statement, values)


def all_rows() -> Rows:
    """What stands in every table of ours now."""
    return Rows(list(_tables()))


def _tables() -> Iterator[tuple[str, list[Any]]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in NOT_OURS:
            continue
        names = [connection.ops.quote_name(field.column) for field in model._meta.concrete_fields]
        table, columns = connection.ops.quote_name(model._meta.db_table), ", ".join(names)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {table}")
            rows = cursor.fetchall()
        if rows:
            one = f"({', '.join(['%s'] * len(names))})"
            yield f"INSERT INTO {table} ({columns}) VALUES {', '.join([one] * len(rows))}", list(chain(*rows))
