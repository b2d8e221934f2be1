"""Nhà dựng một lần — what acts wrote into an empty database and folder, put back as it was for the next test."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from dondoc.shared.acts import plates

Made = TypeVar("Made")
NOT_OURS = ("auth", "contenttypes")  # written by migrations, there before any test


@dataclass
class Rows:
    """Các dòng — by table: the statement that writes them, and their values; not what is searched in, which is no model."""

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
        names = [
            connection.ops.quote_name(field.column) for field in model._meta.concrete_fields if not field.generated
        ]
        table, columns = connection.ops.quote_name(model._meta.db_table), ", ".join(names)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {table}")
            rows = cursor.fetchall()
        if rows:
            one = f"({', '.join(['%s'] * len(names))})"
            yield f"INSERT INTO {table} ({columns}) VALUES {', '.join([one] * len(rows))}", list(chain(*rows))


@dataclass
class World:
    """Nhà đã dựng — what its maker gave, with the rows and the files behind it."""

    given: Any
    rows: Rows
    files: Path

    def put_back(self) -> Any:
        self.rows.put_back()
        shutil.copytree(self.files, settings.DONDOC_DATA, dirs_exist_ok=True)
        return deepcopy(self.given)


def once(make: Callable[[], Made]) -> Made:
    """Made by acts once a run, in an empty database and folder; afterwards put into those of each test."""
    plates()
    key = connection.vendor, make
    if key in _KEPT:
        kept: Made = _KEPT[key].put_back()
        return kept
    made, files = make(), Path(mkdtemp())
    atexit.register(shutil.rmtree, files, ignore_errors=True)
    shutil.copytree(settings.DONDOC_DATA, files, dirs_exist_ok=True)
    _KEPT[key] = World(deepcopy(made), all_rows(), files)
    return made


_KEPT: dict[tuple[str, Callable[[], Any]], World] = {}  # as it was first made, by database
