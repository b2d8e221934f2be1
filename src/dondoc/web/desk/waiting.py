"""Một việc đang chờ — what a tray shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dondoc.obligations.queries import Standing
from dondoc.shared.acts import Label
from dondoc.web.personal.standing import Standing as Late


@dataclass(frozen=True, slots=True)
class Press:
    """Một nút trên khay — done at once where it `sends`, else the page that asks more."""

    label: str
    url: str
    sends: bool


@dataclass(frozen=True, slots=True)
class Item:
    """Một việc đang chờ — where it is, what it says, when it is due, the one next action."""

    url: str
    title: str
    about: str
    due_on: Any
    standing: Standing | Late | None
    action: Label
    presses: tuple[Press, ...] = ()
    code: str = ""  # of what may be chosen among many
    secrecy: str = ""
    urgency: str = ""  # of its paper: said by its word
