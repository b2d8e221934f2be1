"""Các phần của việc bảo vệ dữ liệu — which pages one may open, for the line above each of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.access.rights import may, reaches
from dondoc.personal.breaching import OVERSEE
from dondoc.regulations.queries import keeper
from dondoc.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Way:
    """Một trang."""

    url: str
    label: str
    current: bool


def ways(actor: Actor, current: str) -> list[Way]:
    """Breaches for who oversees any unit; what is of the whole installation for who oversees the root."""
    asked = [("breaches", _("Vụ lộ, mất dữ liệu"), bool(reaches(actor, OVERSEE)))]
    return [Way(reverse(name), label, name == current) for name, label, has in asked if has]


def oversees_house(actor: Actor) -> bool:
    return may(actor, OVERSEE, keeper())
