"""Không chấm điểm ai — every number, rank or choice in a table keyed to a person stands in a reviewed list with its purpose.

A column that is not in `reviewed_columns.toml` fails: whoever adds one says what it is for, and somebody reads it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from dondoc.access.models import Person, User
from dondoc.units.models import Holding

LIST = Path(__file__).with_name("reviewed_columns.toml")
PEOPLE = {Person, User, Holding}
IDS = {"account_id", "person_id", "holding_id", "delegation_id", "object_id"}  # keys without a constraint
NUMBERS = (models.IntegerField, models.DecimalField, models.FloatField, models.DurationField)
# Names under which a judgement of a person would go, whatever its type.
JUDGING = re.compile(
    r"score|rank|rating|grade|profile|sentiment|risk|trust|loyal|attitude|diem|xep_loai|danh_gia", re.IGNORECASE
)

Table = type[models.Model]


def keyed(tables: Iterable[Table]) -> list[Table]:
    """Tables of people, those with a key to one, and those a step further: with a key to such a table."""
    every = list(tables)
    first = [t for t in every if t in PEOPLE or _names_a_person(t)]
    return [t for t in every if t in first or any(f.related_model in first for f in _keys(t))]


def _names_a_person(table: Table) -> bool:
    names = {field.name for field in table._meta.concrete_fields}
    return bool(names & IDS) or "username" in names or any(f.related_model in PEOPLE for f in _keys(table))


def _keys(table: Table) -> list[Any]:
    return [f for f in [*table._meta.concrete_fields, *table._meta.many_to_many] if f.related_model is not None]


def ordered(table: Table) -> Iterator[str]:
    """Columns by which one row may stand above another: numbers, choices, and whatever is called like a judgement."""
    for field in table._meta.concrete_fields:
        if field.primary_key or field.related_model is not None or field.name in IDS:
            continue
        if isinstance(field, NUMBERS) or field.choices or JUDGING.search(field.name):
            yield f"{table._meta.label}.{field.name}"


def reviewed() -> dict[str, str]:
    """Label of a column → what it is for."""
    data = tomllib.loads(LIST.read_text("utf-8"))
    return {f"{table}.{column}": why for table, columns in data.items() for column, why in columns.items()}


def found(tables: Iterable[Table]) -> set[str]:
    return {column for table in keyed(tables) for column in ordered(table)}


ALL = apps.get_models(include_auto_created=True)


def test_every_number_or_rank_beside_a_person_was_reviewed() -> None:
    assert len(keyed(ALL)) > 30
    assert sorted(found(ALL) - set(reviewed())) == []


def test_nothing_reviewed_has_gone() -> None:
    assert sorted(set(reviewed()) - found(ALL)) == []


def test_every_purpose_is_said() -> None:
    assert [name for name, why in reviewed().items() if len(why.split()) < 3] == []


def test_no_reviewed_column_bears_the_name_of_a_judgement() -> None:
    """A judgement of a person is not reviewed into the house: it is not there."""
    told = {name for name in reviewed() if JUDGING.search(name.rsplit(".", 1)[1])}
    assert told == set()


@pytest.fixture
def a_table() -> Iterator[Any]:
    """Tables made for one test, and forgotten after."""
    made: list[str] = []

    def make(name: str, **columns: Any) -> Table:
        made.append(name.lower())
        meta = type("Meta", (), {"app_label": "personal"})
        return type(name, (models.Model,), {"__module__": __name__, "Meta": meta, **columns})

    yield make
    for name in made:
        apps.all_models["personal"].pop(name, None)
    apps.clear_cache()


@pytest.mark.parametrize(
    ("columns", "bites"),
    [
        ({"whose": models.ForeignKey(Person, models.CASCADE, related_name="+"), "score": models.IntegerField()}, ["score"]),
        ({"whose": models.OneToOneField(Holding, models.CASCADE, related_name="+"), "mean": models.FloatField()}, ["mean"]),
        ({"person_id": models.BigIntegerField(), "level": models.CharField(max_length=1, choices=[("A", "tốt"), ("B", "khá")])}, ["level"]),
        ({"whose": models.ForeignKey(User, models.CASCADE, related_name="+"), "profile": models.JSONField()}, ["profile"]),
        ({"look": models.ForeignKey("personal.Look", models.CASCADE, related_name="+"), "weight": models.DecimalField(max_digits=3, decimal_places=1)}, ["weight"]),
        ({"whose": models.ForeignKey(Person, models.CASCADE, related_name="+"), "text": models.TextField()}, []),
        ({"score": models.IntegerField()}, []),  # of nobody
    ],
)  # fmt: skip
def test_the_rule_bites(a_table: Any, columns: dict[str, Any], bites: list[str]) -> None:
    table = a_table(f"Tried{abs(hash(tuple(columns)))}", **columns)
    new = found([*ALL, table]) - found(ALL)
    assert sorted(name.rsplit(".", 1)[1] for name in new) == bites
    assert connection.vendor  # no table of it is made
