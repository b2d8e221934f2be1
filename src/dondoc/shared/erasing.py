"""Xóa chữ — each room's `erasing.py` says of its columns that bear words how they are erased, or why they are kept.

`ERASES` names columns and what then stands in their place, `KEEPS` the others with a reason, `rows`
the rows that carry the words of a paper or of a thing. A house test holds every column to one of the two.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused

HIDDEN, REMOVED = "(đang xử lý sự cố)", "(đã xóa theo sự cố)"
TEXT = (models.CharField, models.TextField, models.JSONField)


@dataclass(frozen=True, slots=True)
class How:
    """Xóa thế nào — the words that stand in place of what was there, the level of the stub, whether its number stays."""

    words: str
    level: str = ""
    keeps_number: bool = True
    papers: frozenset[int] = frozenset()


To = Callable[[Any, Any, How], Any]  # the row, what the column says, how → what it shall say; told twice, the same


def worded(_row: Any, was: Any, how: How) -> Any:
    """Words stand where words were."""
    return how.words if was else was


def emptied(_row: Any, was: Any, _how: How) -> Any:
    """Nothing stands there any more."""
    return None if was is None else type(was)()


def numbered(_row: Any, was: Any, how: How) -> Any:
    """A paper's number, which a stub may bear."""
    return was if how.keeps_number else ""


def unnamed(_row: Any, was: Any, _how: How) -> Any:
    """The name of a content, which nobody finds by any more."""
    return was if not was or is_erased(was) else f"-{secrets.token_hex(10)}"


def is_erased(sha256: str) -> bool:
    """Whether this is no name of a content any more."""
    return sha256.startswith("-")


def check_there(sha256: str) -> None:
    """Tệp còn đó không — raises Refused for the file of an incident."""
    if is_erased(sha256):
        raise Refused(_("Tệp này đang được xử lý theo một sự cố, hoặc đã xóa. Hỏi người xử lý sự cố của đơn vị."))


@dataclass(frozen=True, slots=True)
class Erase:
    """Một cột chữ — of which table, and what stands in its place; `says`: by its words the content is looked for elsewhere."""

    model: type[models.Model]
    column: str
    to: To = worded
    says: bool = False


@dataclass(slots=True)
class Scope:
    """Phạm vi — papers with all that was made of them, single things, contents by their digest; `codes` of what was found."""

    papers: set[int] = field(default_factory=set)
    things: dict[str, set[int]] = field(default_factory=dict)
    digests: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    found: dict[str, set[int]] = field(default_factory=dict)

    def of(self, model: type[models.Model]) -> set[int]:
        """The single things of one kind."""
        return self.things.get(model._meta.label_lower, set())

    def take(self, row: Any) -> None:
        """A row that carries the words."""
        self.found.setdefault(row._meta.label_lower, set()).add(row.pk)
        self.codes |= {code for code in [getattr(row, "public_id", "")] if code}


@cache
def rooms() -> tuple[ModuleType, ...]:
    """The rooms' `erasing`, from the papers up; those that ask what was found (`AFTER`) come last."""
    house = [app for app in apps.get_app_configs() if app.name.startswith("dondoc.") and app.module]
    found = [import_module(f"{app.name}.erasing") for app in house if module_has_submodule(app.module, "erasing")]
    return tuple(sorted(found, key=lambda room: getattr(room, "AFTER", 0)))


@cache
def columns() -> dict[str, dict[str, Erase]]:
    """By table, the columns that are erased and how."""
    found: dict[str, dict[str, Erase]] = {}
    for room in rooms():
        for row in room.ERASES:
            found.setdefault(row.model._meta.label_lower, {})[row.column] = row
    return found


def carrying(scope: Scope) -> Iterator[Any]:
    """Mọi dòng mang chữ — room by room, each row once; what is found widens the scope for the rooms above."""
    for room in rooms():
        for rows in room.rows(scope):
            for row in list(rows):
                if row.pk not in scope.found.get(row._meta.label_lower, ()):
                    scope.take(row)
                    yield row


def erased(row: Any, how: How) -> dict[str, Any]:
    """What of a row shall stand otherwise: column → value; empty where nothing is left to erase."""
    asked = columns().get(row._meta.label_lower, {})
    told = {name: one.to(row, getattr(row, name), how) for name, one in asked.items()}
    return {name: value for name, value in told.items() if value != getattr(row, name)}


def text_columns(model: type[models.Model]) -> list[str]:
    """Cột có thể mang chữ — no choices, no codes of our own."""
    return [f.name for f in model._meta.concrete_fields
            if isinstance(f, TEXT) and not f.choices and f.name != "public_id"]  # fmt: skip


ERASES: tuple[Erase, ...] = ()
KEEPS = {
    **{
        f"shared.Isolation.{name}": "the decision by which the machine may hold secrets"
        for name in ("ended_because", "issuer", "lan", "network_problem", "number", "place")
    },
    "shared.Once.token": "the code of a form",
    "shared.Once.where_to": "the address of a page",
}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """None of this room's own."""
    return iter(())
