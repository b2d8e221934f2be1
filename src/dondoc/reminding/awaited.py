"""Việc chờ đơn vị, có hạn mà không phải phần việc — what a room above asks of a unit until a day: each says it in its own `awaited`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from dondoc.shared.actor import Actor
from dondoc.units.models import Unit


@dataclass(frozen=True, slots=True)
class Awaited:
    """Một việc chờ — what, of which paper or thing, until which day; where it is done."""

    what: str
    number: str
    title: str
    due_on: date
    unit: Unit
    page: str  # the name of its address
    code: str
    key: str  # of the row itself: a letter that urges a work waits beside the work's own day
    secrecy: str = ""

    @property
    def said(self) -> str:
        """Số và trích yếu — of what is marked, or has no title, the number alone."""
        facts = {"what": self.what, "number": self.number, "title": self.title[:200]}
        is_short = bool(self.secrecy or not self.title)
        return _("%(what)s: %(number)s") % facts if is_short else _("%(what)s: %(number)s, %(title)s") % facts


Source = Callable[[Actor, Unit, date, date], Iterable[Awaited]]
_SOURCES: list[Source] = []


def source(tell: Source) -> Source:
    """What a room has to say of a unit, between two days, to who may do it."""
    _SOURCES.append(tell)
    return tell


@cache
def _discover() -> None:
    autodiscover_modules("awaited")


def awaited(actor: Actor, unit: Unit, first: date, last: date) -> list[Awaited]:
    """Của mọi phòng, hạn gần nhất trước."""
    _discover()
    found = [one for tell in _SOURCES for one in tell(actor, unit, first, last)]
    return sorted(found, key=lambda one: (one.due_on, one.said))
