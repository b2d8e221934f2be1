"""Hành vi — every write is an act: a function with a name plate, in one transaction.

Right → rule → change → trace. The plates make the list from which permissions are granted,
the journal is labelled and docs/acts.md is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from dondoc.shared import profile
from dondoc.shared.calendar import hanoi_day

P = ParamSpec("P")
R = TypeVar("R")
Label = str | Promise
_MARKS = ("level", "phrases")  # the level of a stub; words of a secret that are looked for, to be removed


class Refused(Exception):
    """Từ chối — an act was not done, for a reason that may be shown (one Vietnamese sentence)."""

    def __init__(self, message: Label) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


def check_reason(reason: str) -> None:
    """Cần ghi lý do — asked by every act that undoes, refuses or withdraws."""
    if not reason.strip():
        raise Refused(_("Cần ghi lý do."))


def check_come(on: date, at: datetime) -> None:
    """Ngày chưa tới — what changes a name, a state or a text is entered on its day or after: columns are today's."""
    if on > hanoi_day(at):
        raise Refused(_("Ngày %(day)s chưa tới. Ghi việc này khi đến ngày ấy.") % {"day": f"{on:%d/%m/%Y}"})


@contextmanager
def or_refuse(said: Label) -> Iterator[None]:
    """Chỉ một lần — what a constraint lets in once is written, or refused with the sentence: it decides between two at once."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as twice:
        raise Refused(said) from twice


def check_no_secret(said: Iterable[object]) -> None:
    """Không nhập nội dung mật — no line of what an act is told may bear a mark this installation may not hold, whichever
    field it stands in."""
    if profile.refuses(_texts(said)):
        raise Refused(_("Nội dung có dấu chỉ mức độ mật nên không được ghi. Không nhập nội dung mật."))


def _texts(said: Iterable[object]) -> Iterator[str]:
    left = list(said)
    while left:
        value = left.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, (list, tuple)):
            left += value
        elif names := _told_by(type(value)):  # type: ignore[arg-type]  # a class is hashable, whatever its things are
            left += [getattr(value, name) for name in names]
        elif isinstance(value, Mapping):
            left += value.values()


@cache
def _told_by(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass in which somebody's words may stand."""
    return tuple(f.name for f in fields(kind) if f.name not in _MARKS) if is_dataclass(kind) else ()


@dataclass(frozen=True, slots=True)
class Plate:
    """Tên hành vi — `name` is room.verb; `run` is None for a right that is not an act ("see")."""

    name: str
    label: Label
    run: Callable[..., Any] | None = None


PLATES: dict[str, Plate] = {}


def right(name: str, label: Label) -> None:
    """Quyền không phải hành vi — a capability that only reads."""
    PLATES[name] = Plate(name, label)


def act(name: str, label: Label) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Give a function its name plate and a transaction."""

    def plate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            check_no_secret((*args, *(value for key, value in kwargs.items() if key not in _MARKS)))
            with transaction.atomic():
                return function(*args, **kwargs)

        if name in PLATES:
            raise ValueError(f"two acts named {name}")
        PLATES[name] = Plate(name, label, run)
        return run

    return plate


def plates() -> dict[str, Plate]:
    """All plates, rooms discovered."""
    _discover()
    return PLATES


@cache
def _discover() -> None:
    """Import every room's `actions`: once a process, for the pages that tell a story ask often."""
    autodiscover_modules("actions")


def plate_of(name: str) -> Plate:
    """The plate of an act; asking for one that does not exist is a bug and raises KeyError."""
    return PLATES[name] if name in PLATES else plates()[name]
