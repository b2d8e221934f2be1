"""Sổ mục đích — what the data file says of each purpose, which columns the rooms put under it, what the office chose."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.resources import files
from types import ModuleType

from django.apps import apps
from django.db import models
from django.utils.module_loading import module_has_submodule

from dondoc.shared.expiring import Expiring
from dondoc.shared.subject import About


@dataclass(frozen=True, slots=True)
class Declared:
    """Một mục đích, như tệp dữ liệu ghi — `keep` is the figure that says how long; "" where none is asked."""

    key: str
    words: str
    source: str
    sees: str
    sensitive: bool
    from_on: date
    keep: str = ""
    ends: str = ""
    stays: str = ""

    def __str__(self) -> str:
        return self.words


@cache
def purposes() -> Mapping[str, Declared]:
    """Every purpose, in the order of the file. A word it does not know, or one that is missing, is an error."""
    data = tomllib.loads(files("dondoc.personal").joinpath("data/purposes.toml").read_text("utf-8"))
    return {key: Declared(key=key, from_on=data["from"], **row) for key, row in data["purpose"].items()}


@cache
def rooms() -> tuple[ModuleType, ...]:
    """The rooms that say what is personal, from the ground up; a door has no tables, `web.personal` is pages."""
    house = [
        app for app in apps.get_app_configs() if app.name.startswith("dondoc.") and app.label != "web" and app.module
    ]
    return tuple(import_module(f"{app.name}.personal") for app in house if module_has_submodule(app.module, "personal"))


@cache
def abouts() -> Mapping[str, About]:
    """What is asked about one person, by key."""
    return {about.key: about for room in rooms() for about in room.ABOUT}


@cache
def expiring() -> Mapping[str, Expiring]:
    """What goes when its purpose has ended, by key."""
    return {one.key: one for room in rooms() for one in getattr(room, "ERASE", ())}


def columns_of(purpose: str) -> Iterator[tuple[type[models.Model], str]]:
    """The columns under a purpose, table by table."""
    for room in rooms():
        for name, columns in room.PERSONAL.get(purpose, {}).items():
            table = table_of(room, name)
            yield from ((table, column) for column in columns.split())


def table_of(room: ModuleType, name: str) -> type[models.Model]:
    """`Person` of the room itself, or another library's table by its whole name."""
    label = name if "." in name else f"{room.__name__.split('.')[1]}.{name}"
    found: type[models.Model] = apps.get_model(label)
    return found


def name_of(table: type[models.Model]) -> str:
    """Tên bảng trên trang — the first words of what the code says of it, or what a room calls a library's table."""
    for room in rooms():
        if table._meta.label in getattr(room, "NAMES", {}):
            return str(room.NAMES[table._meta.label])
    return (table.__doc__ or "").split(" — ")[0].strip().rstrip(".")
