"""Lời hứa của nhà — acts have words in two languages, steps name acts, models say what they are."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
import unicodedata
from typing import Any

import pytest
from django.apps import apps

from dondoc.shared.acts import plates
from dondoc.shared.lifecycle import Lifecycle
from tests.house.tracked import ROOT, SOURCE, modules

pytestmark = pytest.mark.wide

ROOMS = sorted(p.name for p in SOURCE.iterdir() if (p / "__init__.py").is_file())
ACTS = sorted(name for name, plate in plates().items() if plate.run)
MODELS = sorted((m for m in apps.get_models() if m.__module__.startswith("dondoc.")), key=lambda m: m._meta.label)


def lifecycles() -> list[tuple[str, Lifecycle]]:
    """Every table of steps, by its room and name."""
    found = []
    for room in ROOMS:
        if (SOURCE / room / "lifecycle.py").is_file():
            module = importlib.import_module(f"dondoc.{room}.lifecycle")
            found += [(f"{room}.{k}", v) for k, v in vars(module).items() if isinstance(v, Lifecycle)]
    return found


def is_vietnamese(words: str) -> bool:
    """Some letter of it bears a mark that English has not."""
    return any(unicodedata.decomposition(c) or c in "đĐ" for c in words)


def two_languages(text: str | None) -> bool:
    """`Tiếng Việt — English`, in the first line."""
    vietnamese, dash, english = (text or "").strip().partition("\n")[0].partition(" — ")
    return bool(dash) and is_vietnamese(vietnamese) and bool(re.match(r"[a-zA-Z“*(`\"]", english))


def test_the_rule_of_two_languages_bites() -> None:
    assert two_languages("Tiếp nhận — the unit takes the work on.")
    assert not two_languages("The unit takes the work on.")
    assert not two_languages("Accept — the unit takes the work on.")


@pytest.mark.parametrize("name", ACTS)
def test_an_act_says_what_it_does_in_two_languages(name: str) -> None:
    assert two_languages(plates()[name].run.__doc__)  # type: ignore[union-attr]


# The journal stands below access and may not ask a right: its guarded acts live where rights are asked.
ELSEWHERE = {"journal.erase_payload": "access", "journal.export": "access", "journal.export_house": "access"}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_bears_the_name_of_its_room(name: str) -> None:
    room = ELSEWHERE.get(name, name.split(".")[0])
    assert plates()[name].run.__module__.startswith(f"dondoc.{room}.")  # type: ignore[union-attr]


@pytest.mark.parametrize(("name", "cycle"), lifecycles(), ids=[n for n, _ in lifecycles()])
def test_every_step_names_an_act_and_can_be_reached(name: str, cycle: Lifecycle) -> None:
    assert {s.act for s in cycle.steps} <= set(ACTS)
    assert len({s.name for s in cycle.steps}) == len(cycle.steps)
    known = {cycle.initial, *(s.target for s in cycle.steps)}
    assert {source for s in cycle.steps for source in s.sources} <= known


ASKS = ("require", "may", "reaches", "granted", "who_may")


def asked_rights() -> set[str]:
    """Every right the code asks for, by its written name."""
    calls = (n for path in modules() for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call))
    return {
        word.value
        for call in calls
        if (getattr(call.func, "attr", None) or getattr(call.func, "id", None)) in ASKS
        for word in call.args
        if isinstance(word, ast.Constant) and isinstance(word.value, str) and "." in word.value
    }


def given_rights() -> set[str]:
    """Every right in the bundle of some kind of post."""
    posts = tomllib.loads((SOURCE / "units" / "data" / "posts.toml").read_text("utf-8"))["posts"]
    return {right for post in posts.values() for way in ("alone", "below") for right in post.get(way, ())}


def test_every_right_asked_exists_and_some_post_has_it() -> None:
    """A right in no bundle could be used by nobody; a bundle's unknown right gives nothing."""
    assert len(asked_rights()) > 40
    assert asked_rights() <= set(plates())
    assert given_rights() <= set(plates())
    assert asked_rights() <= given_rights()


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_a_model_says_what_it_is(model: Any) -> None:
    text = model.__doc__ or ""
    assert text and not text.startswith(f"{model.__name__}("), "Django's list of fields is no docstring"


def test_every_room_with_models_has_its_layers_kept() -> None:
    """A room of actions + models stands in the contract *Inside a room*."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    inside = next(c for c in contracts if c["name"] == "Inside a room")
    rooms = [r for r in ROOMS if list((SOURCE / r).glob("actions*")) and (SOURCE / r / "models.py").is_file()]
    assert sorted(inside["containers"]) == [f"dondoc.{r}" for r in rooms]
