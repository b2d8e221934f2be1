"""Tra dữ liệu cá nhân — the purposes with what they hold, what is held about one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db import models

from dondoc.access.models import Person, User
from dondoc.personal.declared import Declared, abouts, columns_of, name_of, purposes
from dondoc.personal.models import Purpose
from dondoc.regulations.figures import Figure, Unknown
from dondoc.regulations.queries import figure
from dondoc.shared.subject import About, Subject

COUNTED = 1000  # exact up to here


@dataclass(frozen=True, slots=True)
class Table:
    """Một bảng dưới một mục đích — its columns and how many rows."""

    label: str
    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Held:
    """Dữ liệu về một người trong một bảng — how many rows, exact to a thousand."""

    about: About
    count: int

    @property
    def is_many(self) -> bool:
        return self.count > COUNTED


def subject_of(person: Person) -> Subject:
    """Người ấy được biết bằng gì. One query."""
    accounts = list(User.objects.filter(person=person).values_list("pk", "username"))
    return Subject(
        person.pk, person.full_name, tuple(pk for pk, _name in accounts), tuple(name for _pk, name in accounts)
    )


def bases(on: date) -> Mapping[str, Purpose]:
    """Căn cứ đang có của mỗi mục đích — the newest that stands on a day; what is missing is unset. One query."""
    rows = Purpose.objects.filter(withdrawn_at__isnull=True, from_on__lte=on).order_by("from_on", "id")
    return {row.key: row for row in rows}


def kept_for(purpose: Declared, on: date) -> Figure | Unknown | None:
    """Giữ bao lâu — the figure, or that it is unset; None for what ends by itself or with its paper."""
    return figure(purpose.keep, on=on) if purpose.keep else None


def tables(purpose: str) -> list[Table]:
    """Bảng và trường dưới một mục đích, với số dòng. One count a table."""
    pairs = groupby(columns_of(purpose), key=lambda pair: pair[0])
    return [_table(table, tuple(column for _table_, column in found)) for table, found in pairs]


def _table(table: type[models.Model], columns: tuple[str, ...]) -> Table:
    return Table(name_of(table), columns, table._base_manager.count())


def held_about(who: Subject) -> dict[str, list[Held]]:
    """Phần mềm giữ gì về người này — by purpose; each counted to a thousand and one."""
    found: dict[str, list[Held]] = {key: [] for key in purposes()}
    for about in abouts().values():
        count = about.rows(who).order_by()[: COUNTED + 1].count()
        if count:
            found[about.purpose].append(Held(about, count))
    return found


def rows_of(about: About, who: Subject) -> models.QuerySet[Any]:
    """Các dòng, cũ trước."""
    return about.rows(who).order_by("pk")
