"""Không trường nào ngoài mục đích — every column that may hold something of a person says its purpose, or why it is none."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

from django.apps import apps
from django.db import models

from dondoc.access.models import Person, User
from dondoc.personal.declared import abouts, columns_of, purposes, rooms, table_of
from dondoc.regulations.rulesets import book
from dondoc.shared.subject import EVERYWHERE
from dondoc.units.models import Holding

TEXTS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.DateField,
    models.BinaryField,
    models.GenericIPAddressField,
)
PEOPLE = {Person, User, Holding}
IDS = {"account_id", "person_id", "holding_id", "delegation_id"}


def asked(tables: list[type[models.Model]]) -> Iterator[tuple[type[models.Model], str]]:
    """Columns of words, of days, of anything about a person."""
    for table in tables:
        for field in table._meta.concrete_fields:
            if isinstance(field, TEXTS) or field.related_model in PEOPLE or field.name in IDS:
                yield table, field.name


def unsaid(tables: list[type[models.Model]], said: list[ModuleType]) -> list[str]:
    known = {(table_of(room, name), column) for room in said for name, column in _said(room)}
    return [f"{t._meta.label}.{c}" for t, c in asked(tables) if c not in EVERYWHERE and (t, c) not in known]


def _said(room: ModuleType) -> Iterator[tuple[str, str]]:
    for places in room.PERSONAL.values():
        yield from ((name, column) for name, columns in places.items() for column in columns.split())
    yield from ((name, column) for name, (columns, _why) in room.NOT_PERSONAL.items() for column in columns.split())


ALL = apps.get_models(include_auto_created=True)


def test_every_column_is_personal_or_says_why_not() -> None:
    assert len(list(asked(ALL))) > 300
    assert unsaid(ALL, list(rooms())) == []


def test_every_personal_column_belongs_to_a_purpose_of_the_register() -> None:
    assert {purpose for room in rooms() for purpose in room.PERSONAL} == set(purposes())
    assert all(list(columns_of(key)) for key in purposes())
    assert {about.purpose for about in abouts().values()} == set(purposes())


def test_what_is_said_of_a_column_is_said_of_one_that_exists_and_once() -> None:
    for room in rooms():
        pairs = list(_said(room))
        assert len(pairs) == len(set(pairs)), room.__name__
        for name, column in pairs:
            table_of(room, name)._meta.get_field(column)
        assert all(why for _columns, why in room.NOT_PERSONAL.values())


def test_every_room_with_tables_says() -> None:
    tables = {model.__module__.split(".")[1] for model in ALL if model.__module__.startswith("dondoc.")}
    assert tables - {room.__name__.split(".")[1] for room in rooms()} == set()


def test_what_a_purpose_keeps_for_how_long_is_a_figure() -> None:
    assert {p.keep for p in purposes().values() if p.keep} <= set(book().subjects)
    assert all(p.keep or p.ends or p.stays for p in purposes().values())


def test_the_rule_bites() -> None:
    """A column nobody spoke of, and one whose room calls it by another name."""
    access: Any = next(room for room in rooms() if room.__name__ == "dondoc.access.personal")
    mute: Any = SimpleNamespace(__name__=access.__name__, PERSONAL={"people": {"Person": "sort_key search"}},
                                NOT_PERSONAL={"Person": ("restricted_on", "a flag")})  # fmt: skip
    assert unsaid([Person], [mute]) == ["access.Person.full_name", "access.Person.erased_on"]
    assert "access.Grant.person" in unsaid([apps.get_model("access.Grant")], [mute])
