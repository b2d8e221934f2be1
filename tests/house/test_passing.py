"""Không việc nào rơi — every key to a unit says whether it goes to the heir or stays, and why."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from dondoc.reorganising.queries import rooms, things
from dondoc.units.models import Unit

# Rooms without `passing`, and why nothing of theirs is left behind by a unit that ends.
WITHOUT = {
    "journal": "its lines tell what was; they are never changed",
    "access": "rights end with their posts (units.actions.placing.close_posts); what is shown to a unit is shown to the "
    "line above it, and a unit that ended stands below its heir",
    "exchange": "packages made and taken in are records; whom to trust is the root's; the room stands above reorganising",
    "reports": "what was issued is frozen with its hash; the room stands above reorganising",
}


def keys() -> Iterator[tuple[str, str]]:
    """(room, Room.Model.field) of every key to Unit in the house."""
    for model in apps.get_models():
        if model.__module__.startswith("dondoc."):
            for field in [*model._meta.fields, *model._meta.many_to_many]:
                if field.related_model is Unit:
                    room = model.__module__.split(".")[1]
                    yield room, f"{room}.{model.__name__}.{field.name}"


def unsaid(found: list[tuple[str, str]], passing: dict[str, Any]) -> list[str]:
    """Keys of rooms that pass nothing on, and keys of which their room says neither."""
    return [
        key for room, key in found
        if room not in WITHOUT and (room not in passing or key not in _said(passing[room]))
    ]  # fmt: skip


def _said(module: Any) -> set[str]:
    passes = {f"{t.model.__module__.split('.')[1]}.{t.model.__name__}.{t.role}" for t in module.THINGS}
    return passes | set(module.STAYS)


PASSING = {room.__name__.split(".")[1]: room for room in rooms()}


def test_every_key_to_a_unit_passes_on_or_stays_for_a_reason() -> None:
    assert len(list(keys())) > 20
    assert unsaid(list(keys()), PASSING) == []


def test_what_is_said_of_a_key_is_said_of_one_that_exists() -> None:
    known = {key for _room, key in keys()}
    also = {"documents.RegisterNumber.register", "units.HandOver.post"}  # passed by a key of the unit's own thing
    assert {key for module in PASSING.values() for key in _said(module)} - known - also == set()
    assert {room for room, _key in keys()} >= set(WITHOUT)
    assert set(WITHOUT) & set(PASSING) == set()


@pytest.mark.parametrize("room", PASSING)
def test_every_room_that_passes_has_pass_on(room: str) -> None:
    asked = inspect.signature(PASSING[room].pass_on).parameters
    assert {"from_unit", "to_unit", "on", "by", "at"} <= set(asked)
    assert all(reason for reason in PASSING[room].STAYS.values())


def test_the_rule_bites() -> None:
    """A new table with a key to Unit, in a room that passes and in one that does not."""
    found = [*keys(), ("documents", "documents.New.unit"), ("missions", "missions.Trip.unit")]
    assert unsaid(found, PASSING) == ["documents.New.unit", "missions.Trip.unit"]


def test_what_passes_has_a_key_that_can_be_asked() -> None:
    assert len(things()) == sum(len(room.THINGS) for room in PASSING.values())
    assert all(isinstance(thing.model._meta.get_field(thing.role), models.ForeignKey) for thing in things().values())
